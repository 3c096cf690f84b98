using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Sakpore.Grpc.PublicPages;

/// <summary>The page that a telephone's camera opens: what the seal in the QR code proves, and what the register says of it.</summary>
internal sealed class SealModel(IPublicRecords records) : PageModel
{
    /// <summary>The longest seal that is looked at, in characters: all that such an address can carry in a QR code.</summary>
    internal const int MaxSealLength = 1024;

    /// <summary>What was found.</summary>
    public SealFinding Finding { get; private set; } = null!;

    /// <summary>Checks the seal: 200 where it proves something, else 404.</summary>
    public async Task<IActionResult> OnGetAsync(string seal)
    {
        // One character too many is enough to be told that it is too long.
        Finding = await records.CheckSealAsync(seal.Length <= MaxSealLength ? seal : seal[..(MaxSealLength + 1)], HttpContext.RequestAborted);
        Response.StatusCode = Finding.Facts is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return Page();
    }
}
