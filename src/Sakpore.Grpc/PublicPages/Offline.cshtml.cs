using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Sakpore.Signing.Seals;

namespace Sakpore.Grpc.PublicPages;

/// <summary>Checks seals in the browser alone, with cached keys. What a seal says never leaves the device.</summary>
internal sealed class OfflineModel(IPublicRecords records) : PageModel
{
    /// <summary>Whose seals are checked; null where the hub seals nothing.</summary>
    public PinnedIssuer? Issuer => records.Issuer;

    /// <summary>The headline of each answer, by its reason code.</summary>
    internal static IEnumerable<(string Reason, Headline Headline, bool ProvesFacts)> Answers => Enum.GetValues<SealAnswer>().Select(answer =>
    {
        var said = new SealCheck(answer, null, null, null, default);
        Words sentence = new(said.Indonesian, said.English);
        return answer switch
        {
            SealAnswer.Valid => (said.Reason, new Headline(Tone.Good, Icon.Check,
                new("Segel asli", "A genuine seal"),
                new("Segel ini dibuat oleh kantor dan tidak ada yang diketahui menentangnya. Cocokkan setiap keterangan dengan kertas Anda.",
                    "The office made this seal, and nothing is known against it. Compare each fact with your paper.")), true),
            SealAnswer.Revoked => (said.Reason, LetterWording.Revoked, true),
            SealAnswer.Superseded => (said.Reason, LetterWording.Superseded, true),
            SealAnswer.Expired => (said.Reason, LetterWording.Expired, true),
            SealAnswer.KeyCompromised => (said.Reason, new(Tone.Bad, Icon.Cross, new("Jangan diandalkan", "Do not rely on it"), sentence), true),
            SealAnswer.KeyOutOfWindow or SealAnswer.IssuedInFuture => (said.Reason, new(Tone.Bad, Icon.Cross, new("Segel tidak sah", "The seal is not valid"), sentence), true),
            SealAnswer.SignatureInvalid => (said.Reason, new(Tone.Bad, Icon.Cross, new("Segel palsu", "A forged seal"), sentence), false),
            SealAnswer.IssuerUnknown or SealAnswer.KeyUnknown => (said.Reason, new(Tone.Neutral, Icon.Question, new("Bukan segel kantor ini", "Not a seal of this office"), sentence), false),
            _ => (said.Reason, new(Tone.Neutral, Icon.Question, new("Segel tidak dapat dibaca", "The seal cannot be read"), sentence), false),
        };
    });

    /// <summary>Shows the page: 404 where there are no keys to check by.</summary>
    public IActionResult OnGet()
    {
        Response.StatusCode = Issuer is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return Page();
    }
}
