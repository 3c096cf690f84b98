using Fluid;
using Sakpore.Grpc.Letters.Values;
using YamlDotNet.RepresentationModel;

namespace Sakpore.Grpc.Letters.Templates;

/// <summary>Turns a YAML text into a parsed, checked <see cref="LetterText"/>.</summary>
/// <param name="names">The names that the text may use.</param>
/// <param name="defects">Where defects are reported.</param>
internal sealed class LetterTextReader(ValueShape.Record names, DefectList defects)
{
    /// <summary>Printed after a defect, so that reading goes on.</summary>
    private static readonly LetterText Nothing = new([]);

    /// <summary>The names that texts may use.</summary>
    public ValueShape.Record Names => names;

    /// <summary>A reader whose texts see one name more.</summary>
    public LetterTextReader With(string name, ValueShape shape) =>
        new(new ValueShape.Record(new Dictionary<string, ValueShape>(names.Fields, StringComparer.Ordinal) { [name] = shape }), defects);

    /// <summary>Reads a required text of a mapping.</summary>
    public LetterText Read(YamlFields fields, string name) => fields.Scalar(name) is { } scalar ? Read(scalar) : Nothing;

    /// <summary>Reads a text of a mapping, or null where it is absent.</summary>
    public LetterText? ReadOptional(YamlFields fields, string name) => fields.Optional(name) is { } node ? Read(node) : null;

    /// <summary>Reads a text.</summary>
    public LetterText Read(YamlNode node)
    {
        if (defects.Scalar(node) is not { Value: { } source }) return Nothing;

        var stretches = source.Split("**");
        if (stretches.Length % 2 == 0)
        {
            defects.Add(node, "LETTER_BOLD_UNCLOSED", "Tanda ** harus berpasangan.", "The stars of ** must come in pairs.");
            return Nothing;
        }

        var parts = new List<LetterTextPart>();
        for (var index = 0; index < stretches.Length; index++)
        {
            if (stretches[index].Length > 0 && Parse(stretches[index], node) is { } liquid) parts.Add(new LetterTextPart(liquid, index % 2 == 1));
        }

        return new LetterText(parts);
    }

    private IFluidTemplate? Parse(string source, YamlNode node)
    {
        if (!Liquid.Parser.TryParse(source, out var template, out var error))
        {
            defects.Add(node, "LETTER_LIQUID_SYNTAX", $"Ungkapan Liquid tidak dapat dibaca: {error}.", $"The Liquid cannot be read: {error}.");
            return null;
        }

        new LiquidCheck(names, (reason, indonesian, english) => defects.Add(node, reason, indonesian, english)).Check(template);
        return template;
    }
}
