using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Dapper;
using Google.Protobuf;
using Grpc.Core;
using Sakpore.Documents.V1;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Grpc.Tests.Transcoding;

namespace Sakpore.Grpc.Tests.Documents;

/// <summary>Files over HTTP: raw bytes, gone on with from an offset, by the same callers as over gRPC; and what is spooled.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class UploadTests(TestDatabase database)
{
    private const int Limit = 2 << 20;
    private const string Secret = "Siti Nurhaliza Wijayakusuma";

    private TestHub _hub = null!;
    private HttpClient _portal = null!;

    private string Spool => Path.Combine(_hub.DataDirectory, "spool");

    [OneTimeSetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync(options => options with { DocumentBytes = Limit }, database);
        _portal = Client("Bearer " + _hub.Callers.Portal);
    }

    [SetUp]
    public void Clear() => Directory.CreateDirectory(Spool).EnumerateFiles().ToList().ForEach(file => file.Delete());

    [OneTimeTearDown]
    public async Task Stop()
    {
        _portal.Dispose();
        await _hub.DisposeAsync();
    }

    [Test]
    public async Task Whole_file_is_put_and_got_again_byte_for_byte()
    {
        var content = Png(700_001);
        var document = await PutAsync("utuh", content);
        Assert.That(document.GetProperty("sha256").GetString(), Is.EqualTo(Convert.ToHexStringLower(SHA256.HashData(content))));
        Assert.That(document.GetProperty("sizeBytes").GetString(), Is.EqualTo("700001"));
        var name = document.GetProperty("name").GetString()!;
        Assert.That(await _portal.GetByteArrayAsync($"/v1/{name}:download"), Is.EqualTo(content));
        Assert.That(await _hub.Portal.DownloadAsync(name), Is.EqualTo(content));
        Assert.That(Directory.EnumerateFiles(Spool), Is.Empty);
    }

    [Test]
    public async Task Upload_in_parts_goes_on_from_the_offset_that_is_kept()
    {
        // Exactly three rows: the last one is sealed as such only when the end is known.
        var content = Png(3 * DocumentContent.ChunkBytes);
        var part = await SendAsync("bagian", content[..600_000], offset: 0, complete: false);
        Assert.That(part.StatusCode, Is.EqualTo(HttpStatusCode.NoContent));
        var kept = int.Parse(part.Headers.GetValues("Upload-Offset").Single());
        Assert.That(kept, Is.EqualTo(2 * DocumentContent.ChunkBytes), "Whole rows are kept.");
        AssertNothingInTheOpen();
        using var head = await _portal.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/v1/uploads/bagian"));
        Assert.That(head.Headers.GetValues("Upload-Offset").Single(), Is.EqualTo($"{kept}"));
        var wrong = await SendAsync("bagian", content[600_000..], offset: 600_000, complete: true);
        Assert.That(wrong.StatusCode, Is.EqualTo(HttpStatusCode.Conflict));
        Assert.That(await wrong.Content.ReadAsStringAsync(), Does.Contain("UPLOAD_OFFSET_MISMATCH"));
    }

    [Test]
    public async Task Upload_in_parts_becomes_one_document_and_the_same_one_when_sent_again()
    {
        var content = Png(3 * DocumentContent.ChunkBytes);
        await SendAsync("lanjut", content[..^100], offset: 0, complete: false);
        var rest = content[(2 * DocumentContent.ChunkBytes)..];
        var done = await SendAsync("lanjut", rest, offset: 2 * DocumentContent.ChunkBytes, complete: true);
        Assert.That(done.StatusCode, Is.EqualTo(HttpStatusCode.OK), await done.Content.ReadAsStringAsync());
        var name = JsonDocument.Parse(await done.Content.ReadAsStringAsync()).RootElement.GetProperty("name").GetString()!;
        Assert.That(await _portal.GetByteArrayAsync($"/v1/{name}:download"), Is.EqualTo(content));
        Assert.That((await PutAsync("lanjut", content)).GetProperty("name").GetString(), Is.EqualTo(name));
        var other = await SendAsync("lanjut", content[..500], offset: 0, complete: true);
        Assert.That(await other.Content.ReadAsStringAsync(), Does.Contain("REQUEST_ID_REUSED"));
    }

    [Test]
    public async Task Upload_goes_on_at_another_hub()
    {
        await using var other = await _hub.StartAnotherAsync();
        using var there = Client("Bearer " + _hub.Callers.Portal, hub: other);
        var content = Png((2 * DocumentContent.ChunkBytes) + 77);
        await SendAsync("pindah", content[..(DocumentContent.ChunkBytes + 5)], offset: 0, complete: false);
        using var head = await there.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/v1/uploads/pindah"));
        Assert.That(head.Headers.GetValues("Upload-Offset").Single(), Is.EqualTo($"{DocumentContent.ChunkBytes}"));
        var done = await SendAsync("pindah", content[DocumentContent.ChunkBytes..], DocumentContent.ChunkBytes, complete: true, there);
        var body = await done.Content.ReadAsStringAsync();
        Assert.That(done.StatusCode, Is.EqualTo(HttpStatusCode.OK), body);
        var name = JsonDocument.Parse(body).RootElement.GetProperty("name").GetString()!;
        Assert.That(await _portal.GetByteArrayAsync($"/v1/{name}:download"), Is.EqualTo(content));
        Assert.That(_hub.Snapshot(), Does.Not.Contain("upload_rows: ").And.Not.Contain("open_uploads: "), "Nothing of the spool is left.");
    }

    [Test]
    public async Task Call_that_goes_on_has_the_upload_and_the_one_that_hangs_stores_nothing_more()
    {
        var uploads = _hub.Get<Uploads>();
        var hanging = (await uploads.OpenAsync("systems/portal", "gantung", 0, default))!.Value;
        await hanging.Content.WriteAsync(Png(DocumentContent.ChunkBytes), default);
        var next = (await uploads.OpenAsync("systems/portal", "gantung", DocumentContent.ChunkBytes, default))!.Value;
        var late = await Assert.ThrowsAsync<FaultException>(() => hanging.Content.WriteAsync(Png(DocumentContent.ChunkBytes), default));
        Assert.That(late!.Fault.Reason, Is.EqualTo("WRITE_CONFLICT"));
        await uploads.ForgetAsync(hanging.Upload);
        await next.Content.WriteAsync(Png(100), default);
        await next.Content.CompleteAsync(default);
        var stored = await uploads.CommitAsync(next.Content, "systems/portal", "image/png", "", next.Upload, default);
        Assert.That(stored.SizeBytes, Is.EqualTo(DocumentContent.ChunkBytes + 100));
        await hanging.Content.DisposeAsync();
        await next.Content.DisposeAsync();
    }

    [Test]
    public async Task Small_file_is_uploaded_in_one_message_and_once()
    {
        var client = new Sakpore.Documents.V1.DocumentService.DocumentServiceClient(_hub.Portal);
        var request = new UploadSmallDocumentRequest
        {
            MediaType = "image/png",
            Content = ByteString.CopyFrom(Png(1 << 20)),
            RequestId = Actors.NextRequest,
            FileName = "foto.png",
        };
        var before = _hub.Snapshot();
        var asked = await client.UploadSmallDocumentAsync(new UploadSmallDocumentRequest(request) { ValidateOnly = true });
        Assert.That((asked.Name, _hub.Snapshot()), Is.EqualTo(("", before)));
        var stored = await client.UploadSmallDocumentAsync(request);
        Assert.That(await client.UploadSmallDocumentAsync(request), Is.EqualTo(stored), "a repeated request");
        Assert.That((asked.Sha256, asked.SizeBytes), Is.EqualTo((stored.Sha256, stored.SizeBytes)));
        Assert.That(await _hub.Portal.DownloadAsync(stored.Name), Is.EqualTo(request.Content.ToByteArray()));
        using var json = JsonCaller.Portal(_hub);
        var over = await json.PostAsync("/v1/documents:upload", new()
        {
            ["mediaType"] = "image/png",
            ["content"] = Convert.ToBase64String(Png(300)),
            ["requestId"] = Actors.NextRequest,
        });
        Assert.That((string?)over["sizeBytes"], Is.EqualTo("300"));
    }

    [TestCase(0, "image/png", StatusCode.InvalidArgument, "EMPTY_DOCUMENT")]
    [TestCase((1 << 20) + 1, "image/png", StatusCode.ResourceExhausted, "DOCUMENT_TOO_LARGE")]
    [TestCase(100, "application/pdf", StatusCode.InvalidArgument, "WRONG_MEDIA_TYPE")]
    public Task Small_file_that_is_not_taken(int bytes, string mediaType, StatusCode status, string reason) => Refused.AsExpectedAsync(
        _hub, status, reason, async () => await new Sakpore.Documents.V1.DocumentService.DocumentServiceClient(_hub.Portal).UploadSmallDocumentAsync(new UploadSmallDocumentRequest
        {
            MediaType = mediaType,
            Content = ByteString.CopyFrom(bytes == 0 ? [] : Png(bytes)),
            RequestId = Actors.NextRequest,
        }));

    [TestCase(0, 99)]
    [TestCase(262_100, 262_200)]
    [TestCase(299_990, null)]
    public async Task Download_goes_on_from_an_offset(long from, long? to)
    {
        var content = Png(300_000);
        var name = (await PutAsync($"rentang-{from}", content)).GetProperty("name").GetString()!;
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v1/{name}:download") { Headers = { Range = new RangeHeaderValue(from, to) } };
        using var response = await _portal.SendAsync(request);
        Assert.That(response.StatusCode, Is.EqualTo(HttpStatusCode.PartialContent));
        Assert.That(response.Content.Headers.ContentRange!.ToString(), Is.EqualTo($"bytes {from}-{to ?? 299_999}/300000"));
        Assert.That(await response.Content.ReadAsByteArrayAsync(), Is.EqualTo(content[(int)from..((int)(to ?? 299_999) + 1)]));
    }

    [Test]
    public async Task File_of_another_system_is_unknown_and_nobody_uploads_without_credentials()
    {
        var name = (await PutAsync("milik", Png(100))).GetProperty("name").GetString()!;
        using var office = Client("Bearer " + _hub.Callers.Offices["bappeda"], "officers/contoh-bappeda");
        using var stranger = await office.GetAsync($"/v1/{name}:download");
        Assert.That((stranger.StatusCode, await ReasonAsync(stranger)), Is.EqualTo((HttpStatusCode.NotFound, "UNKNOWN_DOCUMENT")));
        using var nobody = Client(null);
        using var refused = await nobody.PutAsync("/v1/uploads/milik", new ByteArrayContent(Png(100)));
        Assert.That((refused.StatusCode, await ReasonAsync(refused)), Is.EqualTo((HttpStatusCode.Unauthorized, "UNAUTHENTICATED")));
    }

    [Test]
    public async Task Never_ending_upload_is_refused_at_the_limit_and_nothing_is_kept()
    {
        var before = _hub.Snapshot();
        using var request = new HttpRequestMessage(HttpMethod.Put, "/v1/uploads/tanpa-akhir") { Content = new StreamContent(new Endless()) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        try
        {
            using var response = await _portal.SendAsync(request);
            Assert.That((response.StatusCode, await ReasonAsync(response)), Is.EqualTo((HttpStatusCode.RequestEntityTooLarge, "DOCUMENT_TOO_LARGE")));
        }
        catch (HttpRequestException)
        {
            // The hub answered and hung up while this side was still sending.
        }

        Assert.That(Directory.EnumerateFiles(Spool), Is.Empty);
        Assert.That(_hub.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task Content_of_another_type_is_refused_and_not_gone_on_with()
    {
        using var refused = await SendAsync("salah", "MZ bukan gambar"u8.ToArray(), 0, complete: true);
        Assert.That((refused.StatusCode, await ReasonAsync(refused)), Is.EqualTo((HttpStatusCode.BadRequest, "WRONG_MEDIA_TYPE")));
        Assert.That(Directory.EnumerateFiles(Spool), Is.Empty);
    }

    [Test]
    public async Task Abandoned_upload_is_swept_after_a_day()
    {
        // A file in the spool outlives its call only where a process was killed.
        await SendAsync("ditinggal", Png(300_000), 0, complete: false);
        var orphan = Path.Combine(Spool, "yatim.part");
        await File.WriteAllTextAsync(orphan, "");
        File.SetLastWriteTimeUtc(orphan, _hub.Time.GetUtcNow().UtcDateTime);
        _hub.Time.Advance(TimeSpan.FromHours(23));
        Assert.That(await _hub.Get<Uploads>().SweepAsync(default), Is.Zero);
        _hub.Time.Advance(TimeSpan.FromHours(2));
        await _hub.Get<Uploads>().SweepAsync(default);
        Assert.That(Directory.EnumerateFiles(Spool), Is.Empty);
        Assert.That(_hub.Snapshot(), Does.Not.Contain("upload_rows: ").And.Not.Contain("open_uploads: "));
        var gone = await SendAsync("ditinggal", Png(100), DocumentContent.ChunkBytes, complete: true);
        Assert.That(gone.Headers.GetValues("Upload-Offset").Single(), Is.EqualTo("0"));
    }

    [Test]
    public async Task Same_file_twice_in_one_application_is_stored_once_and_in_another_one_again()
    {
        var twin = Papers.Pdf("Surat yang sama");
        var first = await SubmitTwiceAsync(twin);
        Assert.That(first.Stored, Is.EqualTo(1));
        Assert.That(await _hub.FrontOffice.DownloadAsync(first.Files[0]), Is.EqualTo(twin));
        Assert.That(await _hub.FrontOffice.DownloadAsync(first.Files[1]), Is.EqualTo(twin));
        var second = await SubmitTwiceAsync(twin);
        Assert.That(second.Stored, Is.EqualTo(1), "Another subject's copy is its own.");
        Assert.That(second.Files, Has.None.AnyOf(first.Files));
    }

    [Test]
    public void Limit_beyond_the_ceiling_does_not_start()
    {
        var defects = StartChecks.Settings(new HubOptions { Development = true, DocumentBytes = HubOptions.DocumentBytesCeiling + 1 });
        Assert.That(defects, Has.Count.EqualTo(1).And.One.Contains("Sakpore__DocumentBytes"));
    }

    private async Task<(string[] Files, long Stored)> SubmitTwiceAsync(byte[] twin)
    {
        var submission = await _hub.Portal.SubmissionAsync();
        submission.Files[0].Document = await _hub.Portal.UploadAsync(twin, "application/pdf", "satu.pdf");
        submission.Files[1].Document = await _hub.Portal.UploadAsync(twin, "application/pdf", "dua.pdf");
        await _hub.Portal.Applications().SubmitApplicationAsync(submission);
        string[] files = [submission.Files[0].Document, submission.Files[1].Document];
        var stored = await _hub.Get<Database>().ReadAsync(
            connection => connection.ExecuteScalarAsync<long>(
                "SELECT COUNT(DISTINCT document_id) FROM document_chunks WHERE document_id = @one OR document_id = @two",
                new { one = files[0]["documents/".Length..], two = files[1]["documents/".Length..] }),
            default);
        return (files, stored);
    }

    private void AssertNothingInTheOpen()
    {
        // PostgreSQL tells bytes as hex; the secret is looked for as a text and as hex.
        var stored = _hub.Snapshot();
        Assert.That(stored, Does.Contain("upload_rows: ").And.Not.Contain(Secret).And.Not.Contain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(Secret))));
    }

    private static byte[] Png(int length)
    {
        var png = new byte[length];
        RandomNumberGenerator.Fill(png);
        Papers.Png(length > 200 ? Secret : "").CopyTo(png, 0);
        return png;
    }

    private HttpClient Client(string? authorization, string? officer = null, TestHub? hub = null)
    {
        var client = new HttpClient { BaseAddress = new Uri((hub ?? _hub).Pages) };
        if (authorization is not null)
        {
            client.DefaultRequestHeaders.Add("authorization", authorization);
        }

        if (officer is not null)
        {
            client.DefaultRequestHeaders.Add("sakpore-officer", officer);
        }

        return client;
    }

    private async Task<JsonElement> PutAsync(string id, byte[] content)
    {
        using var response = await SendAsync(id, content, null, complete: null);
        var body = await response.Content.ReadAsStringAsync();
        Assert.That(response.IsSuccessStatusCode, body);
        return JsonDocument.Parse(body).RootElement;
    }

    private Task<HttpResponseMessage> SendAsync(string id, byte[] content, long? offset, bool? complete, HttpClient? client = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Put, "/v1/uploads/" + id) { Content = new ByteArrayContent(content) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("image/png");
        if (offset is not null)
        {
            request.Headers.Add("Upload-Offset", $"{offset}");
        }

        if (complete is not null)
        {
            request.Headers.Add("Upload-Complete", complete == true ? "?1" : "?0");
        }

        return (client ?? _portal).SendAsync(request);
    }

    private static async Task<string?> ReasonAsync(HttpResponseMessage response)
    {
        var details = JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement.GetProperty("details");
        return details.EnumerateArray().Select(detail => detail.TryGetProperty("reason", out var reason) ? reason.GetString() : null).First(reason => reason is not null);
    }

    /// <summary>A PNG that never ends.</summary>
    private sealed class Endless : MemoryStream
    {
        private bool _begun;

        public override bool CanSeek => false;

        public override int Read(byte[] buffer, int offset, int count) => Fill(buffer.AsSpan(offset, count));

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => ValueTask.FromResult(Fill(buffer.Span));

        private int Fill(Span<byte> buffer)
        {
            if (!_begun)
            {
                _begun = true;
                Papers.Png().CopyTo(buffer);
            }

            return buffer.Length;
        }
    }
}
