using Google.Protobuf;
using Grpc.Core;
using Sakpore.Grpc.Signing;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Tests;
using Sakpore.Signing.V1;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.Tests.SignedDocuments;

/// <summary>An agency that has no signing system signs its recommendation here, and hands it in.</summary>
[TestFixture]
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class DocumentSigningTests(TestDatabase database)
{
    private TestHub _hub = null!;

    private CallInvoker Kesbangpol => _hub.Officer("kesbangpol", "contoh-kesbangpol");

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync(database: database);

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Recommendation_is_signed_by_the_agencys_officer_and_handed_in()
    {
        var submitted = await _hub.Portal.SubmitAsync();
        var name = submitted.Application.Name;
        await _hub.FrontOffice.CompleteAsync(name);
        await _hub.BackOffice.ForwardAsync(name);
        await _hub.Officer("dpmptsp", "contoh-sub-koordinator").ForwardAsync(name);
        await _hub.Officer("dpmptsp", "contoh-koordinator").ForwardAsync(name);

        var signed = await SignAsync(Kesbangpol, await Kesbangpol.UploadAsync(Papers.Pdf("Rekomendasi"), "application/pdf"));
        var recommendation = await Kesbangpol.RecommendationAsync(name);
        recommendation.Document = signed.Document;
        var given = await new Permits.V1.RecommendationService.RecommendationServiceClient(Kesbangpol).RecommendAsync(recommendation);

        Assert.That(given.Document, Is.EqualTo(signed.Document));
        var pdf = await _hub.BackOffice.DownloadAsync(given.Document);
        IndependentCheckers.PdfSigAccepts(pdf, signatures: 1);
        var report = await _hub.Public.VerifyAsync(pdf);
        Assert.That(report.Verdict, Is.EqualTo(VerificationReport.Types.Verdict.Authentic));
        Assert.That(signed.Officer, Is.EqualTo("officers/contoh-kesbangpol"));
    }

    [Test]
    public async Task Repeated_request_answers_with_the_same_document()
    {
        // Later than what the other tests of this hub signed: the newest comes first in the list.
        _hub.Time.Advance(TimeSpan.FromHours(1));
        var request = await RequestAsync(Kesbangpol);
        var client = new DocumentSigningService.DocumentSigningServiceClient(Kesbangpol);

        var first = await client.SignDocumentAsync(request);
        _hub.Time.Advance(TimeSpan.FromMinutes(1));
        var second = await client.SignDocumentAsync(request);

        Assert.That(second, Is.EqualTo(first));
        Assert.That(await client.GetSignedDocumentAsync(new GetSignedDocumentRequest { Name = first.Name }), Is.EqualTo(first));
        Assert.That((await client.ListSignedDocumentsAsync(new ListSignedDocumentsRequest { PageSize = 1 })).SignedDocuments.Single(), Is.EqualTo(first));
    }

    [Test]
    public async Task Document_is_signed_a_second_time_and_both_signatures_hold()
    {
        var once = await SignAsync(Kesbangpol, await Kesbangpol.UploadAsync(Papers.Pdf("Dua tangan"), "application/pdf"));
        var twice = await SignAsync(Kesbangpol, once.Document);

        IndependentCheckers.PdfSigAccepts(await Kesbangpol.DownloadAsync(twice.Document), signatures: 2);
    }

    [Test]
    public async Task Caller_who_keeps_the_key_signs_what_was_prepared()
    {
        var client = new DocumentSigningService.DocumentSigningServiceClient(Kesbangpol);
        var request = new PrepareDocumentSignatureRequest
        {
            Document = await Kesbangpol.UploadAsync(Papers.Pdf("Kunci di tangan sendiri"), "application/pdf"),
            RequestId = Actors.NextRequest,
        };
        var prepared = await client.PrepareDocumentSignatureAsync(request);
        _hub.Time.Advance(TimeSpan.FromHours(3));
        Assert.That(await client.PrepareDocumentSignatureAsync(request), Is.EqualTo(prepared), "a repeated request");

        var wrong = new CompleteDocumentSignatureRequest { Name = prepared.Name, RequestId = Actors.NextRequest, SignatureValue = ByteString.CopyFromUtf8("bukan tanda tangan") };
        await Refused.AsExpectedAsync(_hub, StatusCode.FailedPrecondition, "WRONG_SIGNATURE_VALUE", async () => await client.CompleteDocumentSignatureAsync(wrong));
        await Refused.AsExpectedAsync(
            _hub, StatusCode.NotFound, "UNKNOWN_DOCUMENT",
            async () => await new DocumentSigningService.DocumentSigningServiceClient(_hub.Officer("bappeda", "contoh-bappeda")).CompleteDocumentSignatureAsync(wrong));

        var right = new CompleteDocumentSignatureRequest { Name = prepared.Name, RequestId = Actors.NextRequest, SignatureValue = await KeyOfAsync("contoh-kesbangpol", prepared) };
        var before = _hub.Snapshot();
        var asked = await client.CompleteDocumentSignatureAsync(new CompleteDocumentSignatureRequest(right) { ValidateOnly = true });
        Assert.That((asked.Name, _hub.Snapshot()), Is.EqualTo(("", before)), "only asked about");
        var signed = await client.CompleteDocumentSignatureAsync(right);
        Assert.That(await client.CompleteDocumentSignatureAsync(right), Is.EqualTo(signed), "a repeated request");
        IndependentCheckers.PdfSigAccepts(await Kesbangpol.DownloadAsync(signed.Document), signatures: 1);
    }

    [Test]
    public async Task Prepared_signature_does_not_wait_for_ever()
    {
        var client = new DocumentSigningService.DocumentSigningServiceClient(Kesbangpol);
        var prepared = await client.PrepareDocumentSignatureAsync(new PrepareDocumentSignatureRequest
        {
            Document = await Kesbangpol.UploadAsync(Papers.Pdf("Terlambat"), "application/pdf"),
            RequestId = Actors.NextRequest,
        });
        _hub.Time.Advance(TimeSpan.FromHours(25));
        var value = await KeyOfAsync("contoh-kesbangpol", prepared);
        await Refused.AsExpectedAsync(_hub, StatusCode.FailedPrecondition, "PREPARATION_EXPIRED", async () => await client.CompleteDocumentSignatureAsync(
            new CompleteDocumentSignatureRequest { Name = prepared.Name, RequestId = Actors.NextRequest, SignatureValue = value }));
    }

    [Test]
    public async Task Document_of_another_system_is_unknown()
    {
        var theirs = await _hub.BackOffice.UploadAsync(Papers.Pdf(), "application/pdf");
        await RefusedAsync(StatusCode.NotFound, "UNKNOWN_DOCUMENT", new SignDocumentRequest { Document = theirs, RequestId = Actors.NextRequest, Passphrase = _hub.Callers.Passphrase });
    }

    [Test]
    public async Task Photo_is_not_signed()
    {
        var photo = await Kesbangpol.UploadAsync(Papers.Png(), "image/png");
        await RefusedAsync(StatusCode.InvalidArgument, "WRONG_MEDIA_TYPE", new SignDocumentRequest { Document = photo, RequestId = Actors.NextRequest, Passphrase = _hub.Callers.Passphrase });
    }

    [Test]
    public async Task Wrong_passphrase_signs_nothing()
    {
        var request = await RequestAsync(Kesbangpol);
        request.Passphrase = "bukan ini";
        await RefusedAsync(StatusCode.PermissionDenied, "WRONG_PASSPHRASE", request);
    }

    [Test]
    public async Task Field_that_cannot_be_signed_is_told_by_the_library()
    {
        var request = await RequestAsync(Kesbangpol);
        request.Field = "tidak.ada";
        await RefusedAsync(StatusCode.FailedPrecondition, "FIELD_MISSING", request);
    }

    [Test]
    public async Task Signed_document_of_another_office_is_unknown()
    {
        var signed = await SignAsync(Kesbangpol, await Kesbangpol.UploadAsync(Papers.Pdf(), "application/pdf"));
        var bappeda = new DocumentSigningService.DocumentSigningServiceClient(_hub.Officer("bappeda", "contoh-bappeda"));
        await Refused.AsExpectedAsync(
            _hub, StatusCode.NotFound, "UNKNOWN_DOCUMENT", async () => await bappeda.GetSignedDocumentAsync(new GetSignedDocumentRequest { Name = signed.Name }));
    }

    /// <summary>What the agency's own software does with its officer's key.</summary>
    private async Task<ByteString> KeyOfAsync(string officer, PreparedDocumentSignature prepared)
    {
        Assert.That(LocalSigningKey.FromPkcs12(_hub.Get<OfficerKeyStore>().Unseal(officer), _hub.Callers.Passphrase.ToCharArray()).TryGetKey(out var key), Is.True);
        using (key)
        {
            return ByteString.CopyFrom((await key!.SignAsync(prepared.DataToSign.Memory, CancellationToken.None)).Span);
        }
    }

    private Task RefusedAsync(StatusCode status, string reason, SignDocumentRequest request) => Refused.AsExpectedAsync(
        _hub, status, reason, async () => await new DocumentSigningService.DocumentSigningServiceClient(Kesbangpol).SignDocumentAsync(request));

    private async Task<SignedDocument> SignAsync(CallInvoker officer, string document) =>
        await new DocumentSigningService.DocumentSigningServiceClient(officer).SignDocumentAsync(
            new SignDocumentRequest { Document = document, RequestId = Actors.NextRequest, Passphrase = _hub.Callers.Passphrase, Reason = "Rekomendasi" });

    private async Task<SignDocumentRequest> RequestAsync(CallInvoker officer) => new()
    {
        Document = await officer.UploadAsync(Papers.Pdf("Nota dinas"), "application/pdf"),
        RequestId = Actors.NextRequest,
        Passphrase = _hub.Callers.Passphrase,
    };
}
