using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace Sakpore.Grpc.PublicPages;

/// <summary>
/// Where an application stands, for whoever holds its tracking link, and what that person may do. What is done answers with
/// the page anew (303), so that reloading it does nothing twice.
/// </summary>
internal sealed class TrackModel(ITrackedApplications applications, IApplicantDesk desk, IOptions<PublicPagesOptions> options) : PageModel
{
    /// <summary>The query parameter that says what was done.</summary>
    internal const string DoneParameter = "selesai";

    /// <summary>What may be seen; null where the token is none.</summary>
    public TrackedApplication? Application { get; private set; }

    /// <summary>The address of this page.</summary>
    public string Path => "/lacak/" + Uri.EscapeDataString(Token);

    /// <summary>Which of the page's forms was refused: the name of its handler, or that of the file that is owed; else empty.</summary>
    public string RefusedForm { get; private set; } = "";

    /// <summary>Why it was refused; null where nothing was.</summary>
    public Words? Refusal { get; private set; }

    /// <summary>What was done just now; null on any other visit.</summary>
    public Words? Done => TrackingWording.Done(Request.Query[DoneParameter].ToString());

    /// <summary>What was typed as a question and refused.</summary>
    public string Question { get; private set; } = "";

    /// <summary>
    /// The address of the page of the issued letter or of the signed rejection; null before, and where the record holds anything but an address of the web,
    /// because an address can also be a script.
    /// </summary>
    public string? LetterPage => Uri.TryCreate(LetterAddress, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp) ? PageLanguage.Current.Link(uri.AbsoluteUri) : null;

    /// <summary>Whether the letter is a rejection.</summary>
    public bool IsRejection => Application?.Tracking.RejectionLetterUri is { Length: > 0 };

    /// <summary>The address of a form of this page.</summary>
    internal string Action(string handler, string? requirement = null) =>
        PageLanguage.Current.Link(requirement is null ? $"{Path}/{handler}" : $"{Path}/{handler}/{Uri.EscapeDataString(requirement)}");

    /// <summary>Looks the token up. Every token that is none gets the same neutral page, with status 404.</summary>
    public async Task<IActionResult> OnGetAsync() => await FindAsync() ? Page() : NotFoundPage();

    /// <summary>Takes a file that is owed.</summary>
    public async Task<IActionResult> OnPostBerkasAsync()
    {
        var requirement = RouteData.Values["requirement"] as string;
        if (!await FindAsync())
            return NotFoundPage();
        var owed = Application!.Owed.FirstOrDefault(owed => owed.Requirement == requirement && owed.MediaTypes.Count > 0);
        var limit = (int)Math.Min(owed?.MaxBytes ?? 0, options.Value.MaxUploadBytes);
        var why = owed is null ? TrackingWording.NotOwed : await UploadedFile.ReadAsync(Request, limit, HttpContext.RequestAborted) switch
        {
            UploadedFile.Received file => await desk.SupplementAsync(Token, owed.Requirement, file.Name, file.Content, HttpContext.RequestAborted),
            UploadedFile.TooLarge => TrackingWording.TooLarge(FileSize.Written(limit)),
            _ => TrackingWording.NoFile,
        };
        return await AnswerAsync("berkas", why, requirement);
    }

    /// <summary>Gives out the signed letter.</summary>
    public async Task<IActionResult> OnPostSuratAsync()
    {
        var form = await TypedForm.ReadAsync(Request, HttpContext.RequestAborted);
        switch (await FindAsync() ? await desk.TakeLetterAsync(Token, form["telepon"], HttpContext.RequestAborted) : new LetterDelivery.Unknown())
        {
            case LetterDelivery.Given letter:
                Response.ContentType = "application/pdf";
                Response.ContentLength = letter.SizeBytes;
                Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=\"{letter.FileName}.pdf\"");
                await foreach (var part in letter.Content.WithCancellation(HttpContext.RequestAborted))
                    await Response.Body.WriteAsync(part, HttpContext.RequestAborted);
                return new EmptyResult();
            case LetterDelivery.Refused refused:
                return Refuse("surat", refused.Why);
            default:
                return NotFoundPage();
        }
    }

    /// <summary>Takes a question to the front office.</summary>
    public async Task<IActionResult> OnPostTanyaAsync()
    {
        if (!await FindAsync())
            return NotFoundPage();
        Question = (await TypedForm.ReadAsync(Request, HttpContext.RequestAborted))["pertanyaan"];
        return await AnswerAsync("tanya", await desk.AskAsync(Token, Question, HttpContext.RequestAborted));
    }

    /// <summary>Takes the answers to the survey.</summary>
    public async Task<IActionResult> OnPostSurveiAsync()
    {
        if (!await FindAsync())
            return NotFoundPage();
        var form = await TypedForm.ReadAsync(Request, HttpContext.RequestAborted);
        var answers = SurveyWording.Elements.Select((_, i) => form[$"u{i + 1}"] is [>= '1' and <= '4' and var digit] ? digit - '0' : 0).ToList();
        return await AnswerAsync("survei", await desk.AnswerSurveyAsync(Token, answers, HttpContext.RequestAborted));
    }

    private string? LetterAddress => IsRejection ? Application!.Tracking.RejectionLetterUri : Application?.Tracking.LetterUri;

    // From the route and not as an argument: to bind arguments the framework reads a form first, and files of it to disk.
    private string Token => RouteData.Values["token"] as string ?? "";

    private async Task<bool> FindAsync()
    {
        if (Token.Length <= PublicPagesOptions.MaxSecretLength)
            Application = await applications.FindAsync(Token, HttpContext.RequestAborted);
        return Application is not null;
    }

    private async Task<IActionResult> AnswerAsync(string handler, Words? why, string? requirement = null)
    {
        if (why is not null)
        {
            // Perhaps somebody else did it meanwhile: what is shown is as it stands now.
            Application = await applications.FindAsync(Token, HttpContext.RequestAborted);
            return Application is null ? NotFoundPage() : Refuse(requirement ?? handler, why);
        }
        var language = PageLanguage.Current == PageLanguage.English ? $"&{PageLanguage.Parameter}={PageLanguage.English.Code}" : "";
        Response.Headers.Location = $"{Path}?{DoneParameter}={handler}{language}";
        return StatusCode(StatusCodes.Status303SeeOther);
    }

    private PageResult Refuse(string form, Words why)
    {
        (RefusedForm, Refusal) = (form, why);
        Response.StatusCode = StatusCodes.Status400BadRequest;
        return Page();
    }

    private PageResult NotFoundPage()
    {
        Response.StatusCode = StatusCodes.Status404NotFound;
        return Page();
    }
}
