using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sakpore.Core.Tests.Catalog;

/// <summary>One published JSON Schema, read as an editor reads it: the part of JSON Schema that these schemas use, over YAML nodes.</summary>
internal sealed class CatalogSchema
{
    private readonly JsonElement _root;

    private CatalogSchema(JsonElement root) => _root = root;

    public static string Folder => Path.Combine(Repository.Root, "catalog", "schema");

    public static CatalogSchema Load(string path)
    {
        using JsonDocument document = JsonDocument.Parse(File.ReadAllBytes(path));
        return new(document.RootElement.Clone());
    }

    public static YamlMappingNode Yaml(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    public List<string> Faults(YamlNode node)
    {
        var faults = new List<string>();
        Check(_root, node, "", faults);
        return faults;
    }

    /// <summary>Every key of the schema with what is said of it, by its place.</summary>
    public IEnumerable<(string Place, JsonElement Rule)> Keys() => Keys(_root, "");

    /// <summary>Each mapping of a file with the keys that the schema knows for it.</summary>
    public IEnumerable<(YamlMappingNode Map, IReadOnlyList<string> Known)> Mappings(YamlNode node) => Mappings(_root, node);

    private static IEnumerable<(string Place, JsonElement Rule)> Keys(JsonElement schema, string at)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            yield break;
        foreach (string part in new[] { "properties", "$defs" })
        {
            if (!schema.TryGetProperty(part, out JsonElement map))
                continue;
            foreach (JsonProperty property in map.EnumerateObject())
            {
                yield return ($"{at}/{property.Name}", property.Value);
                foreach ((string, JsonElement) deeper in Keys(property.Value, $"{at}/{property.Name}"))
                    yield return deeper;
            }
        }

        foreach (string part in new[] { "items", "additionalProperties" })
        {
            if (!schema.TryGetProperty(part, out JsonElement other))
                continue;
            foreach ((string, JsonElement) deeper in Keys(other, at + "[]"))
                yield return deeper;
        }
    }

    private IEnumerable<(YamlMappingNode Map, IReadOnlyList<string> Known)> Mappings(JsonElement schema, YamlNode node)
    {
        if (schema.TryGetProperty("$ref", out JsonElement reference))
            schema = Referred(reference);
        if (node is YamlSequenceNode sequence && schema.TryGetProperty("items", out JsonElement items))
        {
            foreach ((YamlMappingNode, IReadOnlyList<string>) deeper in sequence.Children.SelectMany(item => Mappings(items, item)))
                yield return deeper;
        }

        if (node is not YamlMappingNode map || !schema.TryGetProperty("properties", out JsonElement properties))
            yield break;
        yield return (map, [.. properties.EnumerateObject().Select(property => property.Name)]);
        foreach ((YamlNode key, YamlNode value) in map.Children)
        {
            if (!properties.TryGetProperty(Text(key)!, out JsonElement rule))
                continue;
            foreach ((YamlMappingNode, IReadOnlyList<string>) deeper in Mappings(rule, value))
                yield return deeper;
        }
    }

    private JsonElement Referred(JsonElement reference) => _root.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]);

    private void Check(JsonElement schema, YamlNode node, string at, List<string> faults)
    {
        foreach (JsonProperty rule in schema.EnumerateObject())
        {
            bool holds = rule.Name switch
            {
                "$schema" or "$defs" or "title" or "description" => true,
                "$ref" => Passes(Referred(rule.Value), node, at, faults),
                "type" => IsOf(rule.Value.GetString()!, node),
                "enum" => rule.Value.EnumerateArray().Any(value => value.ToString() == Text(node)),
                "const" => string.Equals(rule.Value.ToString(), Text(node), StringComparison.OrdinalIgnoreCase),
                "pattern" => Regex.IsMatch(Text(node) ?? "", rule.Value.GetString()!),
                "minimum" => long.Parse(Text(node) ?? "", CultureInfo.InvariantCulture) >= rule.Value.GetInt64(),
                "maximum" => long.Parse(Text(node) ?? "", CultureInfo.InvariantCulture) <= rule.Value.GetInt64(),
                "minLength" => Text(node)?.Length >= rule.Value.GetInt32(),
                "minItems" => ((YamlSequenceNode)node).Children.Count >= rule.Value.GetInt32(),
                "required" => rule.Value.EnumerateArray().All(key => ((YamlMappingNode)node).Children.ContainsKey(new YamlScalarNode(key.GetString()))),
                "oneOf" => rule.Value.EnumerateArray().Count(option => Passes(option, node, "", [])) == 1,
                "items" => ((YamlSequenceNode)node).Children.All(item => Passes(rule.Value, item, at + "[]", faults)),
                "properties" or "additionalProperties" => HoldKeys(schema, (YamlMappingNode)node, at, faults, rule.Name == "properties"),
                _ => throw new NotSupportedException(rule.Name),
            };
            if (!holds)
                faults.Add($"{at} (line {node.Start.Line}): {rule.Name}");
            if (rule.Name == "type" && !holds)
                return;
        }
    }

    private bool HoldKeys(JsonElement schema, YamlMappingNode map, string at, List<string> faults, bool listed)
    {
        JsonElement properties = schema.GetProperty("properties");
        bool holds = true;
        foreach ((YamlNode key, YamlNode value) in map.Children)
        {
            string name = Text(key)!;
            bool known = properties.TryGetProperty(name, out JsonElement rule);
            if (listed && known)
                holds &= Passes(rule, value, $"{at}/{name}", faults);
            if (!listed && !known)
                holds &= schema.GetProperty("additionalProperties") is { ValueKind: JsonValueKind.Object } other && Passes(other, value, $"{at}/{name}", faults);
        }

        return holds;
    }

    private bool Passes(JsonElement schema, YamlNode node, string at, List<string> faults)
    {
        int before = faults.Count;
        Check(schema, node, at, faults);
        return faults.Count == before;
    }

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
