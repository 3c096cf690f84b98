using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Sakpore.Core.Catalog;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sakpore.Core.Tests.Catalog;

/// <summary>The published JSON Schemas say what the reader takes: the shipped files pass, and unknown or missing keys do not.</summary>
public sealed class CatalogSchemaTests
{
    public static IEnumerable<string> Paths() => Repository.CatalogFiles().Select(file => file.Path);

    [TestCaseSource(nameof(Paths))]
    public void Shipped_file_names_its_schema_and_passes_it(string path)
    {
        CatalogFile file = Repository.CatalogFiles().Single(file => file.Path == path);
        string first = file.Text[..file.Text.IndexOf('\n', StringComparison.Ordinal)];
        Match named = Regex.Match(first, @"^# yaml-language-server: \$schema=(\S+)$");
        Assert.That(named.Success, first);
        string schema = Path.Combine(Repository.Root, Path.GetDirectoryName(path)!, named.Groups[1].Value);
        Assert.That(Faults(schema, file.Text), Is.Empty);
    }

    [TestCase("calendar", "zone: Asia/Jakarta", "zone: Asia/Atlantis")]
    [TestCase("calendar", "week: 5", "weeks: 5")]
    [TestCase("calendar", "cut_off: \"16:00\"", "cut_off: soon")]
    public void Schema_refuses_what_the_reader_refuses(string schema, string was, string becomes)
    {
        CatalogFile file = Repository.CatalogFiles().Single(file => file.Path.EndsWith("5-day-cuti-off.v1.yaml", StringComparison.Ordinal));
        string path = Path.Combine(Repository.Root, "catalog", "schema", schema + ".schema.json");
        Assert.That(Faults(path, file.Text.Replace(was, becomes, StringComparison.Ordinal)), Is.Not.Empty);
    }

    private static List<string> Faults(string schema, string yaml)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(schema));
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var faults = new List<string>();
        Check(document.RootElement, document.RootElement, stream.Documents[0].RootNode, "", faults);
        return faults;
    }

    /// <summary>The part of JSON Schema that these schemas use, over YAML nodes.</summary>
    private static void Check(JsonElement root, JsonElement schema, YamlNode node, string at, List<string> faults)
    {
        foreach (JsonProperty rule in schema.EnumerateObject())
        {
            bool holds = rule.Name switch
            {
                "$schema" or "$defs" or "title" or "description" => true,
                "$ref" => Passes(root, root.GetProperty("$defs").GetProperty(rule.Value.GetString()!["#/$defs/".Length..]), node, at, faults),
                "type" => IsOf(rule.Value.GetString()!, node),
                "enum" => rule.Value.EnumerateArray().Any(value => value.ToString() == Text(node)),
                "const" => string.Equals(rule.Value.ToString(), Text(node), StringComparison.OrdinalIgnoreCase),
                "pattern" => Regex.IsMatch(Text(node) ?? "", rule.Value.GetString()!),
                "minimum" => long.Parse(Text(node) ?? "", CultureInfo.InvariantCulture) >= rule.Value.GetInt64(),
                "minLength" => Text(node)?.Length >= rule.Value.GetInt32(),
                "minItems" => ((YamlSequenceNode)node).Children.Count >= rule.Value.GetInt32(),
                "required" => rule.Value.EnumerateArray().All(key => ((YamlMappingNode)node).Children.ContainsKey(new YamlScalarNode(key.GetString()))),
                "oneOf" => rule.Value.EnumerateArray().Count(option => Silent(root, option, node)) == 1,
                "items" => ((YamlSequenceNode)node).Children.All(item => Passes(root, rule.Value, item, at + "[]", faults)),
                "properties" or "additionalProperties" => Keys(root, schema, (YamlMappingNode)node, at, faults, rule.Name == "properties"),
                _ => throw new NotSupportedException(rule.Name),
            };
            if (!holds)
                faults.Add($"{at} (line {node.Start.Line}): {rule.Name}");
            if (rule.Name == "type" && !holds)
                return;
        }
    }

    private static bool Keys(JsonElement root, JsonElement schema, YamlMappingNode map, string at, List<string> faults, bool listed)
    {
        JsonElement properties = schema.GetProperty("properties");
        bool holds = true;
        foreach ((YamlNode key, YamlNode value) in map.Children)
        {
            string name = ((YamlScalarNode)key).Value!;
            bool known = properties.TryGetProperty(name, out JsonElement rule);
            if (listed && known)
                holds &= Passes(root, rule, value, $"{at}/{name}", faults);
            if (!listed && !known)
                holds &= schema.GetProperty("additionalProperties") is { ValueKind: JsonValueKind.Object } other && Passes(root, other, value, $"{at}/{name}", faults);
        }

        return holds;
    }

    private static bool Passes(JsonElement root, JsonElement schema, YamlNode node, string at, List<string> faults)
    {
        int before = faults.Count;
        Check(root, schema, node, at, faults);
        return faults.Count == before;
    }

    private static bool Silent(JsonElement root, JsonElement schema, YamlNode node) => Passes(root, schema, node, "", []);

    private static bool IsOf(string type, YamlNode node) => type switch
    {
        "object" => node is YamlMappingNode,
        "array" => node is YamlSequenceNode,
        "integer" => node is YamlScalarNode { Style: ScalarStyle.Plain } && long.TryParse(Text(node), out _),
        "boolean" => Text(node) is "true" or "false",
        "string" => node is YamlScalarNode,
        _ => throw new NotSupportedException(type),
    };

    private static string? Text(YamlNode node) => (node as YamlScalarNode)?.Value;
}
