using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Verification.Changes;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Pades;

/// <summary>Judges a revision that is about to be added as a verifier would: by every signature that the document already bears.</summary>
internal static class AddedRevision
{
    /// <summary>Refuses the revision if an earlier signature does not permit it. What had gone wrong before is not its fault.</summary>
    /// <param name="before">The document as it is.</param>
    /// <param name="after">The whole file with the revision; a signature's Contents may still be zeros.</param>
    public static void RequirePermitted(PdfDocument before, ReadOnlyMemory<byte> after)
    {
        if (!PdfDocument.Read(after, before.Budget.Limits).TryGetDocument(out var document, out var fault))
            throw new PdfFaultException(fault);
        using var disposed = document;
        var history = new ChangeHistory(document);
        var limits = new List<SignatureLimits>();
        foreach (var field in FieldTree.Fields(document))
        {
            if (field is { IsSignature: true, Value: not null }
                && Verification.Structure.LocatedSignature.Locate(document, field, history).Limits is { } found)
            {
                limits.Add(found);
            }
        }
        var judge = new ChangeJudge(document, history, limits, allowAnnotations: false);
        var findings = new SignatureFindings();
        if (judge.Judge(document.Revisions[^2], findings) == Verification.Modifications.NotPermitted)
            throw new PadesRefusalException(PadesRefusalCode.BreaksEarlierSignature,
                findings.All.First(finding => finding.Code == Verification.Findings.ChangedAfterwards.Code).Detail);
    }
}
