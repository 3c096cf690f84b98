using Sakpore.Grpc.Letters.Values;
using YamlDotNet.RepresentationModel;

namespace Sakpore.Grpc.Letters.Templates;

/// <summary>Reads texts that may be repeated for each element of a list, and the rows that hold them.</summary>
/// <param name="texts">Reads their texts.</param>
/// <param name="defects">Where defects are reported.</param>
internal sealed class LetterItemReader(LetterTextReader texts, DefectList defects)
{
    /// <summary>Reads a list's item: a text, or <c>each</c>, <c>as</c> and <c>text</c>.</summary>
    public LetterItem ReadItem(YamlNode node)
    {
        if (node is not YamlMappingNode) return new LetterItem(texts.Read(node), null, null, null);

        var fields = defects.Mapping(node)!;
        var item = ReadEach(fields);
        fields.NothingElse();
        return item;
    }

    /// <summary>Reads a row: <c>label</c> and <c>value</c>, or <c>label</c> and what an item has.</summary>
    public FieldRow? ReadRow(YamlNode node)
    {
        if (defects.Mapping(node) is not { } fields) return null;

        var label = fields.Text("label");
        var value = fields.Optional("each") is null
            ? new LetterItem(texts.Read(fields, "value"), null, null, null)
            : ReadEach(fields);
        fields.NothingElse();
        return new FieldRow(label, value);
    }

    /// <summary>Reads the rows of a block; a row with a defect is left out.</summary>
    public IReadOnlyList<FieldRow> ReadRows(YamlFields block) => block.Sequence("rows").Select(ReadRow).OfType<FieldRow>().ToList();

    private LetterItem ReadEach(YamlFields fields)
    {
        var each = fields.Scalar("each");
        var name = fields.Text("as");
        ValueShape element = new ValueShape.Text();
        if (each is not null)
        {
            if (texts.Names.Fields.GetValueOrDefault(each.Value!) is ValueShape.List list) element = list.Element;
            else defects.Add(each, "LETTER_LIST_UNKNOWN", $"Tidak ada daftar bernama {each.Value}.", $"No list named {each.Value} is declared under values.");
        }

        return new LetterItem(texts.With(name, element).Read(fields, "text"), each?.Value, name, texts.ReadOptional(fields, "empty"));
    }
}
