using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.PublicPages;

/// <summary>Where an application stands, for whoever holds its tracking link.</summary>
internal sealed class TrackModel(IPublicRecords records) : PageModel
{
    /// <summary>What may be seen; null where the token is none.</summary>
    public Tracking? Tracking { get; private set; }

    /// <summary>
    /// The address of the issued letter's page; null before, and where the record holds anything but an address of the web,
    /// because an address can also be a script.
    /// </summary>
    public string? LetterPage => Uri.TryCreate(Tracking?.LetterUri, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? uri.AbsoluteUri : null;

    /// <summary>Looks the token up. Every token that is none gets the same neutral page, with status 404.</summary>
    public async Task<IActionResult> OnGetAsync(string token)
    {
        if (token.Length <= PublicPagesOptions.MaxSecretLength)
            Tracking = await records.TrackAsync(token, HttpContext.RequestAborted);
        Response.StatusCode = Tracking is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return Page();
    }
}
