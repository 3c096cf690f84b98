using System.Diagnostics;
using System.Text;
using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Tests.BadInput;

/// <summary>Files that are not what they should be.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class BadDocumentTests(TestDatabase database)
{
    private const int DocumentLimit = 3 << 20;
    private const int RequirementLimit = 1 << 20;

    private TestHub _hub = null!;

    [OneTimeSetUp]
    public async Task Start() =>
        _hub = await TestHub.StartAsync(options => options with { DocumentBytes = DocumentLimit, RequirementBytes = RequirementLimit }, database);

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public Task Not_a_pdf() => RefusedAsync("Surat ini bukan PDF."u8.ToArray(), "application/pdf", StatusCode.InvalidArgument, "WRONG_MEDIA_TYPE");

    [Test]
    public Task Content_of_another_media_type() => RefusedAsync(Papers.Pdf(), "image/png", StatusCode.InvalidArgument, "WRONG_MEDIA_TYPE");

    [Test]
    public Task Media_type_that_nobody_takes() => RefusedAsync("MZ"u8.ToArray(), "application/x-msdownload", StatusCode.InvalidArgument, "WRONG_MEDIA_TYPE");

    [Test]
    public Task Truncated_pdf() => RefusedAsync(Papers.Pdf()[..^40], "application/pdf", StatusCode.InvalidArgument, "PDF_END_MISSING");

    [Test]
    public Task Pdf_with_broken_xref()
    {
        var pdf = Encoding.Latin1.GetString(Papers.Pdf());
        var broken = pdf.Replace("0000000009 00000 n", "0000000039 00000 n", StringComparison.Ordinal);
        Assert.That(broken, Is.Not.EqualTo(pdf));
        return RefusedAsync(Encoding.Latin1.GetBytes(broken), "application/pdf", StatusCode.InvalidArgument, "PDF_OBJECT_MISPLACED");
    }

    [Test]
    public async Task Encrypted_pdf()
    {
        var directory = Directory.CreateTempSubdirectory("sakpore-test-");
        var (plain, encrypted) = (Path.Combine(directory.FullName, "plain.pdf"), Path.Combine(directory.FullName, "encrypted.pdf"));
        await File.WriteAllBytesAsync(plain, Papers.Pdf());
        using var qpdf = Process.Start("qpdf", ["--encrypt", "rahasia", "pemilik", "256", "--", plain, encrypted]);
        await qpdf.WaitForExitAsync();
        await RefusedAsync(await File.ReadAllBytesAsync(encrypted), "application/pdf", StatusCode.InvalidArgument, "PDF_ENCRYPTED");
        directory.Delete(recursive: true);
    }

    [Test]
    public Task Empty_file() => RefusedAsync([], "application/pdf", StatusCode.InvalidArgument, "EMPTY_DOCUMENT");

    [Test]
    public async Task Document_of_exactly_the_limit_is_taken()
    {
        var name = await _hub.Portal.UploadAsync(Png(DocumentLimit), "image/png");
        Assert.That(await _hub.Portal.DownloadAsync(name), Has.Length.EqualTo(DocumentLimit));
    }

    [Test]
    public Task Document_one_byte_over_the_limit() =>
        RefusedAsync(Png(DocumentLimit + 1), "image/png", StatusCode.ResourceExhausted, "DOCUMENT_TOO_LARGE");

    [Test]
    public async Task Requirement_file_one_byte_over_the_limit()
    {
        var submission = await _hub.Portal.SubmissionAsync();
        submission.Files[2].Document = await _hub.Portal.UploadAsync(Png(RequirementLimit + 1), "image/png");
        await Refused.AsExpectedAsync(
            _hub, StatusCode.ResourceExhausted, "DOCUMENT_TOO_LARGE", async () => await _hub.Portal.Applications().SubmitApplicationAsync(submission));
    }

    [Test]
    public async Task Requirement_file_of_exactly_the_limit_is_taken()
    {
        var submission = await _hub.Portal.SubmissionAsync();
        submission.Files[2].Document = await _hub.Portal.UploadAsync(Png(RequirementLimit), "image/png");
        var submitted = await _hub.Portal.Applications().SubmitApplicationAsync(submission);
        Assert.That(submitted.Application.State, Is.EqualTo(Application.Types.State.InProgress));
    }

    [Test]
    public async Task Document_to_verify_one_byte_over_the_limit()
    {
        byte[] large = [.. Papers.Pdf(), .. new byte[DocumentLimit]];
        await Refused.AsExpectedAsync(_hub, StatusCode.ResourceExhausted, "DOCUMENT_TOO_LARGE", () => _hub.Public.VerifyAsync(large));
    }

    private static byte[] Png(int length)
    {
        var png = new byte[length];
        Papers.Png().CopyTo(png, 0);
        return png;
    }

    private Task RefusedAsync(byte[] content, string mediaType, StatusCode status, string reason) =>
        Refused.AsExpectedAsync(_hub, status, reason, () => _hub.Portal.UploadAsync(content, mediaType));
}
