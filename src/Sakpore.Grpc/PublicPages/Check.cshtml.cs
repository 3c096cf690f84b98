using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.PublicPages;

/// <summary>Takes a PDF and says whether it is real. The file is verified in memory and not kept.</summary>
internal sealed class CheckModel(IPublicRecords records, IOptions<PublicPagesOptions> options) : PageModel
{
    internal static readonly Headline NoFile = new(Tone.Caution, Icon.Exclamation,
        new("Belum ada berkas", "No file yet"),
        new("Pilih satu berkas PDF, lalu tekan Periksa.", "Choose one PDF, then press Check."));

    /// <summary>What was found; null while nothing was checked.</summary>
    public VerificationReport? Report { get; private set; }

    /// <summary>What is said above the form where nothing was checked; null on a first visit.</summary>
    public Headline? Refusal { get; private set; }

    /// <summary>The name of the file that was checked, as its sender gave it.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>The largest file, in words.</summary>
    public string Limit => FileSize.Written(options.Value.MaxUploadBytes);

    /// <summary>The largest file, in bytes.</summary>
    public int LimitBytes => options.Value.MaxUploadBytes;

    /// <summary>Whether there is a page that checks seals without a network.</summary>
    public bool ChecksOffline => records.Issuer is not null;

    /// <summary>Shows the form, or leads on to the letter whose code was typed.</summary>
    public IActionResult OnGet(string? kode) =>
        string.IsNullOrWhiteSpace(kode) ? Page() : LocalRedirect(PageLanguage.Current.Link("/tte/" + Uri.EscapeDataString(kode.Trim())));

    /// <summary>Verifies the file that came: 200 with the report, 400 without a file, 413 past the limit.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        switch (await UploadedFile.ReadAsync(Request, options.Value.MaxUploadBytes, HttpContext.RequestAborted))
        {
            case UploadedFile.Received file:
                FileName = file.Name;
                Report = await records.VerifyAsync(file.Content, HttpContext.RequestAborted);
                break;
            case UploadedFile.TooLarge:
                Refusal = TooLarge(Limit);
                Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
                break;
            default:
                Refusal = NoFile;
                Response.StatusCode = StatusCodes.Status400BadRequest;
                break;
        }
        return Page();
    }

    internal static Headline TooLarge(string limit) => new(Tone.Caution, Icon.Exclamation,
        new("Berkas terlalu besar", "The file is too large"),
        new($"Kami memeriksa berkas sampai {limit}. Berkas Anda lebih besar dan tidak diperiksa.",
            $"We check files of up to {limit}. Yours is larger and was not checked."));
}
