using YamlDotNet.RepresentationModel;

namespace Sakpore.Grpc.Letters.Templates;

/// <summary>A YAML mapping read field by field. What is missing, of another kind or not asked for becomes a defect; reading goes on.</summary>
/// <param name="node">The mapping.</param>
/// <param name="defects">Where defects are reported.</param>
internal sealed class YamlFields(YamlMappingNode node, DefectList defects)
{
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>The mapping itself, for defects about the whole.</summary>
    public YamlMappingNode Node => node;

    /// <summary>The names that are written, in order.</summary>
    public IEnumerable<string> Names => node.Children.Keys.OfType<YamlScalarNode>().Select(key => key.Value ?? "");

    /// <summary>The node of a name, or null without a defect.</summary>
    public YamlNode? Optional(string name)
    {
        _asked.Add(name);
        return node.Children.TryGetValue(new YamlScalarNode(name), out var value) ? value : null;
    }

    /// <summary>The node of a name; its absence is a defect.</summary>
    public YamlNode? Required(string name)
    {
        if (Optional(name) is { } value) return value;
        defects.Add(node, "LETTER_FIELD_MISSING", $"Isian {name} harus ada di sini.", $"The field {name} is required here.");
        return null;
    }

    /// <summary>A required text that is not blank.</summary>
    public YamlScalarNode? Scalar(string name) => Required(name) is { } value ? defects.Scalar(value) : null;

    /// <summary>A required text that is not blank, or an empty one after a defect.</summary>
    public string Text(string name) => Scalar(name)?.Value ?? "";

    /// <summary>A text that is not blank, or null where the name is absent.</summary>
    public string? OptionalText(string name) => Optional(name) is { } value ? defects.Scalar(value)?.Value : null;

    /// <summary>A required list of at least one node; empty after a defect.</summary>
    public IReadOnlyList<YamlNode> Sequence(string name)
    {
        if (Required(name) is not { } value) return [];
        if (value is YamlSequenceNode { Children.Count: > 0 } sequence) return sequence.Children.ToList();
        defects.Add(value, "LETTER_LIST_EXPECTED", $"Isian {name} harus berupa daftar yang tidak kosong.", $"The field {name} must be a list of at least one.");
        return [];
    }

    /// <summary>A required list of texts; empty after a defect.</summary>
    public IReadOnlyList<string> Texts(string name) =>
        Sequence(name).Select(element => defects.Scalar(element)?.Value ?? "").ToList();

    /// <summary>A required mapping, or null after a defect.</summary>
    public YamlFields? Mapping(string name) => Required(name) is { } value ? defects.Mapping(value) : null;

    /// <summary>Reports every name that was not asked for. Call it last.</summary>
    public void NothingElse()
    {
        foreach (var (key, _) in node.Children)
        {
            if (key is YamlScalarNode { Value: { } name } && _asked.Contains(name)) continue;
            defects.Add(key, "LETTER_UNKNOWN_FIELD", $"Isian {key} tidak dikenal di sini.", $"The field {key} is not known here.");
        }
    }
}
