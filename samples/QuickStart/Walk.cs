using Google.Protobuf;
using Google.Type;
using Grpc.Core;
using Sakpore.Documents.V1;
using Sakpore.Letters.V1;
using Sakpore.Permits.V1;
using Sakpore.Signing.V1;
using Sakpore.Verification.V1;

namespace Sakpore.Samples.QuickStart;

/// <summary>One application for a Surat Keterangan Penelitian, through every actor.</summary>
internal sealed class Walk(City city, Narration narration)
{
    private const string Office = "dpmptsp";

    /// <summary>Whether the letter was found authentic and the forged copy was not.</summary>
    public bool Succeeded { get; private set; }

    /// <summary>Submits an application and takes it to its signed letter.</summary>
    public async Task<SignedLetter> FromSubmissionToLetterAsync()
    {
        var submitted = await SubmitAsync();
        var application = submitted.Application.Name;
        await CorrectAsync(application);
        await ForwardAsync(application, "contoh-back-office", "back office", "menyusun konsep", "drafts");
        await ForwardAsync(application, "contoh-sub-koordinator", "sub koordinator", "memeriksa", "verifies");
        await ForwardAsync(application, "contoh-koordinator", "koordinator", "memeriksa", "verifies");

        // Two agencies, each from its own system; they do not wait for each other.
        await RecommendAsync(application, "kesbangpol", "contoh-kesbangpol", "070/1234/IX/2026");
        await RecommendAsync(application, "bappeda", "contoh-bappeda", "070/0567/2026");
        await ForwardAsync(application, "contoh-back-office", "back office", "mencocokkan rekomendasi", "matches what came back", "tanda-tangan");
        var signed = await new SigningService.SigningServiceClient(city.Officer(Office, "contoh-kepala")).SignLetterAsync(
            new SignLetterRequest { Application = application, RequestId = "sign", Passphrase = city.Passphrase });
        narration.Step("kepala dinas", $"menandatangani {signed.Letter.Number}", "signs", signed.Application);

        var portal = new DocumentService.DocumentServiceClient(city.Portal);
        var pdf = await DownloadAsync(portal, signed.Letter.Document);
        var tracking = await new TrackingService.TrackingServiceClient(city.Public).TrackAsync(new TrackRequest { Token = submitted.TrackingToken });
        narration.Step("pemohon", $"mengunduh surat, {pdf.Length / 1024} KB", "downloads the letter");
        narration.Step("pemohon", $"melacak: {tracking.Steps.Count(step => step.Progress == TrackingStep.Types.Progress.Done)} langkah selesai", "tracks: steps done");
        return new SignedLetter(pdf, signed.Letter, submitted.TrackingUri);
    }

    /// <summary>Verifies the letter, changes one byte, verifies again.</summary>
    /// <returns>The changed copy.</returns>
    public async Task<byte[]> VerifyAndForgeAsync(byte[] pdf)
    {
        var genuine = await VerifyAsync(pdf);
        narration.Verdict("memeriksa surat", "verifies the letter", genuine.Verdict.ToString(), genuine.Verdict == VerificationReport.Types.Verdict.Authentic);
        var forged = pdf.ToArray();
        forged[pdf.Length / 3] ^= 1;
        var altered = await VerifyAsync(forged);
        narration.Verdict("memeriksa salinan, satu byte diubah", "one byte changed", altered.Verdict.ToString(), altered.Verdict == VerificationReport.Types.Verdict.Altered);
        Succeeded = genuine.Verdict == VerificationReport.Types.Verdict.Authentic && altered.Verdict == VerificationReport.Types.Verdict.Altered;
        return forged;
    }

    private async Task<SubmitApplicationResponse> SubmitAsync()
    {
        var portal = new DocumentService.DocumentServiceClient(city.Portal);
        var submitted = await new ApplicationService.ApplicationServiceClient(city.Portal).SubmitApplicationAsync(new SubmitApplicationRequest
        {
            PermitType = "permitTypes/skp-penelitian",
            Kind = Application.Types.Kind.Baru,
            Form = Example.Form(),
            Files =
            {
                new RequirementFile { Requirement = "surat-pengantar", Document = await UploadAsync(portal, Example.Paper("Surat Pengantar"), "application/pdf") },
                new RequirementFile { Requirement = "proposal", Document = await UploadAsync(portal, Example.Paper("Proposal Penelitian"), "application/pdf") },
                new RequirementFile { Requirement = "ktp", Document = await UploadAsync(portal, Example.Photo(), "image/png") },
            },
            RequestId = "submit",
        });
        narration.Step("pemohon", $"mengajukan {submitted.Application.Name}", "submits", submitted.Application);
        return submitted;
    }

