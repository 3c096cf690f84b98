using System.Net;
using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Grpc.Tests.Transcoding;

namespace Sakpore.Grpc.Tests.Documents;

/// <summary>Files as raw bytes over HTTP: the same callers, limits and checks as over gRPC.</summary>
internal sealed class RawDocumentTests
{
    private const int Limit = 2 << 20;

    private TestHub _hub = null!;
    private JsonCaller _portal = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync(options => options with { DocumentBytes = Limit });
        _portal = JsonCaller.Portal(_hub);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _portal.Dispose();
        await _hub.DisposeAsync();
    }

    [Test]
    public async Task File_comes_back_as_it_was()
    {
        var pdf = Papers.Pdf("Proposal");
        var document = await UploadedAsync("bolak-balik", pdf);
        Assert.That((string?)document["sizeBytes"], Is.EqualTo(pdf.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)));
        using var download = await _portal.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/v1/{document["name"]}:download"));
        Assert.That(await download.Content.ReadAsByteArrayAsync(), Is.EqualTo(pdf));
        Assert.That(download.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/pdf"));
        Assert.That(await _hub.Portal.DownloadAsync((string)document["name"]!), Is.EqualTo(pdf), "Over gRPC it is the same document.");
    }

    [Test]
    public async Task File_of_exactly_the_limit_is_taken()
    {
        var png = new byte[Limit];
        Papers.Png().CopyTo(png, 0);
        using var answer = await PutAsync(_portal, "tepat", png, "image/png");
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
    }

    [Test]
    public async Task Same_file_under_the_same_id_is_the_same_document_and_another_is_refused()
    {
        var first = await UploadedAsync("sekali", Papers.Pdf("Satu"));
        var again = await UploadedAsync("sekali", Papers.Pdf("Satu"));
        Assert.That(again.ToJsonString(), Is.EqualTo(first.ToJsonString()));
        await RefusedJson.AsExpectedAsync(
            _hub, HttpStatusCode.Conflict, StatusCode.AlreadyExists, "REQUEST_ID_REUSED", () => PutAsync(_portal, "sekali", Papers.Pdf("Dua"), "application/pdf"));
    }

    [TestCase("image/png", HttpStatusCode.BadRequest, StatusCode.InvalidArgument, "WRONG_MEDIA_TYPE")]
    [TestCase(null, HttpStatusCode.BadRequest, StatusCode.InvalidArgument, "WRONG_MEDIA_TYPE")]
    public Task File_of_another_type(string? type, HttpStatusCode http, StatusCode status, string reason) =>
        RefusedJson.AsExpectedAsync(_hub, http, status, reason, () => PutAsync(_portal, "salah", Papers.Pdf(), type));

    [Test]
    public Task File_without_content() => RefusedJson.AsExpectedAsync(
        _hub, HttpStatusCode.BadRequest, StatusCode.InvalidArgument, "EMPTY_DOCUMENT", () => PutAsync(_portal, "kosong", [], "application/pdf"));

    [Test]
    public Task File_one_byte_over_the_limit() => RefusedJson.AsExpectedAsync(
        _hub, HttpStatusCode.RequestEntityTooLarge, StatusCode.ResourceExhausted, "DOCUMENT_TOO_LARGE",
        () => PutAsync(_portal, "besar", new byte[Limit + 1], "image/png"));

    [Test]
    public Task Id_longer_than_is_taken() => RefusedJson.AsExpectedAsync(
        _hub, HttpStatusCode.BadRequest, StatusCode.InvalidArgument, "INVALID_REQUEST", () => PutAsync(_portal, new string('a', 65), Papers.Pdf(), "application/pdf"));

    [Test]
    public async Task Caller_without_credentials_and_file_of_another()
    {
        using var anyone = JsonCaller.Public(_hub);
        await RefusedJson.AsExpectedAsync(
            _hub, HttpStatusCode.Unauthorized, StatusCode.Unauthenticated, "UNAUTHENTICATED", () => PutAsync(anyone, "siapa", Papers.Pdf(), "application/pdf"));
        var document = await UploadedAsync("milik-portal", Papers.Pdf("Milik"));
        using var office = JsonCaller.Officer(_hub, "dpmptsp", "contoh-front-office");
        await RefusedJson.AsExpectedAsync(
            _hub, HttpStatusCode.NotFound, StatusCode.NotFound, "UNKNOWN_DOCUMENT",
            () => office.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/v1/{document["name"]}:download")));
        await RefusedJson.AsExpectedAsync(
            _hub, HttpStatusCode.Unauthorized, StatusCode.Unauthenticated, "UNAUTHENTICATED",
            () => anyone.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"/v1/{document["name"]}:download")));
    }

    private async Task<JsonObject> UploadedAsync(string id, byte[] content)
    {
        using var answer = await PutAsync(_portal, id, content, "application/pdf");
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        return JsonNode.Parse(text)!.AsObject();
    }

    private static Task<HttpResponseMessage> PutAsync(JsonCaller caller, string id, byte[] content, string? type) =>
        caller.SendAsync(new HttpRequestMessage(HttpMethod.Put, "/v1/uploads/" + id)
        {
            Content = new ByteArrayContent(content) { Headers = { ContentType = type is null ? null : new MediaTypeHeaderValue(type) } },
            Headers = { ExpectContinue = true },
        });
}
