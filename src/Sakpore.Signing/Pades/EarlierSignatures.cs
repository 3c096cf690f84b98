using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pades;

/// <summary>What the signatures that a document already bears forbid.</summary>
internal sealed class EarlierSignatures
{
    private readonly PdfDocument _document;
    private readonly List<PdfDictionary> _locks = [];
    private int _permissions = int.MaxValue;

    private EarlierSignatures(PdfDocument document) => _document = document;

    /// <summary>Whether there is any signature or document timestamp, in a field or named by Perms.</summary>
    public bool Exist { get; private set; }

    /// <summary>An earlier signature permits no change (P = 1 of a certification or of a lock).</summary>
    public bool ForbidEverything => _permissions < (int)CertificationLevel.FormFillingAndSignatures;

    public static EarlierSignatures Read(PdfDocument document, IReadOnlyList<FormField> fields)
    {
        var earlier = new EarlierSignatures(document);
        foreach (var field in fields)
        {
            if (field.Signature is not { } signature)
                continue;
            earlier.Exist = true;
            earlier.ReadReferences(signature);
            // The lock of a field binds once the field is signed (ISO 32000-2, 12.7.5.5); its P limits as DocMDP does.
            if (document.Dictionary(field.Dictionary, "Lock") is { } fieldLock)
                earlier.Add(fieldLock);
        }
        if (document.Dictionary(document.Catalog, "Perms") is { } permissions && document.Dictionary(permissions, "DocMDP") is { } certification)
        {
            earlier.Exist = true;
            earlier.ReadReferences(certification);
        }
        return earlier;
    }

    /// <summary>Whether an existing field may no longer be filled.</summary>
    public bool Locks(string fieldName) => _locks.Exists(fieldLock => Names(fieldLock, fieldName));

    private void ReadReferences(PdfDictionary signature)
    {
        foreach (var item in _document.Array(signature, "Reference")?.Items ?? [])
        {
            _document.Budget.SpendStep(item.Start); // signatures may share one long array
            if (_document.Resolve(item) is not PdfDictionary reference)
                continue;
            var parameters = _document.Dictionary(reference, "TransformParams");
            switch (_document.Name(reference, "TransformMethod"))
            {
                case "DocMDP":
                    // Without P the level is 2 (Table 257).
                    Limit(parameters is null ? null : _document.Integer(parameters, "P"), (long)CertificationLevel.FormFillingAndSignatures);
                    break;
                case "FieldMDP" when parameters is not null:
                    Add(parameters);
                    break;
            }
        }
    }

    private void Add(PdfDictionary fieldLock)
    {
        _locks.Add(fieldLock);
        Limit(_document.Integer(fieldLock, "P"), long.MaxValue);
    }

    private void Limit(long? permissions, long otherwise) => _permissions = (int)Math.Clamp(permissions ?? otherwise, 0, _permissions);

    private bool Names(PdfDictionary fieldLock, string fieldName)
    {
        var listed = _document.Array(fieldLock, "Fields")?.Items.Any(item => IsIn(item, fieldName)) ?? false;
        return _document.Name(fieldLock, "Action") switch
        {
            "Include" => listed,
            "Exclude" => !listed,
            _ => true, // All, and whatever this version does not know
        };
    }

    /// <summary>Naming a field names what is below it (12.8.6.3).</summary>
    private bool IsIn(PdfObject item, string fieldName)
    {
        _document.Budget.SpendStep(item.Start);
        return _document.Resolve(item) is PdfString name && PdfText.Decode(name.Value.Span) is var locked
            && (locked == fieldName || fieldName.StartsWith(locked + ".", StringComparison.Ordinal));
    }
}
