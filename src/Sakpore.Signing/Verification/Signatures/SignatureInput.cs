using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>What the validation of one value needs.</summary>
/// <param name="Context">Policy, evidence and what has been proved.</param>
/// <param name="Document">The file.</param>
/// <param name="Dictionary">The signature dictionary as it was signed.</param>
/// <param name="Range">What it signs; the gap is where its value stands.</param>
/// <param name="Findings">Where to note what is wrong.</param>
internal sealed record SignatureInput(
    ValidationContext Context, PdfDocument Document, SignatureDictionary Dictionary, SignedRange Range, SignatureFindings Findings)
{
    /// <summary>The signed bytes; each digest of them is computed once.</summary>
    public SignedBytes Signed { get; } = new(Document.Bytes, Range);

    /// <summary>The value as received.</summary>
    public ReadOnlyMemory<byte> Contents => ((PdfString)Dictionary.Contents!).Value;

    /// <summary>The earliest time at which document timestamps prove that the value existed; null without proof.</summary>
    public DateTimeOffset? ProvedByLater { get; } = Context.Proofs.Of(Range.GapStart, Range.GapEnd);

    /// <summary>Where evidence inside the value stands.</summary>
    public EvidencePlace ValuePlace =>
        new(Dictionary.Kind == SignatureKind.Timestamp ? EvidenceSource.Document : EvidenceSource.Signature, Range.GapStart, Range.GapEnd);
}
