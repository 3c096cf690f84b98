using System.Text.Json;
using System.Text.RegularExpressions;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>
/// Holds JSON to a schema, for the keywords that our schemas use; an unknown keyword is a fault of the schema, so that none is
/// taken for checked that is not.
/// </summary>
internal sealed class JsonSchema(JsonDocument schema)
{
    private static readonly HashSet<string> Silent = ["$schema", "$defs", "title", "description"];

    public static JsonSchema OfReports()
    {
        for (var folder = new DirectoryInfo(TestContext.CurrentContext.TestDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Sakpore.sln")))
                return new JsonSchema(JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder.FullName, "docs", "verification-report.schema.json"))));
        }

        throw new InvalidOperationException("The repository's root was not found.");
    }

    public JsonElement Root => schema.RootElement;

    /// <summary>What breaks the schema, each with its path.</summary>
    public IReadOnlyList<string> Faults(string json)
    {
        using var document = JsonDocument.Parse(json);
        var faults = new List<string>();
        Check(schema.RootElement, document.RootElement, "$", faults);
        return faults;
    }

    private void Check(JsonElement rule, JsonElement value, string path, List<string> faults)
    {
        foreach (var keyword in rule.EnumerateObject().Where(k => !Silent.Contains(k.Name)))
        {
            var holds = keyword.Name switch
            {
                "$ref" => Follow(keyword.Value, value, path, faults),
                "type" => Types(keyword.Value).Any(t => IsOf(value, t)),
                "const" => JsonElement.DeepEquals(keyword.Value, value),
                "enum" => keyword.Value.EnumerateArray().Any(e => JsonElement.DeepEquals(e, value)),
                "minimum" => value.ValueKind != JsonValueKind.Number || value.GetDecimal() >= keyword.Value.GetDecimal(),
                "pattern" => value.ValueKind != JsonValueKind.String || Regex.IsMatch(value.GetString()!, keyword.Value.GetString()!),
                "required" => value.ValueKind != JsonValueKind.Object || keyword.Value.EnumerateArray().All(k => value.TryGetProperty(k.GetString()!, out _)),
                "additionalProperties" => value.ValueKind != JsonValueKind.Object || keyword.Value.GetBoolean()
                    || value.EnumerateObject().All(p => rule.GetProperty("properties").TryGetProperty(p.Name, out _)),
                "properties" => Properties(keyword.Value, value, path, faults),
                "items" => Items(keyword.Value, value, path, faults),
                var unknown => throw new InvalidOperationException($"The schema has the keyword {unknown}, which is not checked here."),
            };
            if (!holds)
                faults.Add($"{path}: {keyword.Name} {keyword.Value.GetRawText()}, found {value.GetRawText()}");
        }
    }

    private bool Follow(JsonElement reference, JsonElement value, string path, List<string> faults)
    {
        Check(schema.RootElement.GetProperty("$defs").GetProperty(reference.GetString()!["#/$defs/".Length..]), value, path, faults);
        return true;
    }

    private bool Properties(JsonElement rules, JsonElement value, string path, List<string> faults)
    {
        foreach (var rule in rules.EnumerateObject())
        {
            if (value.ValueKind == JsonValueKind.Object && value.TryGetProperty(rule.Name, out var found))
                Check(rule.Value, found, $"{path}.{rule.Name}", faults);
        }

        return true;
    }

    private bool Items(JsonElement rule, JsonElement value, string path, List<string> faults)
    {
        if (value.ValueKind != JsonValueKind.Array)
            return true;
        foreach (var (index, item) in value.EnumerateArray().Index())
            Check(rule, item, $"{path}[{index}]", faults);
        return true;
    }

    private static IEnumerable<string> Types(JsonElement types) =>
        types.ValueKind == JsonValueKind.Array ? types.EnumerateArray().Select(t => t.GetString()!) : [types.GetString()!];

    private static bool IsOf(JsonElement value, string type) => type switch
    {
        "null" => value.ValueKind == JsonValueKind.Null,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "integer" => value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out _),
        "string" => value.ValueKind == JsonValueKind.String,
        "array" => value.ValueKind == JsonValueKind.Array,
        "object" => value.ValueKind == JsonValueKind.Object,
        _ => throw new InvalidOperationException($"The schema has the type {type}, which is not checked here."),
    };
}
