using System.Text.Json.Nodes;
using Sakpore.Grpc.Tests.Hosting;
using static Sakpore.Grpc.Tests.Transcoding.JsonPapers;

namespace Sakpore.Grpc.Tests.Transcoding;

/// <summary>Whole flows over HTTP and JSON, and the forms of what is answered.</summary>
internal sealed class JsonFlowTests
{
    private TestHub _hub = null!;
    private JsonCaller _portal = null!;
    private JsonCaller _frontOffice = null!;
    private JsonCaller _backOffice = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync();
        _portal = JsonCaller.Portal(_hub);
        _frontOffice = JsonCaller.Officer(_hub, "dpmptsp", "contoh-front-office");
        _backOffice = JsonCaller.Officer(_hub, "dpmptsp", "contoh-back-office");
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _portal.Dispose();
        _frontOffice.Dispose();
        _backOffice.Dispose();
        await _hub.DisposeAsync();
    }

    [Test]
    public async Task From_submission_to_a_letter_that_anyone_verifies()
    {
        var submitted = await _portal.PostAsync("/v1/applications", await SubmissionAsync(_hub.Portal));
        var name = (string)submitted["application"]!["name"]!;
        var returned = await _frontOffice.PostAsync(
            $"/v1/{name}:return", Action(("owedRequirements", new JsonArray("ktp")), ("reason", "UNREADABLE"), ("note", "Foto KTP buram.")));
        Assert.That((string?)returned["state"], Is.EqualTo("STATE_AWAITING_APPLICANT"));
        var ktp = await _hub.Portal.UploadAsync(Papers.Png("KTP lagi"), "image/png");
        await _portal.PostAsync($"/v1/{name}:supplement", Action(("files", new JsonArray(File("ktp", ktp)))));
        var complete = await _frontOffice.PostAsync($"/v1/{name}:declareComplete", Action());
        Assert.That(complete["promise"]!["dueDate"]!.ToJsonString(), Is.EqualTo("""{"year":2026,"month":11,"day":30}"""));
        await _backOffice.PostAsync($"/v1/{name}:forward", Action(("etag", (string?)complete["etag"])));
        foreach (var officer in new[] { "contoh-sub-koordinator", "contoh-koordinator" })
        {
            using var caller = JsonCaller.Officer(_hub, "dpmptsp", officer);
            await caller.PostAsync($"/v1/{name}:forward", Action());
        }

        await RecommendAsync(name, "kesbangpol");
        await RecommendAsync(name, "bappeda");
        await _backOffice.PostAsync($"/v1/{name}:forward", Action(("to", "tanda-tangan")));
        using var head = JsonCaller.Officer(_hub, "dpmptsp", "contoh-kepala");
        var waiting = await head.GetAsync("/v1/signatures:pending?pageSize=100");
        Assert.That(waiting["pendingSignatures"]!.AsArray().Select(row => (string?)row!["application"]), Does.Contain(name));
        var signed = await head.PostAsync($"/v1/{name}:sign", Action(("passphrase", _hub.Callers.Passphrase)));
        Assert.That((string?)signed["application"]!["state"], Is.EqualTo("STATE_ISSUED"));

        using var anyone = JsonCaller.Public(_hub);
        var letter = await anyone.GetAsync("/v1/" + (string)signed["application"]!["letter"]!);
        var pdf = await _hub.Portal.DownloadAsync((string)letter["document"]!);
        Assert.That(await VerdictAsync(anyone, pdf), Is.EqualTo("VERDICT_AUTHENTIC"));
        pdf[pdf.Length / 3] ^= 1;
        Assert.That(await VerdictAsync(anyone, pdf), Is.EqualTo("VERDICT_ALTERED"));
        var tracking = await anyone.PostAsync("/v1/tracking:track", new JsonObject { ["token"] = (string?)submitted["trackingToken"] });
        Assert.That(tracking["steps"]!.AsArray().Select(step => (string?)step!["progress"]), Has.All.EqualTo("PROGRESS_DONE"));
    }

    [Test]
    public async Task Submission_that_is_taken_back()
    {
        var body = await SubmissionAsync(_hub.Portal);
        var submitted = await _portal.PostAsync("/v1/applications", body);
        var again = await _portal.PostAsync("/v1/applications", body);
        Assert.That(again.ToJsonString(), Is.EqualTo(submitted.ToJsonString()), "The same request id is the same application.");
        var name = (string)submitted["application"]!["name"]!;
        var withdrawn = await _portal.PostAsync($"/v1/{name}:withdraw", Action());
        Assert.That((string?)withdrawn["state"], Is.EqualTo("STATE_WITHDRAWN"));
        var listed = await _frontOffice.GetAsync("/v1/applications?page_size=1&filter=" + Uri.EscapeDataString("state = STATE_WITHDRAWN"));
        Assert.That((string?)listed["applications"]![0]!["name"], Is.EqualTo(name));
    }

    [Test]
    public async Task Application_as_it_is_written()
    {
        var submitted = await _portal.PostAsync("/v1/applications", await SubmissionAsync(_hub.Portal));
        var application = await _frontOffice.GetAsync("/v1/" + (string)submitted["application"]!["name"]!);
        Assert.Multiple(() =>
        {
            Assert.That((string?)application["kind"], Is.EqualTo("KIND_BARU"), "An enum is its name.");
            Assert.That((string?)application["submitTime"], Is.EqualTo("2026-11-23T02:00:00Z"), "An instant is RFC 3339, in UTC.");
            Assert.That((int?)application["permitTypeVersion"], Is.EqualTo(1), "A number of 32 bits is a number.");
            Assert.That((string?)application["letter"], Is.Empty, "What is empty is there.");
            Assert.That(application["promise"], Is.Null, "What is absent is not.");
            Assert.That((string?)application["form"]!["surat_pengantar"]!["tanggal"], Is.EqualTo("2026-11-10"), "A form keeps its own names.");
        });
        using var anyone = JsonCaller.Public(_hub);
        var permit = await anyone.GetAsync("/v1/permitTypes/skp-penelitian");
        Assert.That(permit["requirements"]![0]!["maxBytes"]!.GetValueKind(), Is.EqualTo(System.Text.Json.JsonValueKind.String), "One of 64 bits is a text.");
    }

    [Test]
    public async Task Names_of_the_protos_numbers_of_enums_and_nulls_are_read_too()
    {
        var body = await SubmissionAsync(_hub.Portal);
        body["permit_type"] = body["permitType"]!.DeepClone();
        body.Remove("permitType");
        body["kind"] = 1;
        body["validateOnly"] = null;
        var submitted = await _portal.PostAsync("/v1/applications", body);
        Assert.That((string?)submitted["application"]!["kind"], Is.EqualTo("KIND_BARU"));
    }

    [Test]
    public async Task Question_over_json_stores_nothing()
    {
        var body = await SubmissionAsync(_hub.Portal);
        body["validateOnly"] = true;
        var before = _hub.Snapshot();
        var asked = await _portal.PostAsync("/v1/applications", body);
        Assert.That((string?)asked["application"]!["name"], Is.Empty);
        Assert.That(_hub.Snapshot(), Is.EqualTo(before));
    }

    // A field of a message within stands in the query as `outer.inner`; an instant as text.
    [TestCase("receiveDate.year=2026&receiveDate.month=11&receiveDate.day=23")]
    [TestCase("receive_time=2026-11-23T02:00:00Z")]
    public async Task Days_and_instants_in_a_query(string received)
    {
        using var anyone = JsonCaller.Public(_hub);
        var due = await anyone.GetAsync("/v1/dueDates:calculate?permitType=permitTypes/skp-penelitian&" + received);
        Assert.That(due["dueDate"]!.ToJsonString(), Is.EqualTo("""{"year":2026,"month":11,"day":30}"""));
    }

    // A body that is one field, and the rest of the request in the query.
    [Test]
    public async Task Resource_that_is_made_is_the_body()
    {
        using var head = JsonCaller.Officer(_hub, "dpmptsp", "contoh-kepala");
        var delegation = new JsonObject
        {
            ["officer"] = "officers/contoh-front-office",
            ["role"] = "back_office",
            ["startTime"] = "2026-12-01T00:00:00Z",
            ["endTime"] = "2026-12-24T00:00:00Z",
            ["legalBasis"] = "Surat Perintah 800/1/2026",
        };
        var before = _hub.Snapshot();
        var asked = await head.PostAsync("/v1/delegations?validateOnly=true&requestId=" + Actors.NextRequest, delegation);
        Assert.That((string?)asked["role"], Is.EqualTo("back_office"));
        Assert.That(_hub.Snapshot(), Is.EqualTo(before), "Only asked about.");
        var made = await head.PostAsync("/v1/delegations?requestId=" + Actors.NextRequest, delegation);
        var ended = await head.PostAsync($"/v1/{made["name"]}:end", Action());
        Assert.That((string?)ended["name"], Is.EqualTo((string?)made["name"]));
    }

    // Server streaming over HTTP: a message a line, each as it happens.
    [Test]
    public async Task Watch_tells_a_message_a_line()
    {
        var submitted = await _portal.PostAsync("/v1/applications", await SubmissionAsync(_hub.Portal));
        var name = (string)submitted["application"]!["name"]!;
        using var http = new HttpClient { BaseAddress = new Uri(_hub.Pages), Timeout = TimeSpan.FromSeconds(60) };
        http.DefaultRequestHeaders.Add("authorization", "Bearer " + _hub.Callers.Portal);
        using var answer = await http.GetAsync("/v1/applications:watch?afterPosition=0", HttpCompletionOption.ResponseHeadersRead);
        Assert.That(answer.IsSuccessStatusCode);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());
        var complete = false;
        while (await lines.ReadLineAsync() is { } line)
        {
            var told = JsonNode.Parse(line)!;
            if ((string?)told["news"]?["application"] != name)
            {
                continue;
            }

            if (!complete)
            {
                Assert.That((string?)told["news"]!["type"], Is.EqualTo("submitted"));
                await _frontOffice.PostAsync($"/v1/{name}:declareComplete", Action());
                complete = true;
                continue;
            }

            Assert.That((string?)told["news"]!["type"], Is.EqualTo("declared-complete"));
            Assert.That(told["position"]!.GetValueKind(), Is.EqualTo(System.Text.Json.JsonValueKind.String));
            return;
        }

        Assert.Fail("The stream ended first.");
    }

    private static async Task<string?> VerdictAsync(JsonCaller caller, byte[] pdf) =>
        (string?)(await caller.PostAsync("/v1/documents:verify", new JsonObject { ["content"] = Convert.ToBase64String(pdf) }))["verdict"];

    private async Task RecommendAsync(string name, string office)
    {
        using var agency = JsonCaller.Officer(_hub, office, "contoh-" + office);
        var document = await _hub.Officer(office, "contoh-" + office).UploadAsync(Papers.Pdf("Rekomendasi"), "application/pdf");
        var given = await agency.PostAsync($"/v1/{name}:recommend", Action(
            ("favourable", true), ("document", document), ("letterNumber", "070/1/2026"),
            ("letterDate", new JsonObject { ["year"] = 2026, ["month"] = 11, ["day"] = 23 })));
        Assert.That((string?)given["office"], Is.EqualTo("offices/" + office));
    }
}
