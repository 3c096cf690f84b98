using System.Globalization;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sakpore.Grpc.Letters.Templates;

/// <summary>Reads a template's file from its first line to its last and reports every defect on the way.</summary>
internal static partial class LetterTemplateReader
{
    /// <summary>See <see cref="LetterTemplate.Parse"/>.</summary>
    public static LetterTemplateReadResult Read(string yaml, string fileName)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        ArgumentNullException.ThrowIfNull(fileName);
        var defects = new DefectList(fileName);
        var template = Root(yaml, defects) is { } root ? Read(root, defects) : null;
        return defects.InFileOrder is { Count: > 0 } found ? new(null, found) : new(template, []);
    }

    private static YamlFields? Root(string yaml, DefectList defects)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(yaml));
        }
        // YamlDotNet's scanner answers some unclosed brackets with an InvalidOperationException, which knows no line.
        catch (Exception fault) when (fault is YamlException or InvalidOperationException)
        {
            var cause = fault.Message.TrimEnd('.');
            var line = fault is YamlException { Start.Line: > 0 and var start } ? (int)start : 1;
            defects.Add(line, "LETTER_YAML_SYNTAX", $"YAML tidak dapat dibaca: {cause}.", $"The YAML cannot be read: {cause}.");
            return null;
        }

        if (stream.Documents is [{ RootNode: YamlMappingNode mapping }]) return new YamlFields(mapping, defects);
        defects.Add(1, "LETTER_MAPPING_EXPECTED", "Berkas harus berisi satu dokumen YAML.", "The file must hold one YAML document with names and values.");
        return null;
    }

    private static LetterTemplate Read(YamlFields root, DefectList defects)
    {
        var (declared, names) = ValueShapeReader.Read(root.Mapping("values"), defects);
        var texts = new LetterTextReader(names, defects);
        var blocks = new LetterBlockReader(texts, new LetterItemReader(texts, defects), defects);

        var template = new LetterTemplate(
            ReadSlug(root, defects),
            ReadVersion(root, defects),
            root.Text("title"),
            ReadPaper(root, defects),
            root.Texts("legal_basis"),
            declared,
            ReadLetterhead(root.Mapping("letterhead"), defects),
            root.Sequence("blocks").Select(blocks.Read).OfType<LetterBlock>().ToList(),
            ReadFooter(root.Mapping("footer"), texts));
        root.NothingElse();
        return template;
    }

    private static string ReadSlug(YamlFields root, DefectList defects)
    {
        if (root.Scalar("slug") is not { } slug) return "";
        if (!Slug().IsMatch(slug.Value!))
        {
            defects.Add(slug, "LETTER_SLUG", "Slug terdiri atas huruf kecil, angka dan tanda hubung.", "A slug is lower-case letters, digits and hyphens.");
        }

        return slug.Value!;
    }

    private static int ReadVersion(YamlFields root, DefectList defects)
    {
        if (root.Scalar("version") is not { } version) return 0;
        if (int.TryParse(version.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1) return number;
        defects.Add(version, "LETTER_VERSION", "Versi adalah bilangan bulat mulai dari 1.", "A version is a whole number from 1.");
        return 0;
    }

    private static PaperSize ReadPaper(YamlFields root, DefectList defects)
    {
        if (root.Scalar("paper") is not { } paper) return PaperSize.A4;
        if (PaperSize.All.FirstOrDefault(size => size.Name == paper.Value) is { } known) return known;
        defects.Add(paper, "LETTER_UNKNOWN_PAPER", "Ukuran kertas adalah A4 atau F4.", "The paper is A4 or F4.");
        return PaperSize.A4;
    }

    private static Letterhead ReadLetterhead(YamlFields? fields, DefectList defects)
    {
        if (fields is null) return new Letterhead("", [], []);
        if (fields.Scalar("crest") is { Value: not "placeholder" } crest)
        {
            defects.Add(crest, "LETTER_UNKNOWN_CREST", "Lambang yang tersedia baru placeholder.", "The only crest there is yet is the placeholder.");
        }

        var letterhead = new Letterhead(fields.Text("government"), fields.Texts("office"), fields.Texts("contact"));
        fields.NothingElse();
        return letterhead;
    }

    private static LetterFooter ReadFooter(YamlFields? fields, LetterTextReader texts)
    {
        if (fields is null) return new LetterFooter(new LetterText([]), []);
        var footer = new LetterFooter(texts.Read(fields, "intro"), fields.Sequence("notes").Select(texts.Read).ToList());
        fields.NothingElse();
        return footer;
    }

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant)]
    private static partial Regex Slug();
}
