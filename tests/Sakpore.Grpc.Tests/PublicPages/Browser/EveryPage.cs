using Sakpore.Grpc.PublicPages;
using State = Sakpore.Permits.V1.Application.Types.State;

namespace Sakpore.Grpc.Tests.PublicPages.Browser;

/// <summary>A site on which each page that an address leads to has something to show.</summary>
internal static class EveryPage
{
    public static readonly string[] Paths =
    [
        "/tte", "/tte/luring", "/tte/" + Sample.Code, "/tte/TIDAKADA", "/tte/v/ASLI", "/tte/v/ASING", "/tte/v/PALSU", "/lacak/MENUNGGU", "/lacak/TERBIT?bahasa=en",
        "/lacak/DITOLAK", "/lacak/tidakada",
    ];

    public static async Task<PageHost> StartAsync()
    {
        var host = await PageHost.StartAsync();
        host.Records.Letters[Sample.Code] = Sample.Letter();
        host.Records.Trackings[Sample.Token] = Sample.Tracking(State.InProgress);
        host.Records.Trackings.Put("MENUNGGU", Sample.Tracked(State.AwaitingApplicant));
        host.Records.Trackings.Put("TERBIT", Sample.Tracked(State.Issued) with { MayAnswerSurvey = true });
        host.Records.Trackings.Put("DITOLAK", Sample.Tracked(State.Rejected));
        host.Records.Issuer = new("kota-contoh", new byte[91]);
        var facts = new SealedFacts("Pemerintah Kota Contoh", "Dinas Contoh", "Surat Keterangan", "1/2026", "R**** A***", new(2026, 3, 17), null);
        Words words = new("Kalimat.", "Sentence.");
        host.Records.Seals["ASLI"] = new("SEAL_VALID", words, facts, Sample.Letter());
        host.Records.Seals["ASING"] = new("SEAL_VALID", words, facts, null);
        host.Records.Seals["PALSU"] = new("SEAL_SIGNATURE_INVALID", words, null, null);
        return host;
    }
}
