using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf.Xref;

/// <summary>One state of a file as it was saved: the original, or an incremental update (ISO 32000-2, 7.5.6).</summary>
internal sealed class PdfRevision
{
    /// <summary>Its place in the file's history; 0 is the original.</summary>
    public required int Index { get; init; }

    /// <summary>The offset that its <c>startxref</c> gives.</summary>
    public required int StartXref { get; init; }

    /// <summary>Its first byte: the <see cref="End"/> of the one before, or 0.</summary>
    public required int Start { get; init; }

    /// <summary>Just past its <c>%%EOF</c>.</summary>
    public required int MarkerEnd { get; init; }

    /// <summary>
    /// Just past the end of line after its <c>%%EOF</c>; equal to <see cref="MarkerEnd"/> if there is none. Where the file
    /// ended without one, a later update adds it: the file as it was then ended at <see cref="MarkerEnd"/>.
    /// </summary>
    public required int End { get; init; }

    /// <summary>The trailer that counts: of a linearised original, that of its first section.</summary>
    public required PdfDictionary Trailer { get; init; }

    /// <summary>All its sections, the one that <c>startxref</c> names first.</summary>
    public required IReadOnlyList<XrefSection> Sections { get; init; }

    /// <summary>What it defines and frees, sorted by number: the sections' entries under the rules of precedence.</summary>
    public required XrefEntry[] Entries { get; init; }

    /// <summary>A classic table with a cross-reference stream beside it (7.5.8.4).</summary>
    public bool IsHybrid => !Sections[0].IsStream && Sections.Any(section => section.IsStream);

    /// <summary>Finds the entry of an object that this revision defines or frees.</summary>
    public bool TryFind(int number, out XrefEntry entry)
    {
        // Most originals list every number from 0, so the number is the index.
        var (low, high) = (0, Entries.Length - 1);
        var guess = Math.Min(number, high);
        while (low <= high)
        {
            entry = Entries[guess];
            if (entry.Number == number)
                return true;
            if (entry.Number < number)
                low = guess + 1;
            else
                high = guess - 1;
            guess = low + (high - low) / 2;
        }
        entry = default;
        return false;
    }
}
