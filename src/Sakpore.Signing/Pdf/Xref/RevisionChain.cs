using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf.Xref;

/// <summary>Finds a file's revisions, from the last <c>startxref</c> back along <c>Prev</c>.</summary>
/// <remarks>
/// Each revision must end with its own <c>startxref</c>, offset and <c>%%EOF</c>, and lie wholly behind the one it
/// updates. What follows the newest one's end belongs to no revision; it is left to the caller to judge.
/// </remarks>
internal sealed class RevisionChain(PdfSource file, PdfBudget budget)
{
    private readonly HashSet<int> _visited = [];

    /// <returns>The revisions, oldest first; at least one.</returns>
    public List<PdfRevision> Read()
    {
        var found = new List<Draft>();
        for (int? next = LastStartXref(); next is { } offset;)
        {
            var draft = ReadDraft(offset);
            if (found.Count > 0 && draft.End > found[^1].Offset)
                throw new PdfFaultException(PdfFaultCode.XrefOrder, offset);
            // A number at or above Size means null (7.5.5), so a smaller Size would undo objects unseen.
            if (found.Count > 0 && draft.Size > found[^1].Size)
                throw new PdfFaultException(PdfFaultCode.TrailerDamaged, found[^1].Sections[0].Trailer.Start, "Size shrinks");
            found.Add(draft);
            next = draft.Prev;
        }
        found.Reverse();
        var revisions = new List<PdfRevision>(found.Count);
        foreach (var draft in found)
            revisions.Add(draft.Complete(revisions.Count, revisions.Count == 0 ? 0 : revisions[^1].End));
        return revisions;
    }

    private int LastStartXref()
    {
        var bytes = file.Bytes.Span;
        var keyword = bytes.LastIndexOf("startxref"u8);
        if (keyword < 0 || ReadEnding(keyword) is not { } ending)
            throw new PdfFaultException(PdfFaultCode.EndMissing, Math.Max(keyword, 0));
        return ending.Offset;
    }

    private Draft ReadDraft(int offset)
    {
        var sections = new List<XrefSection>(1);
        ReadWithStream(offset, sections);
        var head = sections[0];
        var ending = ReadEnding(head.End);
        var prev = head.TrailerOffset("Prev");
        // A linearised original is in two parts, the first of which names the second as its Prev; no startxref follows the
        // first, or a 0, and the one after the second names the first (Annex F).
        if (prev > offset && ending is null or { Offset: 0 })
        {
            var first = sections.Count;
            ReadWithStream(prev.Value, sections);
            var main = sections[first];
            ending = ReadEnding(main.End);
            prev = main.TrailerOffset("Prev");
        }
        if (ending is null)
            throw new PdfFaultException(PdfFaultCode.XrefOrder, sections[^1].End, "no startxref, offset and %%EOF after the section");
        if (ending.Offset != offset)
            throw new PdfFaultException(PdfFaultCode.XrefOrder, ending.Position, "startxref does not name its own section");
        // The stream of a hybrid file may lie in an older revision (some writers add it so), never in a newer one.
        if (sections.Any(section => section.End > ending.Position))
            throw new PdfFaultException(PdfFaultCode.XrefOrder, offset);
        return new Draft(offset, sections, ending.MarkerEnd, ending.End, prev);
    }

    /// <summary>Reads a section and, of a hybrid file, the stream beside it.</summary>
    private void ReadWithStream(int offset, List<XrefSection> sections)
    {
        var section = ReadSection(offset);
        sections.Add(section);
        if (!section.IsStream && section.TrailerOffset("XRefStm") is { } stream)
        {
            var beside = ReadSection(stream);
            if (!beside.IsStream)
                throw new PdfFaultException(PdfFaultCode.XrefDamaged, stream, "XRefStm");
            sections.Add(beside);
        }
    }

    private XrefSection ReadSection(int offset)
    {
        budget.SpendXrefSection(offset);
        var lexer = new PdfLexer(file.Bytes.Span, Math.Min(offset, file.Bytes.Length));
        if (budget.Limits.AllowsLooseOffsets)
            lexer.SkipWhiteSpace();
        var start = lexer.Position;
        if (!_visited.Add(start))
            throw new PdfFaultException(PdfFaultCode.XrefOrder, offset, "the sections lead in a circle");
        var section = lexer.Rest.StartsWith("xref"u8) ? XrefTableReader.Read(file, start, budget)
            : PdfCharacters.IsDigit((byte)Math.Max(lexer.Peek, 0)) ? XrefStreamReader.Read(file, start, budget)
            : throw new PdfFaultException(PdfFaultCode.XrefNotFound, offset);
        if (section.Trailer["Encrypt"] is not (null or PdfNull))
            throw new PdfFaultException(PdfFaultCode.Encrypted, section.Trailer.Start);
        return section;
    }

    private Ending? ReadEnding(int position)
    {
        var lexer = new PdfLexer(file.Bytes.Span, position);
        lexer.SkipSpace();
        var start = lexer.Position;
        if (!lexer.TryKeyword("startxref"u8))
            return null;
        lexer.SkipWhiteSpace();
        if (!lexer.TryUnsigned(out var offset))
            return null;
        lexer.SkipWhiteSpace();
        if (!lexer.Rest.StartsWith("%%EOF"u8))
            return null;
        lexer.Position += 5;
        var markerEnd = lexer.Position;
        lexer.SkipEndOfLine();
        return new Ending(start, offset, markerEnd, lexer.Position);
    }

    private sealed record Ending(int Position, int Offset, int MarkerEnd, int End);

    private sealed record Draft(int Offset, List<XrefSection> Sections, int MarkerEnd, int End, int? Prev)
    {
        public int Size => XrefSection.SizeOf(Sections[0].Trailer);

        public PdfRevision Complete(int index, int start) => new()
        {
            Index = index,
            StartXref = Offset,
            Start = start,
            MarkerEnd = MarkerEnd,
            End = End,
            Trailer = Sections[0].Trailer,
            Sections = Sections,
            Entries = XrefMerge.Of(Sections),
        };
    }
}
