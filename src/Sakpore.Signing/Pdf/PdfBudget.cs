using Sakpore.Signing.Pdf.Filters;

namespace Sakpore.Signing.Pdf;

/// <summary>What is left of one document's <see cref="PdfLimits"/>, and the memory that its streams took of it.</summary>
internal sealed class PdfBudget(PdfLimits limits)
{
    private int _expandedBytes = limits.ExpandedBytes;
    private int _objects = limits.Objects;
    private int _xrefEntries = limits.XrefEntries;
    private int _xrefSections = limits.XrefSections;
    private int _steps = limits.Steps;

    public PdfLimits Limits { get; } = limits;

    /// <summary>What was expanded, for as long as the document is in use.</summary>
    public ExpandedStreams Streams { get; } = new();

    /// <summary>How many bytes a stream may still expand to.</summary>
    public int ExpandedBytesLeft => _expandedBytes;

    public void SpendExpandedBytes(int count, int offset) => Spend(ref _expandedBytes, count, offset, nameof(PdfLimits.ExpandedBytes));

    public void SpendObject(int offset) => Spend(ref _objects, 1, offset, nameof(PdfLimits.Objects));

    public void SpendXrefEntries(int count, int offset) => Spend(ref _xrefEntries, count, offset, nameof(PdfLimits.XrefEntries));

    public void SpendXrefSection(int offset) => Spend(ref _xrefSections, 1, offset, nameof(PdfLimits.XrefSections));

    public void SpendStep(int offset) => Spend(ref _steps, 1, offset, nameof(PdfLimits.Steps));

    public void CheckDepth(int depth, int offset)
    {
        if (depth > Limits.Depth)
            throw PdfFaultException.LimitExceeded(offset, nameof(PdfLimits.Depth));
    }

    private static void Spend(ref int left, int count, int offset, string limit)
    {
        if (count > left)
            throw PdfFaultException.LimitExceeded(offset, limit);
        left -= count;
    }
}
