using Sakpore.Grpc.Letters.Values;
using YamlDotNet.RepresentationModel;

namespace Sakpore.Grpc.Letters.Templates;

/// <summary>Reads the declaration of a template's values: <c>text</c>, <c>date</c>, <c>text?</c>, <c>[x]</c> and <c>{ name: x }</c>.</summary>
internal static class ValueShapeReader
{
    /// <summary>Reads the whole declaration and adds the names that every template sees.</summary>
    /// <returns>The declared values, and those with the letter's own facts beside them.</returns>
    public static (ValueShape.Record Declared, ValueShape.Record Names) Read(YamlFields? values, DefectList defects)
    {
        var declared = values is null ? new ValueShape.Record(new Dictionary<string, ValueShape>()) : ReadRecord(values.Node, defects);
        if (values is not null && declared.Fields.ContainsKey(LetterFacts.Name))
        {
            defects.Add(
                values.Node,
                "LETTER_NAME_TAKEN",
                $"Nama {LetterFacts.Name} sudah dipakai untuk data surat itu sendiri.",
                $"The name {LetterFacts.Name} is taken by the letter's own facts.");
        }

        var names = new Dictionary<string, ValueShape>(declared.Fields, StringComparer.Ordinal) { [LetterFacts.Name] = LetterFacts.Shape };
        return (declared, new ValueShape.Record(names));
    }

    private static ValueShape Read(YamlNode node, DefectList defects) => node switch
    {
        YamlScalarNode { Value: "text" } => new ValueShape.Text(),
        YamlScalarNode { Value: "text?" } => new ValueShape.Text(Optional: true),
        YamlScalarNode { Value: "date" } => new ValueShape.Date(),
        YamlScalarNode { Value: "date?" } => new ValueShape.Date(Optional: true),
        YamlSequenceNode { Children: [var element] } => new ValueShape.List(Read(element, defects)),
        YamlMappingNode mapping => ReadRecord(mapping, defects),
        _ => Unknown(node, defects),
    };

    private static ValueShape.Record ReadRecord(YamlMappingNode mapping, DefectList defects)
    {
        var fields = new Dictionary<string, ValueShape>(StringComparer.Ordinal);
        foreach (var (key, shape) in mapping.Children) fields[key.ToString()] = Read(shape, defects);
        return new ValueShape.Record(fields);
    }

    private static ValueShape.Text Unknown(YamlNode node, DefectList defects)
    {
        defects.Add(
            node,
            "LETTER_UNKNOWN_KIND",
            "Jenis nilai adalah text, date, text?, date?, [jenis] atau { nama: jenis }.",
            "A value's kind is text, date, text?, date?, [kind] or { name: kind }.");
        return new ValueShape.Text(Optional: true);
    }
}