    private async Task CorrectAsync(string application)
    {
        var frontOffice = new ApplicationService.ApplicationServiceClient(city.Officer(Office, "contoh-front-office"));
        var returned = await frontOffice.ReturnApplicationAsync(new ReturnApplicationRequest
        {
            Name = application,
            RequestId = "return",
            OwedRequirements = { "ktp" },
            Reason = "UNREADABLE",
            Note = "Foto KTP buram.",
        });
        narration.Step("front office", "mengembalikan: KTP buram", "returns: unreadable", returned);
        var portal = new DocumentService.DocumentServiceClient(city.Portal);
        var supplemented = await new ApplicationService.ApplicationServiceClient(city.Portal).SupplementApplicationAsync(new SupplementApplicationRequest
        {
            Name = application,
            RequestId = "supplement",
            Files = { new RequirementFile { Requirement = "ktp", Document = await UploadAsync(portal, Example.Photo(), "image/png") } },
        });
        narration.Step("pemohon", "melengkapi", "supplements", supplemented);
        var complete = await frontOffice.DeclareCompleteAsync(new DeclareCompleteRequest { Name = application, RequestId = "complete" });
        var promise = complete.Promise;
        narration.Step("front office", $"lengkap; janji {Day(promise.EarliestDate)} s.d. {Day(promise.DueDate)}", "complete", complete);
    }

    private async Task ForwardAsync(string application, string officer, string actor, string what, string english, string to = "")
    {
        var client = new ApplicationService.ApplicationServiceClient(city.Officer(Office, officer));
        var seen = await client.GetApplicationAsync(new GetApplicationRequest { Name = application });
        var forwarded = await client.ForwardApplicationAsync(new ForwardApplicationRequest
        {
            Name = application,
            RequestId = "forward-" + seen.Etag,
            Etag = seen.Etag,
            To = to,
        });
        narration.Step(actor, what, english, forwarded);
    }

    private async Task RecommendAsync(string application, string office, string officer, string number)
    {
        var invoker = city.Officer(office, officer);
        var client = new RecommendationService.RecommendationServiceClient(invoker);
        var waiting = await client.ListPendingRecommendationsAsync(new ListPendingRecommendationsRequest());
        var uploaded = await UploadAsync(new DocumentService.DocumentServiceClient(invoker), Example.Paper("Rekomendasi " + office), "application/pdf");

        // The agency has no signing system of its own: its officer signs here.
        var signed = await new DocumentSigningService.DocumentSigningServiceClient(invoker).SignDocumentAsync(
            new SignDocumentRequest { Document = uploaded, RequestId = "sign-" + office, Passphrase = city.Passphrase, Reason = "Rekomendasi penelitian" });
        narration.Step(office, "menandatangani rekomendasinya", "signs its letter");
        var today = waiting.PendingRecommendations[0].RequestTime.ToDateTimeOffset();
        var given = await client.RecommendAsync(new RecommendRequest
        {
            Application = application,
            RequestId = "recommend-" + office,
            Favourable = true,
            Document = signed.Document,
            LetterNumber = number,
            LetterDate = new Date { Year = today.Year, Month = today.Month, Day = today.Day },
        });
        narration.Step(office, $"merekomendasikan {number}", "recommends", given.Application);
    }

    private async Task<VerificationReport> VerifyAsync(byte[] pdf)
    {
        using var call = new VerificationService.VerificationServiceClient(city.Public).VerifyDocument();
        await call.RequestStream.WriteAsync(new VerifyDocumentRequest { Content = UnsafeByteOperations.UnsafeWrap(pdf) });
        await call.RequestStream.CompleteAsync();
        return await call;
    }

    private static async Task<string> UploadAsync(DocumentService.DocumentServiceClient client, byte[] content, string mediaType)
    {
        using var call = client.UploadDocument();
        await call.RequestStream.WriteAsync(new UploadDocumentRequest { Description = new DocumentDescription { MediaType = mediaType } });
        await call.RequestStream.WriteAsync(new UploadDocumentRequest { Content = UnsafeByteOperations.UnsafeWrap(content) });
        await call.RequestStream.CompleteAsync();
        return (await call).Name;
    }

    private static async Task<byte[]> DownloadAsync(DocumentService.DocumentServiceClient client, string document)
    {
        using var call = client.DownloadDocument(new DownloadDocumentRequest { Name = document });
        using var content = new MemoryStream();
        await foreach (var part in call.ResponseStream.ReadAllAsync())
        {
            part.Content.WriteTo(content);
        }

        return content.ToArray();
    }

    private static string Day(Date date) => $"{date.Day:00}-{date.Month:00}-{date.Year}";
}

/// <summary>What the walk ends with.</summary>
internal sealed record SignedLetter(byte[] Pdf, Letter Letter, string TrackingUri)
{
    /// <summary>The page that the letter's QR code leads to.</summary>
    public string Uri => Letter.Uri;

    /// <summary>A file name made of the letter's number.</summary>
    public string FileName => Letter.Number.Replace('/', '-') + ".pdf";
}
