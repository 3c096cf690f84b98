using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pades;

/// <summary>What speaks against signing a document at all, before any field is looked at.</summary>
internal static class SigningObstacles
{
    public static void Check(PdfDocument document, PadesSignature signature)
    {
        var trailing = document.TrailingBytes.Span;
        foreach (var b in trailing)
        {
            if (!PdfCharacters.IsWhiteSpace(b))
                throw new PadesRefusalException(PadesRefusalCode.TrailingBytes);
        }
        RequireUnambiguous(document.Trailer);
        RequireUnambiguous(document.Catalog);
        foreach (var page in PageTree.Pages(document))
            CheckContents(document, page.Dictionary);

        if (document.Dictionary(document.Catalog, "Perms") is { } permissions && permissions.Has("UR3") && !signature.AcceptLossOfUsageRights)
            throw new PadesRefusalException(PadesRefusalCode.UsageRights);
        if (FieldTree.AcroForm(document) is not { } form)
            return;
        RequireUnambiguous(form);
        // NeedsRendering marks a dynamic form (ISO 32000-2, Table 29).
        if (document.Value(form, "XFA") is not null && document.Boolean(document.Catalog, "NeedsRendering") == true && !signature.AcceptDynamicXfa)
            throw new PadesRefusalException(PadesRefusalCode.DynamicXfa);
        if (document.Boolean(form, "NeedAppearances") == true && !signature.AcceptNeedAppearances)
            throw new PadesRefusalException(PadesRefusalCode.NeedAppearances);
    }

    /// <summary>What a page shows must be there: streams, or nothing at all.</summary>
    private static void CheckContents(PdfDocument document, PdfDictionary page)
    {
        RequireUnambiguous(page);
        var contents = document.Value(page, "Contents");
        foreach (var part in contents is PdfArray array ? array.Items : [contents ?? PdfNull.Missing])
        {
            document.Budget.SpendStep(part.Start); // pages may share one long array
            if (document.Resolve(part) is not (PdfStream or PdfNull))
                throw new PdfFaultException(PdfFaultCode.WrongType, page.Start, "Contents");
        }
    }

    private static void RequireUnambiguous(PdfDictionary dictionary)
    {
        if (dictionary.DuplicateKey is { } key)
            throw new PdfFaultException(PdfFaultCode.DuplicateKey, dictionary.Start, key);
    }
}
