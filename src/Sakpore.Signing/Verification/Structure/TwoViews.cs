using System.Buffers;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Xref;
using Sakpore.Signing.Verification.Changes;

namespace Sakpore.Signing.Verification.Structure;

/// <summary>
/// Compares the strict reading with what a lenient reader would rebuild: one that scans the file for objects outside stream
/// bodies and believes the last definition and the last trailer. Where they differ, two people can see two documents.
/// </summary>
internal sealed class TwoViews
{
    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\r\n\f\0"u8);

    private readonly PdfDocument _document;
    private readonly ChangeHistory _history;
    private readonly List<(int Start, int End)> _bodies = [];
    private readonly Dictionary<int, int> _lastDefinition = [];
    private readonly int _signedEnd;
    private readonly List<int> _trailers = [];

    private TwoViews(PdfDocument document, ChangeHistory history, int signedEnd)
    {
        _document = document;
        _history = history;
        _signedEnd = signedEnd;
    }

    /// <summary>Where the two readings differ, in a few words; null when they agree.</summary>
    /// <param name="document">The document.</param>
    /// <param name="history">Its revisions.</param>
    /// <param name="signedEnd">Where the first signed bytes end: what stands behind has been added to a signed file.</param>
    public static string? Disagreement(PdfDocument document, ChangeHistory history, int signedEnd)
    {
        try
        {
            var views = new TwoViews(document, history, signedEnd);
            return views.ReadEveryObject() ?? views.RepeatedKey() ?? views.Scan() ?? views.Compare();
        }
        catch (PdfFaultException e) when (e.Fault.Code != PdfFaultCode.LimitExceeded)
        {
            return e.Fault.Reason; // an offset that does not lead to its own object, or to none that can be read
        }
    }

    // Reading an entry proves that its offset lands on its own "n g obj".
    private string? ReadEveryObject()
    {
        foreach (var revision in _document.Revisions)
        {
            var view = _history.View(revision);
            foreach (var entry in revision.Entries)
            {
                if (entry.Kind == XrefKind.InFile && view.Find(entry.Number, entry.Generation) is { Value: PdfStream stream })
                    _bodies.Add((stream.DataStart, stream.DataStart + stream.EncodedData.Length));
            }

            foreach (var section in revision.Sections)
            {
                if (section.Trailer.DuplicateKey is { } key)
                    return $"trailer /{key}";
                if (section.IsStream)
                    _bodies.Add((section.Trailer.End, section.End));
            }
        }

        _bodies.Sort();
        return null;
    }

    private string? RepeatedKey()
    {
        if (_document.Catalog.DuplicateKey is { } inCatalog)
            return $"catalog /{inCatalog}";
        if (FieldTree.AcroForm(_document)?.DuplicateKey is { } inForm)
            return $"AcroForm /{inForm}";
        foreach (var page in PageTree.Pages(_document))
        {
            if (page.Dictionary.DuplicateKey is { } inPage)
                return $"{page.Reference.Number} 0 R /{inPage}";
        }

        return null;
    }

    private string? Scan()
    {
        var position = 0;
        foreach (var (start, end) in _bodies)
        {
            if (start > position)
                ScanPart(position, start);
            position = Math.Max(position, end);
        }

        ScanPart(position, _document.Bytes.Length);
        // The last trailer wins; one that was added to a signed file must say the same wherever it stands.
        return _trailers.Where((t, i) => i == _trailers.Count - 1 || t >= _signedEnd).Select(RootOf)
            .Any(root => root is not null && !PdfEquality.Same(root, _document.CatalogReference)) ? "Root" : null;
    }

    private void ScanPart(int from, int to)
    {
        var bytes = _document.Bytes.Span;
        for (var at = from; bytes[at..to].IndexOf("trailer"u8) is var found and >= 0; at += found + 7)
            _trailers.Add(at + found);
        for (var at = from; at < to; at += 3)
        {
            var found = bytes[at..to].IndexOf("obj"u8);
            if (found < 0)
                return;
            at += found;
            if (DefinitionBefore(bytes, at) is { } definition)
                _lastDefinition[definition.Number] = definition.Start;
        }
    }

    // Cross-reference streams are known from the revisions.
    private PdfObject? RootOf(int trailer)
    {
        var lexer = new PdfLexer(_document.Bytes.Span, trailer + "trailer".Length);
        lexer.SkipWhiteSpace();
        if (!lexer.Rest.StartsWith("<<"u8))
            return null; // the word in some text
        return new PdfParser(_document.File, lexer.Position, _document.Budget).Object() is PdfDictionary dictionary
            ? dictionary["Root"] ?? PdfNull.Missing
            : null;
    }

    private string? Compare()
    {
        var unlisted = new HashSet<int>();
        foreach (var (number, start) in _lastDefinition)
        {
            if (!_document.TryLocate(number, out var entry, out var revision) || entry.Kind == XrefKind.Free)
                unlisted.Add(number);
            else if (entry.Kind == XrefKind.InFile ? IsBehind(start, entry.Offset) : start >= revision.Start)
                return $"{number} 0 R";
        }

        if (unlisted.FirstOrDefault(n => _lastDefinition[n] >= _signedEnd && IsRoot(_lastDefinition[n])) is > 0 and var second)
            return $"{second} 0 R";
        unlisted.ExceptWith(_document.Revisions.SelectMany(r => r.Sections).Select(s => s.StreamNumber));
        // What no table lists is null to a strict reader, and something to the other: it matters where it is referred to.
        return ReferenceWalk.To(_document, unlisted) is [var (target, _), ..] ? $"{target} 0 R" : null;
    }

    // Entries may point at the white space before their object.
    private bool IsBehind(int definition, long offset) =>
        definition > offset && _document.Bytes.Span[(int)offset..definition].ContainsAnyExcept(WhiteSpace);

    // A catalog that no table lists is a second Root for whoever rebuilds the file.
    private bool IsRoot(int definition)
    {
        try
        {
            var parser = new PdfParser(_document.File, definition, _document.Budget);
            return parser.TryIndirectHeader(out _, out _) && parser.Object() is PdfDictionary dictionary
                && dictionary["Type"] is PdfName { Value: "Catalog" };
        }
        catch (PdfFaultException e) when (e.Fault.Code != PdfFaultCode.LimitExceeded)
        {
            return false;
        }
    }

    /// <summary>The "n g" before an "obj", if it is one that begins a definition.</summary>
    private static (int Number, int Start)? DefinitionBefore(ReadOnlySpan<byte> bytes, int keyword)
    {
        var at = keyword;
        if (!SkipSpaceBack(bytes, ref at) || !NumberBack(bytes, ref at, out _) || !SkipSpaceBack(bytes, ref at) || !NumberBack(bytes, ref at, out var number))
            return null;
        return (number, at);
    }

    private static bool SkipSpaceBack(ReadOnlySpan<byte> bytes, ref int at)
    {
        var start = at;
        while (at > 0 && bytes[at - 1] is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'\f' or 0)
            at--;
        return at < start;
    }

    private static bool NumberBack(ReadOnlySpan<byte> bytes, ref int at, out int number)
    {
        var end = at;
        while (at > 0 && end - at < 10 && char.IsAsciiDigit((char)bytes[at - 1]))
            at--;
        number = 0;
        return at < end && int.TryParse(bytes[at..end], out number);
    }
}
