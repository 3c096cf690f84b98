using System.Text.Json.Nodes;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Transcoding;

internal sealed class OpenApiDocumentTests
{
    [Test]
    public async Task Hub_serves_the_description_that_is_checked_in()
    {
        await using var hub = await TestHub.StartAsync();
        using var anyone = JsonCaller.Public(hub);
        var served = await anyone.GetAsync("/openapi.json");
        var checkedIn = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "openapi.json")));
        Assert.That(JsonNode.DeepEquals(served, checkedIn), Is.True, "Built before the description was written anew: build again.");
    }

    // What the description says of who may call holds on the wire: a caller without credentials is refused exactly where it says so.
    [Test]
    public async Task Address_that_is_described_as_public_asks_for_no_credentials_and_no_other_does()
    {
        await using var hub = await TestHub.StartAsync();
        using var anyone = JsonCaller.Public(hub);
        var paths = (await anyone.GetAsync("/openapi.json"))["paths"]!.AsObject();
        foreach (var (path, item) in paths.Where(path => path.Value!["get"] is not null))
        {
            var isPublic = item!["get"]!["security"]!.AsArray().Any(way => way!.AsObject().Count == 0);
            var query = string.Join('&', (item["get"]!["parameters"]?.AsArray() ?? []).Where(parameter => (string?)parameter!["in"] == "query" && (bool)parameter["required"]!)
                .Select(parameter => $"{parameter!["name"]}=1"));
            using var answer = await anyone.SendAsync(new HttpRequestMessage(HttpMethod.Get, $"{path.Replace('{', 'x').Replace('}', 'x')}?{query}"));
            Assert.That((int)answer.StatusCode == 401, Is.EqualTo(!isPublic), $"{path}: {(int)answer.StatusCode}");
        }
    }
}
