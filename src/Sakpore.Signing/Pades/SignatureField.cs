using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Writing;

namespace Sakpore.Signing.Pades;

/// <summary>The field that takes the signature: an existing empty one, or a new one joined with its widget.</summary>
internal static class SignatureField
{
    private const int PrintAndLocked = 4 + 128; // F, ISO 32000-2, Table 167

    /// <summary>Finds the existing field that is asked for, if it may be signed; null if a new one is to be made.</summary>
    public static FormField? FindExisting(IReadOnlyList<FormField> fields, EarlierSignatures earlier, string? name)
    {
        if (name is null)
            return null;
        var field = fields.FirstOrDefault(field => field.Name == name);
        if (field is null)
        {
            if (fields.Any(other => other.Name.StartsWith(name + ".", StringComparison.Ordinal)))
                throw new PadesRefusalException(PadesRefusalCode.FieldNameTaken, name);
            return null;
        }
        if (!field.IsSignature)
            throw new PadesRefusalException(PadesRefusalCode.FieldNotSignature, name);
        if (field.Value is not null)
            throw new PadesRefusalException(PadesRefusalCode.FieldFilled, name);
        if (earlier.Locks(name))
            throw new PadesRefusalException(PadesRefusalCode.FieldLocked, name);
        if (field.Reference is null)
            throw new PdfFaultException(PdfFaultCode.FieldTreeDamaged, field.Dictionary.Start, "a field that is no object of its own");
        return field;
    }

    /// <summary>The first of Signature1, Signature2, ... (or another stem) that no field or group of fields has.</summary>
    public static string FreeName(IReadOnlyList<FormField> fields, string stem = "Signature")
    {
        var taken = fields.Select(field => field.Name.Split('.')[0]).ToHashSet(StringComparer.Ordinal);
        var number = 1;
        while (taken.Contains($"{stem}{number}"))
            number++;
        return $"{stem}{number}";
    }

    public static void Fill(PdfUpdate update, FormField field, PdfReference signature, SignatureAppearance? appearance)
    {
        PdfSlot.Of(field.Reference!).Set(update, "V", signature);
        if (appearance is not null)
            AppearancePlacement.InField(update, field, appearance);
        Announce(update);
    }

    /// <summary>Makes a field on a page, invisible unless it has an appearance, and enters it in the page and the form.</summary>
    public static void Create(PdfUpdate update, string name, PdfPage page, PdfReference signature, SignatureAppearance? appearance = null)
    {
        var (rectangle, looks) = appearance is null
            ? (PageSpace.Numbers(0, 0, 0, 0), null) // no area: invisible (12.7.5.5)
            : AppearancePlacement.OnPage(update, page, appearance);
        var field = update.Add(new PdfDictionary(
        [
            new("Type", new PdfName("Annot")),
            new("Subtype", new PdfName("Widget")),
            new("FT", new PdfName("Sig")),
            new("T", PdfText.Encode(name)),
            new("V", signature),
            new("F", new PdfInteger(PrintAndLocked)),
            new("Rect", rectangle),
            new("P", page.Reference),
            .. looks is null ? [] : new[] { KeyValuePair.Create<string, PdfObject>("AP", looks) },
        ]));
        PdfSlot.Of(page.Reference).Entry("Annots").Change(update, annotations => Append(annotations, field));
        update.Catalog.Entry("AcroForm").Entry("Fields").Change(update, fields => Append(fields, field));
        Announce(update);
    }

    /// <summary>SignaturesExist and AppendOnly (Table 225).</summary>
    private static void Announce(PdfUpdate update)
    {
        var form = update.Catalog.Entry("AcroForm");
        var flags = form.Value(update) is PdfDictionary dictionary && update.Document.Integer(dictionary, "SigFlags") is { } present ? present : 0;
        if ((flags & 3) != 3)
            form.Set(update, "SigFlags", new PdfInteger(flags | 3));
    }

    private static PdfArray Append(PdfObject array, PdfReference reference) => array switch
    {
        PdfNull => new PdfArray([reference]),
        // Some files have one array for both the page's annotations and the form's fields.
        PdfArray present when present.Items.Contains(reference) => present,
        PdfArray present => new PdfArray([.. present.Items, reference]),
        _ => throw new PdfFaultException(PdfFaultCode.WrongType, array.Start, "an array of references"),
    };
}
