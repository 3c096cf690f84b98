using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Grpc.Transcoding;
using static Sakpore.Grpc.Tests.Transcoding.JsonPapers;

namespace Sakpore.Grpc.Tests.Transcoding;

/// <summary>What is refused over HTTP and JSON: which status, why, about what, and nothing stored.</summary>
internal sealed class JsonRefusalTests
{
    private const HttpStatusCode BadRequest = HttpStatusCode.BadRequest;

    private TestHub _hub = null!;
    private JsonCaller _portal = null!;
    private JsonObject _submission = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync();
        _portal = JsonCaller.Portal(_hub);
        _submission = await SubmissionAsync(_hub.Portal);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _portal.Dispose();
        await _hub.DisposeAsync();
    }

    [TestCase("permitType", "\"permitTypes/izin-terbang\"", HttpStatusCode.NotFound, StatusCode.NotFound, "UNKNOWN_PERMIT_TYPE", "permitTypes/izin-terbang")]
    [TestCase("files", "[]", BadRequest, StatusCode.InvalidArgument, "MISSING_REQUIREMENT", "surat-pengantar")]
    [TestCase("requestId", "\"\"", BadRequest, StatusCode.InvalidArgument, "INVALID_REQUEST", "request_id")]
    [TestCase("kind", "\"KIND_UNSPECIFIED\"", BadRequest, StatusCode.InvalidArgument, "INVALID_REQUEST", "kind")]
    public Task Fault_of_the_hub_or_of_its_rules(string field, string value, HttpStatusCode http, StatusCode status, string reason, string subject) =>
        RefusedAsync(With(field, value), http, status, reason, subject);

    [TestCase("kind", "\"KIND_SEWA\"", "kind", "KIND_BARU, KIND_PERPANJANGAN, KIND_PERUBAHAN")]
    [TestCase("kind", "\"kind_baru\"", "kind", "KIND_BARU")]
    [TestCase("kind", "\"\"", "kind", "KIND_BARU")]
    [TestCase("kind", "99", "kind", "KIND_BARU")]
    [TestCase("kind", "1.5", "kind", "KIND_BARU")]
    [TestCase("kind", "true", "kind", "KIND_BARU")]
    [TestCase("permitType", "7", "permitType", "a text")]
    [TestCase("permitType", "[\"permitTypes/skp-penelitian\"]", "permitType", "a text")]
    [TestCase("permitType", "\"\\ud800\"", null, "not Unicode")]
    [TestCase("validateOnly", "\"true\"", "validateOnly", "true or false")]
    [TestCase("validateonly", "true", "validateonly", "no field")]
    [TestCase("vallidateOnly", "true", "vallidateOnly", "no field")]
    [TestCase("files", "{}", "files", "a list")]
    [TestCase("files", "[null]", "files[0]", "an object")]
    [TestCase("files", "[[]]", "files[0]", "an object")]
    [TestCase("files", "[{\"requirement\":\"ktp\"},{\"requirement\":\"ktp\",\"berkas\":\"x\"}]", "files[1].berkas", "no field")]
    [TestCase("files", "[{\"requirement\":{\"id\":\"ktp\"}}]", "files[0].requirement", "a text")]
    [TestCase("form", "[]", "form", "google.protobuf.Struct")]
    [TestCase("form", "\"teks\"", "form", "google.protobuf.Struct")]
    public async Task Body_that_is_not_of_the_contract(string field, string value, string? subject, string english) =>
        Assert.That(await RefusedAsync(With(field, value), BadRequest, StatusCode.InvalidArgument, "INVALID_REQUEST", subject), Does.Contain(english));

    [TestCase("", "line 1")]
    [TestCase("{", "line 1")]
    [TestCase("{\n \"kind\": KIND_BARU }", "line 2, byte 10")]
    [TestCase("{} {}", "line 1")]
    [TestCase("{'kind': 1}", "line 1")]
    [TestCase("{\"kind\": 1,}", "line 1")]
    [TestCase("null", "an object")]
    [TestCase("[]", "an object")]
    [TestCase("\"permitTypes/skp-penelitian\"", "an object")]
    public async Task Body_that_is_no_object(string body, string english) =>
        Assert.That(await RefusedAsync(body, BadRequest, StatusCode.InvalidArgument, "INVALID_REQUEST"), Does.Contain(english));

    [Test]
    public async Task Field_given_twice_under_both_names() => Assert.That(
        await RefusedAsync("""{"requestId": "a", "request_id": "b"}""", BadRequest, StatusCode.InvalidArgument, "INVALID_REQUEST", "request_id"),
        Does.Contain("twice"));

    [Test]
    public async Task Body_nested_deeper_than_is_read() => Assert.That(
        await RefusedAsync(With("form", string.Concat(Enumerable.Repeat("{\"a\":", 100)) + "1" + new string('}', 100)), BadRequest, StatusCode.InvalidArgument, "INVALID_REQUEST"),
        Does.Contain("line"));

    [Test]
    public async Task Body_whose_text_is_no_utf8() => await RefusedJson.AsExpectedAsync(
        _hub, BadRequest, StatusCode.InvalidArgument, "INVALID_REQUEST",
        () => _portal.SendAsync("/v1/applications", [.. "{\"permitType\": \""u8, 0xC3, 0x28, .. "\"}"u8], "application/json"));

    [TestCase(null)]
    [TestCase("text/plain")]
    [TestCase("text/json")]
    [TestCase("application/xml")]
    [TestCase("application/x-www-form-urlencoded")]
    [TestCase("application/json; charset=utf-16")]
    [TestCase("application/json; charset=tidak-ada")]
    [TestCase("bukan jenis apa pun")]
    public Task Content_type_that_is_not_read(string? contentType) => RefusedJson.AsExpectedAsync(
        _hub, HttpStatusCode.UnsupportedMediaType, StatusCode.InvalidArgument, "WRONG_CONTENT_TYPE",
        () => _portal.SendAsync("/v1/applications", Encoding.UTF8.GetBytes(_submission.ToJsonString()), contentType));

    [TestCase("application/json; charset=UTF-8")]
    [TestCase("application/json; charset=\"utf-8\"")]
    [TestCase("Application/JSON")]
    public async Task Content_type_that_is_read(string contentType)
    {
        using var answer = await _portal.SendAsync("/v1/applications", With("validateOnly", "true"), contentType);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), await answer.Content.ReadAsStringAsync());
    }

    [Test]
    public Task Body_larger_than_is_read_and_says_so()
    {
        var content = new ByteArrayContent(new byte[JsonRequests.MaxBytes + 1]) { Headers = { ContentType = new MediaTypeHeaderValue("application/json") } };
        return RefusedJson.AsExpectedAsync(
            _hub, HttpStatusCode.RequestEntityTooLarge, StatusCode.ResourceExhausted, "REQUEST_TOO_LARGE",
            () => _portal.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/applications") { Content = content, Headers = { ExpectContinue = true } }));
    }

    [Test]
    public async Task Body_that_does_not_end()
    {
        var before = _hub.Snapshot();
        var hub = new Uri(_hub.Pages);
        using var client = new TcpClient(hub.Host, hub.Port);
        var connection = client.GetStream();
        await connection.WriteAsync("POST /v1/applications HTTP/1.1\r\nHost: hub\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n"u8.ToArray());
        var sending = SendForEverAsync(connection);
        using var answer = new StreamReader(connection);
        Assert.That(await answer.ReadLineAsync(), Does.Contain("413"), "It is answered while the body is still being sent.");
        client.Close();
        await sending;
        Assert.That(_hub.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task File_to_verify_larger_than_a_message()
    {
        var body = new JsonObject { ["content"] = Convert.ToBase64String(new byte[(1 << 20) + 1]) };
        await RefusedJson.AsExpectedAsync(
            _hub, HttpStatusCode.RequestEntityTooLarge, StatusCode.ResourceExhausted, "DOCUMENT_TOO_LARGE",
            () => _portal.SendAsync("/v1/documents:verify", body.ToJsonString()));
    }

    [TestCase("/v1/documents:verify", "{\"content\": \"bukan base64!\"}", "content")]
    [TestCase("/v1/applications/00000000000000000000:forward", "{\"requestId\": \"x\", \"name\": \"applications/1\"}", "name")]
    public Task Field_that_does_not_fit_or_stands_in_the_address(string path, string body, string subject) =>
        RefusedAsync(body, BadRequest, StatusCode.InvalidArgument, "INVALID_REQUEST", subject, path);

    [TestCase("pageSize=sepuluh", "pageSize")]
    [TestCase("pageSize=99999999999", "pageSize")]
    [TestCase("pageSize=", "pageSize")]
    [TestCase("pageSize=1&pageSize=2", "pageSize")]
    [TestCase("waitingOnly=ya", "waitingOnly")]
    [TestCase("waiting=true", "waiting")]
    [TestCase("pageSize.x=1", "pageSize.x")]
    [TestCase("pageSize=-1", "page_size")]
    [TestCase("pageToken=x", null, "INVALID_PAGE_TOKEN")]
    public async Task Query_that_does_not_fit(string query, string? subject, string reason = "INVALID_REQUEST")
    {
        using var officer = JsonCaller.Officer(_hub, "dpmptsp", "contoh-front-office");
        var refused = await RefusedJson.AsExpectedAsync(
            _hub, BadRequest, StatusCode.InvalidArgument, reason,
            () => officer.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v1/applications?" + query)));
        Assert.That(refused.Subject, Is.EqualTo(subject));
    }

    [Test]
    public async Task Query_where_the_body_has_all_fields() => await RefusedJson.AsExpectedAsync(
        _hub, BadRequest, StatusCode.InvalidArgument, "INVALID_REQUEST", () => _portal.SendAsync("/v1/applications?validateOnly=true", _submission.ToJsonString()));

    [TestCase("GET", "/v1/surat")]
    [TestCase("POST", "/v1/applications:bakar")]
    [TestCase("GET", "/v1")]
    public Task Address_that_does_not_answer(string method, string path) => RefusedJson.AsExpectedAsync(
        _hub, HttpStatusCode.NotFound, StatusCode.Unimplemented, "UNKNOWN_ADDRESS",
        () => _portal.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)));

    [TestCase("DELETE", "/v1/applications/1")]
    [TestCase("PUT", "/v1/permitTypes/skp-penelitian")]
    public Task Address_that_answers_to_another_method(string method, string path) => RefusedJson.AsExpectedAsync(
        _hub, HttpStatusCode.MethodNotAllowed, StatusCode.Unimplemented, "WRONG_HTTP_METHOD",
        () => _portal.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)));

    [Test]
    public async Task Caller_that_is_not_known()
    {
        using var anyone = JsonCaller.Public(_hub);
        await RefusedJson.AsExpectedAsync(
            _hub, HttpStatusCode.Unauthorized, StatusCode.Unauthenticated, "UNAUTHENTICATED", () => anyone.SendAsync("/v1/applications", _submission.ToJsonString()));
        await RefusedJson.AsExpectedAsync(
            _hub, HttpStatusCode.Forbidden, StatusCode.PermissionDenied, "NOT_PERMITTED",
            () => _portal.SendAsync("/v1/applications/1:forward", """{"requestId": "x"}"""));
    }

    [Test]
    public async Task Request_id_for_another_body_and_an_old_etag_are_conflicts()
    {
        var submission = await SubmissionAsync(_hub.Portal);
        var name = (string)(await _portal.PostAsync("/v1/applications", submission))["application"]!["name"]!;
        submission["kind"] = "KIND_PERUBAHAN";
        await RefusedJson.AsExpectedAsync(
            _hub, HttpStatusCode.Conflict, StatusCode.AlreadyExists, "REQUEST_ID_REUSED", () => _portal.SendAsync("/v1/applications", submission.ToJsonString()));
        await RefusedJson.AsExpectedAsync(
            _hub, HttpStatusCode.Conflict, StatusCode.Aborted, "ETAG_MISMATCH",
            () => _portal.SendAsync($"/v1/{name}:withdraw", Action(("etag", "0")).ToJsonString()));
    }

    private string With(string field, string value)
    {
        var body = _submission.DeepClone().AsObject();
        body.Remove(field);
        var text = body.ToJsonString();
        return $"{text[..^1]}, \"{field}\": {value}}}";
    }

    private async Task<string> RefusedAsync(
        string body, HttpStatusCode http, StatusCode status, string reason, string? subject = null, string path = "/v1/applications")
    {
        var refused = await RefusedJson.AsExpectedAsync(_hub, http, status, reason, () => _portal.SendAsync(path, body));
        if (subject is not null)
        {
            Assert.That(refused.Subject, Is.EqualTo(subject));
        }

        return refused.English;
    }

    // Spaces, which JSON skips, until the hub hears no more.
    private static async Task SendForEverAsync(NetworkStream connection)
    {
        var chunk = Encoding.ASCII.GetBytes("10000\r\n" + new string(' ', 0x10000) + "\r\n");
        try
        {
            while (true)
            {
                await connection.WriteAsync(chunk);
            }
        }
        catch (Exception closed) when (closed is IOException or ObjectDisposedException)
        {
        }
    }
}
