using System.Text;
using System.Text.Json.Nodes;
using Sakpore.Grpc.Tests.Hosting;
using static Sakpore.Grpc.Tests.Transcoding.JsonPapers;

namespace Sakpore.Grpc.Tests.Transcoding;

/// <summary>Bodies that were damaged at random, the same on every run: each is taken, or refused with a reason and nothing stored.</summary>
internal sealed class JsonFuzzTests
{
    private const int Rounds = 150;

    private static readonly string[] Strange =
    [
        "null", "true", "-1", "1e999", "0.1", "99999999999999999999", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "\"../../etc\"", "[]", "[[]]", "{}",
        "{\"@type\":\"x\"}", "\"KIND_BARU\"", "\"' OR 1=1 --\"", "{\"a\":{\"a\":{\"a\":{\"a\":1}}}}",
    ];

    private TestHub _hub = null!;

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Submission() => await FuzzAsync(JsonCaller.Portal(_hub), "/v1/applications", await SubmissionAsync(_hub.Portal), 1);

    [Test]
    public async Task Return()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        var body = Action(("owedRequirements", new JsonArray("ktp", "proposal")), ("reason", "UNREADABLE"), ("note", "Buram."), ("etag", "1"), ("stage", "front-office"));
        await FuzzAsync(JsonCaller.Officer(_hub, "dpmptsp", "contoh-front-office"), $"/v1/{name}:return", body, 2);
    }

    [Test]
    public async Task Recommendation()
    {
        var body = Action(
            ("favourable", true), ("document", "documents/1"), ("letterNumber", "070/1"), ("letterDate", new JsonObject { ["year"] = 2026, ["month"] = 2, ["day"] = 29 }));
        await FuzzAsync(JsonCaller.Officer(_hub, "bappeda", "contoh-bappeda"), "/v1/applications/1:recommend", body, 3);
    }

    [Test]
    public async Task Verification() => await FuzzAsync(
        JsonCaller.Public(_hub), "/v1/documents:verify", new JsonObject { ["content"] = Convert.ToBase64String(Papers.Pdf()) }, 4);

    [Test]
    public async Task Query()
    {
        var random = new Random(5);
        using var officer = JsonCaller.Officer(_hub, "dpmptsp", "contoh-front-office");
        for (var round = 0; round < Rounds; round++)
        {
            var query = Encoding.ASCII.GetString(Damaged(Encoding.ASCII.GetBytes("pageSize=5&pageToken=eyJ9&waitingOnly=true&filter=state%20=%20STATE_ISSUED"), random))
                .Replace('#', 'x').Replace('\0', 'x');
            await HoldAsync(() => officer.SendAsync(new HttpRequestMessage(HttpMethod.Get, "/v1/applications?" + Uri.EscapeDataString(query).Replace("%3D", "=").Replace("%26", "&"))), query);
        }
    }

    private async Task FuzzAsync(JsonCaller caller, string path, JsonObject body, int seed)
    {
        using var disposed = caller;
        var random = new Random(seed);
        var whole = body.ToJsonString();
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = round % 2 == 0 ? Damaged(Encoding.UTF8.GetBytes(whole), random) : Encoding.UTF8.GetBytes(Estranged(whole, random));
            await HoldAsync(() => caller.SendAsync(path, bytes, "application/json"), Encoding.UTF8.GetString(bytes));
        }
    }

    /// <summary>A body with some bytes changed, taken out or doubled.</summary>
    private static byte[] Damaged(byte[] body, Random random)
    {
        var bytes = body.ToList();
        for (var change = random.Next(1, 4); change > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(3))
            {
                case 0: bytes[at] = (byte)random.Next(256); break;
                case 1: bytes.RemoveAt(at); break;
                default: bytes.Insert(at, bytes[random.Next(bytes.Count)]); break;
            }
        }

        return [.. bytes];
    }

    /// <summary>A body with one value put in the place of another: still JSON, and not the contract's.</summary>
    private static string Estranged(string body, Random random)
    {
        var json = JsonNode.Parse(body)!;
        var places = Places(json).ToList();
        var (parent, name, index) = places[random.Next(places.Count)];
        const string mark = "\u0001here\u0001";
        if (parent is JsonObject group)
        {
            group[name!] = mark;
        }
        else
        {
            parent.AsArray()[index] = mark;
        }

        return json.ToJsonString().Replace("\"\\u0001here\\u0001\"", Strange[random.Next(Strange.Length)]);
    }

    private static IEnumerable<(JsonNode Parent, string? Name, int Index)> Places(JsonNode node) => node switch
    {
        JsonObject group => group.SelectMany(field => (field.Value is null ? [] : Places(field.Value)).Prepend((group, field.Key, 0))),
        JsonArray list => list.SelectMany((item, index) => (item is null ? [] : Places(item)).Prepend((list, (string?)null, index))),
        _ => [],
    };

    private async Task HoldAsync(Func<Task<HttpResponseMessage>> send, string sent)
    {
        var before = _hub.Snapshot();
        using var answer = await send();
        if (answer.IsSuccessStatusCode)
        {
            return;
        }

        var text = await answer.Content.ReadAsStringAsync();
        Assert.That((int)answer.StatusCode, Is.InRange(400, 499), $"{sent}\n{text}");
        Assert.That(_hub.Snapshot(), Is.EqualTo(before), sent);
        RefusedJson.Read(text);
    }
}
