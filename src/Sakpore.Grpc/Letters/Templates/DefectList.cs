using YamlDotNet.RepresentationModel;

namespace Sakpore.Grpc.Letters.Templates;

/// <summary>The defects of one file, and the two questions that reading asks of every node.</summary>
/// <param name="fileName">The name that defects carry.</param>
internal sealed class DefectList(string fileName)
{
    private readonly List<LetterDefect> _defects = [];

    /// <summary>What was reported, in the file's order.</summary>
    public IReadOnlyList<LetterDefect> InFileOrder => _defects.OrderBy(defect => defect.Line).ToList();

    /// <summary>Reports a defect where a node begins.</summary>
    public void Add(YamlNode node, string reason, string indonesian, string english) =>
        Add((int)node.Start.Line, reason, indonesian, english);

    /// <summary>Reports a defect on a line, from 1.</summary>
    public void Add(int line, string reason, string indonesian, string english) =>
        _defects.Add(new LetterDefect(reason, fileName, line, indonesian, english));

    /// <summary>The node as a text that is not blank, or null after a defect.</summary>
    public YamlScalarNode? Scalar(YamlNode node)
    {
        if (node is YamlScalarNode { Value: { } text } scalar && text.Trim().Length > 0) return scalar;
        Add(node, "LETTER_TEXT_EXPECTED", "Di sini harus ada teks yang tidak kosong.", "A text that is not blank is expected here.");
        return null;
    }

    /// <summary>The node as a mapping, or null after a defect.</summary>
    public YamlFields? Mapping(YamlNode node)
    {
        if (node is YamlMappingNode mapping) return new YamlFields(mapping, this);
        Add(node, "LETTER_MAPPING_EXPECTED", "Di sini harus ada pasangan nama dan isi.", "Names with values are expected here.");
        return null;
    }
}
