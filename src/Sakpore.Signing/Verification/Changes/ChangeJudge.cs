using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Xref;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>Says whether what followed a signed revision is permitted by everyone who had signed by then.</summary>
internal sealed class ChangeJudge(PdfDocument document, ChangeHistory history, IReadOnlyList<SignatureLimits> limits, bool allowAnnotations)
{
    /// <summary>Judges all that was saved after a revision, and notes what it was.</summary>
    public Modifications Judge(PdfRevision signed, SignatureFindings findings)
    {
        if (signed.Index == document.LastRevision.Index)
            return Modifications.None;
        var result = Modifications.Permitted;
        for (var i = signed.Index + 1; i < document.Revisions.Count; i++)
        {
            var revision = document.Revisions[i];
            foreach (var change in history.Step(revision))
            {
                if (Permits(change, revision))
                    findings.Add(Told(change));
                else
                {
                    findings.Add(Findings.ChangedAfterwards.About(change.Subject));
                    result = Modifications.NotPermitted;
                }

                if (change.Kind == ChangeKind.Signature && change.IsVisible)
                    findings.Add(Findings.VisibleSignatureAdded);
            }
        }

        return result;
    }

    private bool Permits(Change change, PdfRevision revision)
    {
        // A certification binds the approval signatures after it as well.
        var binding = limits.Where(l => l.Revision.Index < revision.Index).ToArray();
        var permission = binding.Min(l => l.Permission);
        return change.Kind switch
        {
            ChangeKind.Evidence => true,
            ChangeKind.Timestamp when !change.IsVisible => true,
            ChangeKind.Timestamp or ChangeKind.Signature or ChangeKind.EmptySignatureField =>
                permission != 1 && !IsLocked(change, binding) && (permission != 2 || !change.IsVisible || ExistedWhenCertified(change, binding)),
            ChangeKind.FormField => permission != 1 && !IsLocked(change, binding),
            // Stricter than DocMDP, whose P = 3 permits them: they can say the opposite of what was signed.
            ChangeKind.Annotations => allowAnnotations && permission is (null or 3),
            ChangeKind.Unexplained => false,
            _ => throw new ArgumentOutOfRangeException(nameof(change), change.Kind, "Unknown kind."),
        };
    }

    private static bool IsLocked(Change change, SignatureLimits[] binding) => binding.Any(l => l.Locks(change.Subject));

    private static bool ExistedWhenCertified(Change change, SignatureLimits[] binding) =>
        binding.Where(l => l.Permission == 2).All(l => l.Knows(change.Subject));

    private static Finding Told(Change change) => change.Kind switch
    {
        ChangeKind.Signature or ChangeKind.Timestamp or ChangeKind.EmptySignatureField => Findings.LaterSignatures,
        ChangeKind.FormField => Findings.FormFilled,
        ChangeKind.Annotations => Findings.AnnotationsAdded,
        _ => Findings.EvidenceAdded,
    };
}
