using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Sakpore.Letters.V1;

namespace Sakpore.Grpc.PublicPages;

/// <summary>Says whether a file's fingerprint, which the browser computed, is that of a letter in the register. The file stays where it is.</summary>
internal sealed class FingerprintModel(IPublicRecords records) : PageModel
{
    /// <summary>The letter; null where the register has none.</summary>
    public Letter? Letter { get; private set; }

    /// <summary>The fingerprint that was asked about; empty where it was none.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>When it was asked.</summary>
    public DateTimeOffset AskedAt => records.Now;

    /// <summary>Asked without a fingerprint: leads to the form.</summary>
    public IActionResult OnGet() => LocalRedirect(PageLanguage.Current.Link("/tte"));

    /// <summary>Looks it up: 200 with the letter, 404 where there is none, 400 for what is no SHA-256.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var typed = (await TypedForm.ReadAsync(Request, HttpContext.RequestAborted))["sha256"];
        if (typed.Length == 64 && typed.All(char.IsAsciiHexDigitLower))
        {
            Sha256 = typed;
            Letter = await records.FindLetterByHashAsync(typed, HttpContext.RequestAborted);
        }
        Response.StatusCode = Sha256.Length == 0 ? StatusCodes.Status400BadRequest
            : Letter is null ? StatusCodes.Status404NotFound
            : StatusCodes.Status200OK;
        return Page();
    }
}
