using YamlDotNet.RepresentationModel;

namespace Sakpore.Grpc.Letters.Templates;

/// <summary>Reads one block of a letter's body: a mapping with one name, which says what block it is.</summary>
/// <param name="texts">Reads its texts.</param>
/// <param name="items">Reads its items and rows.</param>
/// <param name="defects">Where defects are reported.</param>
internal sealed class LetterBlockReader(LetterTextReader texts, LetterItemReader items, DefectList defects)
{
    /// <summary>Reads a block, or answers null after a defect.</summary>
    public LetterBlock? Read(YamlNode node)
    {
        if (defects.Mapping(node) is not { } outer) return null;
        if (outer.Names.ToList() is not [var kind] || outer.Mapping(kind) is not { } fields) return Unknown(node);

        LetterBlock? block = kind switch
        {
            "heading" => new LetterBlock.Heading(texts.Read(fields, "title"), texts.Read(fields, "number")),
            "paragraph" => new LetterBlock.Paragraph(fields.OptionalText("marker"), texts.Read(fields, "text")),
            "list" => ReadList(fields),
            "fields" => new LetterBlock.Fields(items.ReadRows(fields)),
            "signature" => new LetterBlock.Signature(items.ReadRows(fields), texts.Read(fields, "note")),
            _ => null,
        };
        if (block is null) return Unknown(node);

        fields.NothingElse();
        return block;
    }

    private LetterBlock.List ReadList(YamlFields fields)
    {
        var numbering = Numbering.Arabic;
        if (fields.Scalar("numbering") is { } written)
        {
            if (written.Value == "a.") numbering = Numbering.Letters;
            else if (written.Value != "1.") defects.Add(written, "LETTER_UNKNOWN_NUMBERING", "Penomoran adalah 1. atau a.", "Numbering is 1. or a.");
        }

        return new LetterBlock.List(
            fields.OptionalText("marker"),
            fields.OptionalText("label"),
            texts.ReadOptional(fields, "intro"),
            numbering,
            fields.Sequence("items").Select(items.ReadItem).ToList());
    }

    private LetterBlock? Unknown(YamlNode node)
    {
        defects.Add(
            node,
            "LETTER_UNKNOWN_BLOCK",
            "Satu blok adalah salah satu dari heading, list, paragraph, fields atau signature.",
            "A block is one of heading, list, paragraph, fields or signature.");
        return null;
    }
}
