using System.Text.Json.Nodes;
using Sakpore.Reference;
using Sakpore.Reference.Contract;

namespace Sakpore.Contract.Tests;

/// <summary>What is generated from the protos is checked in as it is generated, and leads nowhere that is not there.</summary>
internal sealed class ReferenceTests
{
    private static readonly JsonObject OpenApi = JsonNode.Parse(ReferenceFiles.All().Single(file => file.Path == "docs/openapi.json").Text)!.AsObject();

    private static readonly TestCaseData[] Files =
        [.. ReferenceFiles.All().Select(file => new TestCaseData(file.Path, file.Text).SetArgDisplayNames(file.Path))];

    [TestCaseSource(nameof(Files))]
    public void Checked_in_file_is_what_the_protos_say(string path, string text) => Assert.That(
        File.ReadAllText(Path.Combine(ReferenceFiles.Repository(), path)), Is.EqualTo(text), $"The protos changed. Write it anew: {ReferenceFiles.Command}");

    [Test]
    public void Every_reference_of_the_description_leads_somewhere()
    {
        var references = Within(OpenApi).OfType<JsonObject>().Select(node => (string?)node["$ref"]).OfType<string>().Distinct().ToList();
        Assert.That(references, Has.Count.GreaterThan(20));
        Assert.That(references.Where(reference => Find(reference) is null), Is.Empty);
    }

    [Test]
    public void Every_method_with_an_address_is_described_once()
    {
        var contract = ContractImage.Read();
        var described = Operations().Select(operation => (string)operation["operationId"]!).ToList();
        var withAddress = contract.Methods.Where(method => HttpForm.Of(method, contract) is not null).Select(method => $"{method.Service.Name}_{method.Name}").ToList();
        Assert.That(withAddress, Has.Count.GreaterThan(20));
        Assert.That(described, Is.Unique);
        Assert.That(withAddress, Is.SubsetOf(described));
    }

    [Test]
    public void Every_part_of_an_address_is_a_parameter()
    {
        foreach (var (path, item) in OpenApi["paths"]!.AsObject())
        {
            var inPath = path.Split('{').Skip(1).Select(part => part[..part.IndexOf('}', StringComparison.Ordinal)]);
            foreach (var (_, operation) in item!.AsObject())
            {
                var parameters = operation!["parameters"]?.AsArray().Where(parameter => (string?)parameter!["in"] == "path").Select(parameter => (string?)parameter!["name"]);
                Assert.That(parameters ?? [], Is.EqualTo(inPath), path);
            }
        }
    }

    [Test]
    public void Every_operation_says_who_may_call_it() =>
        Assert.That(Operations().Where(operation => operation["security"]!.AsArray().Count == 0).Select(operation => (string?)operation["operationId"]), Is.Empty);

    [Test]
    public void Every_link_of_the_page_leads_to_a_heading()
    {
        var page = ReferenceFiles.All().Single(file => file.Path == "docs/api.md").Text;
        var headings = page.Split('\n').Where(line => line.StartsWith('#')).Select(line => "#" + line.TrimStart('#', ' ').ToLowerInvariant().Replace(".", "", StringComparison.Ordinal)).ToList();
        var links = page.Split("](").Skip(1).Select(rest => rest[..rest.IndexOf(')', StringComparison.Ordinal)]).Distinct().ToList();
        Assert.That(links, Has.Count.GreaterThan(50));
        Assert.That(headings, Is.Unique, "Two headings of one name: a link would lead to the first.");
        Assert.That(links, Is.SubsetOf(headings));
    }

    private static IEnumerable<JsonObject> Operations() =>
        OpenApi["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject()).Select(operation => operation.Value!.AsObject());

    private static JsonNode? Find(string reference) => reference.Split('/').Skip(1).Aggregate((JsonNode?)OpenApi, (node, part) => node?[part]);

    private static IEnumerable<JsonNode> Within(JsonNode node) => node switch
    {
        JsonObject group => group.Select(field => field.Value).OfType<JsonNode>().SelectMany(Within).Prepend(group),
        JsonArray list => list.OfType<JsonNode>().SelectMany(Within),
        _ => [],
    };
}
