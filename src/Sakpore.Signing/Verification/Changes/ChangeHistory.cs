using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Xref;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>What each revision of a document changed; each is looked at once, when first asked for.</summary>
internal sealed class ChangeHistory(PdfDocument document)
{
    private readonly Dictionary<int, PdfDocument> _views = [];
    private readonly Dictionary<int, IReadOnlyList<Change>> _steps = [];

    /// <summary>The document as a revision left it.</summary>
    public PdfDocument View(PdfRevision revision)
    {
        if (!_views.TryGetValue(revision.Index, out var view))
        {
            view = document.AsOf(revision);
            _views.Add(revision.Index, view);
        }

        return view;
    }

    /// <summary>What a revision changed against the one before it; damage is a change that nothing explains.</summary>
    public IReadOnlyList<Change> Step(PdfRevision revision)
    {
        if (!_steps.TryGetValue(revision.Index, out var changes))
        {
            changes = Explain(revision);
            _steps.Add(revision.Index, changes);
        }

        return changes;
    }

    private IReadOnlyList<Change> Explain(PdfRevision revision)
    {
        try
        {
            return RevisionStep.Explain(View(document.Revisions[revision.Index - 1]), View(revision));
        }
        catch (PdfFaultException e) when (e.Fault.Code != PdfFaultCode.LimitExceeded)
        {
            return [new Change(ChangeKind.Unexplained, e.Fault.Reason)];
        }
    }
}
