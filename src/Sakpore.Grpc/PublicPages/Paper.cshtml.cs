using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Sakpore.Letters.V1;

namespace Sakpore.Grpc.PublicPages;

/// <summary>Finds the letter that a paper says it is, by its number and a second fact from the paper.</summary>
internal sealed class PaperModel(IPublicRecords records) : PageModel
{
    /// <summary>The letter; null where nothing fits.</summary>
    public Letter? Letter { get; private set; }

    /// <summary>What is said where there is no letter.</summary>
    public Headline Refusal { get; private set; } = MissingModel.Paper;

    /// <summary>Asked without a number: leads to the form.</summary>
    public IActionResult OnGet() => LocalRedirect(PageLanguage.Current.Link("/tte"));

    /// <summary>
    /// Looks it up: 200 with the letter; 400 without a second fact, whatever the number; else 404, and nothing tells whether
    /// the number exists.
    /// </summary>
    public async Task<IActionResult> OnPostAsync()
    {
        var form = await TypedForm.ReadAsync(Request, HttpContext.RequestAborted);
        var paper = PaperFacts.Read(form["nomor"], form["tanggal"], form["akhir"]);
        if (paper is null)
            Refusal = MissingModel.SecondFact;
        else
            Letter = await records.FindLetterOnPaperAsync(paper, HttpContext.RequestAborted);
        Response.StatusCode = paper is null ? StatusCodes.Status400BadRequest
            : Letter is null ? StatusCodes.Status404NotFound
            : StatusCodes.Status200OK;
        return Page();
    }
}
