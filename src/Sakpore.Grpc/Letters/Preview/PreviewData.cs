using System.Globalization;
using Sakpore.Grpc.Letters.Templates;
using Sakpore.Grpc.Letters.Values;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Sakpore.Grpc.Letters.Preview;

/// <summary>
/// The data of a preview: YAML with <c>nomor</c>, <c>tanggal</c> (yyyy-MM-dd), <c>tempat</c>, <c>penanda_tangan</c> (<c>nama</c>,
/// <c>jabatan</c>, and perhaps <c>pangkat</c>, <c>nip</c>) and <c>isi</c>, the values that the template declares.
/// </summary>
internal static class PreviewData
{
    private const string Code = "C0NT-0HC0-NT0H-C0NT";

    // As long as a real seal's text, so that the QR code looks as it will; no checker takes it for one.
    private static readonly string Seal = "HTTPS://SAKPORE.EXAMPLE/TTE/V/" + string.Concat(Enumerable.Repeat("CONTOH", 72));

    /// <summary>Reads the data by the template's shape.</summary>
    /// <returns>The content; or all defects.</returns>
    public static (LetterContent? Content, IReadOnlyList<LetterDefect> Defects) Read(string yaml, string fileName, ValueShape.Record shape)
    {
        var defects = new DefectList(fileName);
        var content = Root(yaml, defects) is { } root ? Content(root, shape, defects) : null;
        return defects.InFileOrder is { Count: > 0 } found ? (null, found) : (content, []);
    }

    private static YamlFields? Root(string yaml, DefectList defects)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            if (stream.Documents is [{ RootNode: YamlMappingNode mapping }]) return new YamlFields(mapping, defects);
        }
        // YamlDotNet's scanner answers some unclosed brackets with an InvalidOperationException.
        catch (Exception fault) when (fault is YamlException or InvalidOperationException)
        {
            defects.Add(1, "LETTER_YAML_SYNTAX", $"YAML tidak dapat dibaca: {fault.Message}", $"The YAML cannot be read: {fault.Message}");
            return null;
        }

        defects.Add(1, "LETTER_MAPPING_EXPECTED", "Berkas harus berisi satu dokumen YAML.", "The file must hold one YAML document with names and values.");
        return null;
    }

    private static LetterContent? Content(YamlFields root, ValueShape.Record shape, DefectList defects)
    {
        var signer = root.Mapping("penanda_tangan");
        var values = root.Mapping("isi");
        var date = root.Scalar("tanggal") is { } written ? Date(written, defects) : null;
        var content = new LetterContent
        {
            Number = root.Text("nomor"),
            Code = Code,
            VerificationUrl = $"https://sakpore.example/tte/{Code}",
            QrText = Seal,
            IssueDate = date ?? default,
            Place = root.Text("tempat"),
            Signer = signer is null ? new("", [], null, null) : Signer(signer),
            CertificateIssuer = "SAKPORE PREVIEW, NOT VALID",
            Values = values is null ? new() : Values(values.Node, shape, defects),
            DevelopmentMark = true,
        };
        root.NothingElse();
        return content;
    }

    private static LetterSigner Signer(YamlFields fields)
    {
        var signer = new LetterSigner(fields.Text("nama"), fields.Texts("jabatan"), fields.OptionalText("pangkat"), fields.OptionalText("nip"));
        fields.NothingElse();
        return signer;
    }

    // What the shape does not declare is a defect here, although the composer would only not look at it: it is mostly a misspelling.
    private static Dictionary<string, object?> Values(YamlMappingNode node, ValueShape.Record shape, DefectList defects)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in node.Children)
        {
            if (shape.Fields.TryGetValue(key.ToString(), out var field))
                values[key.ToString()] = Value(value, field, defects);
            else
                defects.Add(key, "LETTER_UNKNOWN_FIELD", $"Isian {key} tidak dikenal dalam templat.", $"The template declares no value {key}.");
        }

        return values;
    }

    private static object? Value(YamlNode node, ValueShape shape, DefectList defects) => (node, shape) switch
    {
        (YamlScalarNode scalar, ValueShape.Text) => scalar.Value,
        (YamlScalarNode scalar, ValueShape.Date) => Date(scalar, defects),
        (YamlSequenceNode list, ValueShape.List { Element: var element }) => list.Children.Select(item => Value(item, element, defects)).ToList(),
        (YamlMappingNode mapping, ValueShape.Record record) => Values(mapping, record, defects),
        _ => Misfit(node, shape, defects),
    };

    private static DateOnly? Date(YamlScalarNode node, DefectList defects)
    {
        if (DateOnly.TryParseExact(node.Value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)) return date;
        defects.Add(node, "LETTER_DATE_EXPECTED", "Tanggal ditulis seperti 2026-03-17.", "A date is written like 2026-03-17.");
        return null;
    }

    private static object? Misfit(YamlNode node, ValueShape shape, DefectList defects)
    {
        defects.Add(node, "LETTER_VALUE_KIND", $"Isian ini harus berjenis {shape.Word}.", $"This value must be a {shape.Word}.");
        return null;
    }
}
