using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Xref;
using Sakpore.Signing.Verification.Changes;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Verification.Structure;

/// <summary>
/// Format checking (EN 319 102-1, 5.2.2): one signature's dictionary, the bytes that it signs, and the revision that it
/// covers. Found for all signatures of a file before any is validated.
/// </summary>
internal sealed class LocatedSignature
{
    private readonly PdfDocument _document;
    private SignedRange _range;

    private LocatedSignature(PdfDocument document, FormField field)
    {
        _document = document;
        Field = field;
        Dictionary = field.Signature is { } dictionary ? SignatureDictionary.Read(document, dictionary) : null;
    }

    public FormField Field { get; }

    /// <summary>The dictionary as the revision that was signed has it, once that is known; null where there is none.</summary>
    public SignatureDictionary? Dictionary { get; private set; }

    /// <summary>What is signed; empty when the dictionary does not say so lawfully.</summary>
    public SignedRange Range => _range;

    /// <summary>Whether there is a value over lawful bytes that can be computed.</summary>
    public bool HasValue => Dictionary?.Contents is not null && _range.End > 0;

    public SignatureKind Kind => Dictionary?.Kind ?? SignatureKind.Signature;

    /// <summary>The revision that it covers; null when it covers none whole.</summary>
    public PdfRevision? Revision { get; private set; }

    public SignatureLimits? Limits { get; private set; }

    public Coverage Coverage { get; private set; } = Coverage.Partial;

    public SignatureFindings Findings { get; } = new();

    /// <summary>Finds one signature's place.</summary>
    public static LocatedSignature Locate(PdfDocument document, FormField field, ChangeHistory history)
    {
        var located = new LocatedSignature(document, field);
        located.Locate(history);
        return located;
    }

    /// <summary>Whether two fields lead to the very same dictionary.</summary>
    public bool IsSameAs(LocatedSignature other) =>
        Dictionary is { } a && other.Dictionary is { } b
        && ReferenceEquals(a.Dictionary.Source, b.Dictionary.Source) && a.Dictionary.Start == b.Dictionary.Start;

    private void Locate(ChangeHistory history)
    {
        if (Dictionary is not { Contents: { } contents })
        {
            Findings.Add(Verification.Findings.DictionaryMalformed);
            return;
        }

        if (Dictionary.Dictionary.DuplicateKey is not null || Field.Dictionary.DuplicateKey is not null)
            Findings.Add(Verification.Findings.DuplicateKey);
        if (SignedRange.Read(Dictionary.ByteRange, contents, _document.Bytes.Length, out var range) is { } fault)
        {
            Findings.Add(fault);
            return;
        }

        _range = range;
        var covered = SignedRevision.Find(_document, range.End);
        if (covered is null)
            Findings.Add(Verification.Findings.NotAtRevisionEnd);
        else if (!ReadAsSigned(history.View(covered)))
            Findings.Add(Verification.Findings.NotInItsRevision);
        else if (SignedRevision.HasLooseBytes(_document))
        {
            Revision = covered;
            Findings.Add(Verification.Findings.BytesOutsideRevisions);
        }
        else
        {
            Revision = covered;
            Coverage = covered.Index == _document.LastRevision.Index ? Coverage.WholeFile : Coverage.Revision;
        }
    }

    // Indirect values may have been replaced since; what counts is how the revision that was signed has them.
    private bool ReadAsSigned(PdfDocument view)
    {
        var found = FieldTree.Fields(view).FirstOrDefault(f => f.Name == Field.Name && f.Signature is { } s
            && ReferenceEquals(s.Source, Dictionary!.Dictionary.Source) && s.Start == Dictionary.Dictionary.Start);
        if (found is null)
            return false;
        var asSigned = SignatureDictionary.Read(view, found.Signature!);
        if (asSigned.Contents is not { } contents
            || SignedRange.Read(asSigned.ByteRange, contents, _document.Bytes.Length, out var range) is not null || range != _range)
            return false;
        Dictionary = asSigned;
        Limits = SignatureLimits.Read(view, found, asSigned);
        return true;
    }
}
