using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Verification.Structure;

/// <summary>A signature dictionary as one revision of the document has it (ISO 32000-2, 12.8.1, table 255).</summary>
internal sealed class SignatureDictionary
{
    private readonly PdfDocument _document;

    private SignatureDictionary(PdfDocument document, PdfDictionary dictionary)
    {
        _document = document;
        Dictionary = dictionary;
    }

    public PdfDictionary Dictionary { get; }

    public PdfString? Contents { get; private init; }

    public IReadOnlyList<long>? ByteRange { get; private init; }

    public string? SubFilter { get; private init; }

    public SignatureKind Kind { get; private init; }

    /// <summary>M: when the signer says that it signed; null when absent or no date.</summary>
    public DateTimeOffset? ClaimedTime { get; private init; }

    /// <summary>Reads a dictionary; whatever is of the wrong kind is left null.</summary>
    public static SignatureDictionary Read(PdfDocument document, PdfDictionary dictionary)
    {
        var subFilter = (document.Value(dictionary, "SubFilter") as PdfName)?.Value;
        var type = (document.Value(dictionary, "Type") as PdfName)?.Value;
        return new SignatureDictionary(document, dictionary)
        {
            Contents = document.Value(dictionary, "Contents") as PdfString,
            ByteRange = ReadByteRange(document, dictionary),
            SubFilter = subFilter,
            Kind = subFilter == SubFilters.Timestamp || (subFilter is null && type == "DocTimeStamp")
                ? SignatureKind.Timestamp
                : SignatureKind.Signature,
            ClaimedTime = document.Value(dictionary, "M") is PdfString m ? PdfDate.Parse(PdfText.Decode(m.Value.Span)) : null,
        };
    }

    /// <summary>The permission P of a certification signature (DocMDP, table 257), 2 unless told; null when it certifies nothing.</summary>
    public int? Certification() => TransformParameters("DocMDP") is { } parameters
        ? parameters is PdfDictionary p && _document.Value(p, "P") is { } value
            ? value is PdfInteger { Value: >= 1 and <= 3 } permission ? (int)permission.Value : 1
            : 2
        : null;

    /// <summary>The parameters of a FieldMDP reference (table 259): which fields are locked; null without one.</summary>
    public PdfDictionary? FieldLock() => TransformParameters("FieldMDP") as PdfDictionary;

    // Null when there is no such reference; the null object when it has no parameters.
    private PdfObject? TransformParameters(string method)
    {
        if (_document.Value(Dictionary, "Reference") is not PdfArray references)
            return null;
        foreach (var item in references.Items)
        {
            if (_document.Resolve(item) is PdfDictionary reference
                && _document.Value(reference, "TransformMethod") is PdfName name && name.Value == method)
                return _document.Value(reference, "TransformParams") ?? PdfNull.Missing;
        }

        return null;
    }

    private static long[]? ReadByteRange(PdfDocument document, PdfDictionary dictionary)
    {
        // Four numbers are lawful here; more are read only to be refused.
        if (document.Value(dictionary, "ByteRange") is not PdfArray { Count: <= 64 } array)
            return null;
        var numbers = new long[array.Count];
        for (var i = 0; i < numbers.Length; i++)
        {
            if (document.Resolve(array[i]) is not PdfInteger number)
                return null;
            numbers[i] = number.Value;
        }

        return numbers;
    }
}

/// <summary>The values of SubFilter that the verifier knows (ISO 32000-2, table 255; EN 319 142-1, 5.4).</summary>
internal static class SubFilters
{
    public const string Cades = "ETSI.CAdES.detached";
    public const string Pkcs7Detached = "adbe.pkcs7.detached";
    public const string Pkcs7Sha1 = "adbe.pkcs7.sha1";
    public const string RsaSha1 = "adbe.x509.rsa_sha1";
    public const string Timestamp = "ETSI.RFC3161";
}
