using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Sakpore.Letters.V1;

namespace Sakpore.Grpc.PublicPages;

/// <summary>The page that the QR on a letter leads to: what the register says of its code.</summary>
internal sealed class LetterModel(IPublicRecords records) : PageModel
{
    /// <summary>The letter; null where the register has none.</summary>
    public Letter? Letter { get; private set; }

    /// <summary>Looks the code up. Every code that is none gets the same neutral page, with status 404.</summary>
    public async Task<IActionResult> OnGetAsync(string code)
    {
        if (code.Length <= PublicPagesOptions.MaxSecretLength)
            Letter = await records.FindLetterAsync(code, HttpContext.RequestAborted);
        Response.StatusCode = Letter is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return Page();
    }
}
