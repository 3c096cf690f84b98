using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Sakpore.Grpc.PublicPages;

/// <summary>Checks seals in the browser alone, with cached keys. What a seal says never leaves the device.</summary>
internal sealed class OfflineModel(IPublicRecords records) : PageModel
{
    /// <summary>Whose seals are checked; null where the hub seals nothing.</summary>
    public PinnedIssuer? Issuer => records.Issuer;

    /// <summary>The headline of each answer, by its reason code.</summary>
    internal IEnumerable<(string Reason, Headline Headline, bool ProvesFacts)> Answers => records.SealAnswers.Select(answer => answer.Reason switch
    {
        "SEAL_VALID" => (answer.Reason, new Headline(Tone.Good, Icon.Check,
            new("Segel asli", "A genuine seal"),
            new("Segel ini dibuat oleh kantor dan tidak ada yang diketahui menentangnya. Cocokkan setiap keterangan dengan kertas Anda.",
                "The office made this seal, and nothing is known against it. Compare each fact with your paper.")), true),
        "SEAL_REVOKED" => (answer.Reason, LetterWording.Revoked, true),
        "SEAL_SUPERSEDED" => (answer.Reason, LetterWording.Superseded, true),
        "SEAL_EXPIRED" => (answer.Reason, LetterWording.Expired, true),
        "SEAL_KEY_COMPROMISED" => (answer.Reason, new(Tone.Bad, Icon.Cross, new("Jangan diandalkan", "Do not rely on it"), answer.Sentence), true),
        "SEAL_KEY_OUT_OF_WINDOW" or "SEAL_ISSUED_IN_FUTURE" =>
            (answer.Reason, new(Tone.Bad, Icon.Cross, new("Segel tidak sah", "The seal is not valid"), answer.Sentence), true),
        "SEAL_SIGNATURE_INVALID" => (answer.Reason, new(Tone.Bad, Icon.Cross, new("Segel palsu", "A forged seal"), answer.Sentence), false),
        "SEAL_ISSUER_UNKNOWN" or "SEAL_KEY_UNKNOWN" =>
            (answer.Reason, new(Tone.Neutral, Icon.Question, new("Bukan segel kantor ini", "Not a seal of this office"), answer.Sentence), false),
        _ => (answer.Reason, new(Tone.Neutral, Icon.Question, new("Segel tidak dapat dibaca", "The seal cannot be read"), answer.Sentence), false),
    });

    /// <summary>Shows the page: 404 where there are no keys to check by.</summary>
    public IActionResult OnGet()
    {
        Response.StatusCode = Issuer is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return Page();
    }
}
