using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Mandates;
using Sakpore.Core.Procedures;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Tests.Applications;

/// <summary>Walks one application: each step decides a command as some actor and records what was decided.</summary>
internal sealed class Walk
{
    public const string Subject = "subject-1";

    private readonly List<HistoryEntry> _history = [];

    public Walk(string procedure = "rekomendasi-paralel@1", PermitType? permitType = null, Procedure? changed = null)
    {
        Procedure = changed ?? Repository.Catalog.FindProcedure(procedure)!;
        PermitType = (permitType ?? Repository.Catalog.FindPermitType("skp-penelitian@1")!) with { Procedure = Procedure.Pin };
        Calendar = Repository.Catalog.FindCalendar(PermitType.ServiceStandard.Calendar)!;
    }

    public PermitType PermitType { get; }

    public Procedure Procedure { get; set; }

    public IReadOnlyList<Mandate>? Mandates { get; set; }

    public WorkCalendar Calendar { get; }

    public DateTimeOffset Now { get; set; } = new(2026, 9, 7, 9, 0, 0, TimeSpan.FromHours(7));

    public ApplicationState? State { get; private set; }

    public IReadOnlyList<HistoryEntry> History => _history;

    public static Party Portal { get; } = new("systems/portal", null, new HashSet<string>(), Subject);

    public static Party Counter { get; } = Officer("contoh-front-office", "dpmptsp", Subject);

    public static Party FrontOffice { get; } = Officer("contoh-front-office", "dpmptsp");

    public static Party BackOffice { get; } = Officer("contoh-back-office", "dpmptsp");

    public static Party SubKoordinator { get; } = Officer("contoh-sub-koordinator", "dpmptsp");

    public static Party Koordinator { get; } = Officer("contoh-koordinator", "dpmptsp");

    public static Party Kepala { get; } = Officer("contoh-kepala", "dpmptsp");

    public static Party Kesbangpol { get; } = Officer("contoh-kesbangpol", "kesbangpol");

    public static Party Bappeda { get; } = Officer("contoh-bappeda", "bappeda");

    public static Party Dpupr { get; } = Officer("contoh-dpupr", "dpupr");

    public static Party Machine { get; } = new("systems/hub", null, new HashSet<string>());

    public static Submit Submission => new(
        "01695004417008943300", ApplicationKind.Baru, Subject,
        [
            new("surat-pengantar", "doc-1", "application/pdf", 1000),
            new("proposal", "doc-2", "application/pdf", 1000),
            new("ktp", "doc-3", "image/jpeg", 1000),
        ],
        Form(), "skp-penelitian@1");

    public static LetterNumbered Number => new("070/SKP-KP/407/IX/2026", "skp-kp", 2026, 407, "CODE", new DateOnly(2026, 9, 11));

    public static Dictionary<string, FormValue> Form() => new()
    {
        ["nama"] = FormValue.Of("Siti Rahmawati"),
        ["nik"] = FormValue.Of("3375010101900001"),
        ["alamat"] = FormValue.Of("Jl. Merdeka 1"),
        ["telepon"] = FormValue.Of("0811000000"),
        ["judul"] = FormValue.Of("Batik"),
        ["keperluan"] = FormValue.Of("Skripsi"),
        ["lokasi"] = FormValue.Of("Pekalongan"),
        ["mulai"] = FormValue.Of("2026-09-25"),
        ["selesai"] = FormValue.Of("2026-11-27"),
        ["bidang"] = FormValue.Of("Seni"),
        ["penanggung_jawab"] = FormValue.Of("Dr. Contoh"),
        ["anggota"] = new FormValue(["Satu", "Dua"]),
        ["institusi"] = FormValue.Of("Universitas Contoh"),
        ["surat_pengantar.instansi"] = FormValue.Of("Universitas Contoh"),
        ["surat_pengantar.nomor"] = FormValue.Of("1/UN/2026"),
        ["surat_pengantar.tanggal"] = FormValue.Of("2026-09-01"),
        ["surat_pengantar.perihal"] = FormValue.Of("Izin penelitian"),
    };

    public Decision Try(Party by, ApplicationCommand command) =>
        ApplicationDecider.Decide(State, command, new DecisionContext(PermitType, Procedure, Calendar, Now, by) { Mandates = Mandates });

    /// <summary>Does it; fails the test if it is refused.</summary>
    public Walk Do(Party by, ApplicationCommand command)
    {
        Decision decision = Try(by, command);
        if (decision is not Decision.Accepted accepted)
            throw new AssertionException($"{command} by {by.Actor}: {decision}");
        foreach (ApplicationEvent happened in accepted.Events)
        {
            var entry = new HistoryEntry(_history.Count + 1, Now, by.Actor, by.Office, by.Principal, null, happened);
            _history.Add(entry);
            State = ApplicationEvolution.Evolve(State, entry);
        }

        return this;
    }

    public Refusal Refused(Party by, ApplicationCommand command)
    {
        ApplicationState? before = State;
        Decision decision = Try(by, command);
        Assert.That(State, Is.SameAs(before));
        if (decision is not Decision.Refused refused)
            throw new AssertionException($"{command} by {by.Actor} was not refused: {decision}");
        Assert.That(refused.Refusal.Text.Id, Is.Not.Empty);
        Assert.That(refused.Refusal.Text.En, Is.Not.Empty);
        return refused.Refusal;
    }

    public Walk Submitted() => Do(Portal, Submission);

    public Walk ToBackOffice() => Submitted().Do(FrontOffice, new DeclareComplete());

    public Walk ToRecommendations() =>
        ToBackOffice().Do(BackOffice, new Forward()).Do(SubKoordinator, new Forward()).Do(Koordinator, new Forward());

    public Walk ToMatching() => ToRecommendations().Do(Kesbangpol, Favourable()).Do(Bappeda, Favourable());

    public Walk ToSigning() => ToMatching().Do(BackOffice, new Forward(To: "tanda-tangan"));

    public Walk ToOpenIntent() => ToSigning().Do(Kepala, new RequestSigning("intent-1", Number));

    public Walk ToIssued() => ToOpenIntent().Do(Machine, new RecordSignature("intent-1", "doc-9", new string('a', 64), new string('b', 64)));

    public IEnumerable<string> OpenStages => State!.CurrentStages.Select(open => open.Opening.Stage);

    public static Recommend Favourable() => new(true, "doc-8", "070/1/2026", new DateOnly(2026, 9, 7));

    private static Party Officer(string id, string office, string? principal = null) =>
        new($"officers/{id}", office, Repository.Catalog.FindOfficer(id)!.RolesIn(office), principal);
}
