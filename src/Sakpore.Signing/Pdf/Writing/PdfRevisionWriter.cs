using System.Security.Cryptography;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf.Writing;

/// <summary>
/// Writes the bytes that an incremental update appends to a file (ISO 32000-2, 7.5.6). The file before it is neither
/// copied nor changed. The same document and update give the same bytes. Disposing of it gives its buffer back.
/// </summary>
internal sealed class PdfRevisionWriter : IDisposable
{
    private readonly PdfDocument _document;
    private readonly List<(PdfReference Reference, int Offset)> _written = [];

    /// <param name="document">The file that is extended.</param>
    /// <param name="expectedLength">About how many bytes will be appended.</param>
    public PdfRevisionWriter(PdfDocument document, int expectedLength)
    {
        _document = document;
        Buffer = new PdfBuffer(expectedLength);
        var bytes = document.Bytes.Span;
        if (bytes[^1] is not ((byte)'\n' or (byte)'\r'))
            Buffer.Write("\n"u8);
    }

    /// <summary>What is appended, so far.</summary>
    public PdfBuffer Buffer { get; }

    /// <summary>The offset in the whole file of the next byte.</summary>
    public int Offset => checked(_document.Bytes.Length + Buffer.Length);

    public void Dispose() => Buffer.Dispose();

    public void Write(PdfReference reference, PdfObject value)
    {
        Begin(reference);
        Buffer.Write(value);
        End();
    }

    /// <summary>Begins an object whose value the caller writes into <see cref="Buffer"/>.</summary>
    public void Begin(PdfReference reference)
    {
        _written.Add((reference, Offset));
        Buffer.Write(reference.Number);
        Buffer.Write(" "u8);
        Buffer.Write(reference.Generation);
        Buffer.Write(" obj\n"u8);
    }

    public void End() => Buffer.Write("\nendobj\n"u8);

    /// <summary>Closes the revision: cross-references of the kind the file has, trailer, <c>startxref</c>.</summary>
    /// <param name="size">One more than the highest object number in use.</param>
    /// <param name="identity">Bytes that set this revision apart; its file identifier is derived from them.</param>
    public void Finish(int size, ReadOnlySpan<byte> identity)
    {
        var asStream = _document.LastRevision.Sections[0].IsStream;
        var start = Offset;
        if (asStream)
            _written.Add((new PdfReference(size, 0), start));
        _written.Sort((a, b) => a.Reference.Number.CompareTo(b.Reference.Number));
        var trailer = Trailer(asStream ? size + 1 : size, identity);
        if (asStream)
            WriteStream(size, trailer);
        else
            WriteTable(trailer);
        Buffer.Write("\nstartxref\n"u8);
        Buffer.Write(start);
        Buffer.Write("\n%%EOF\n"u8);
    }

    /// <summary>All entries of the trailer before, save those that describe its section (7.5.6).</summary>
    private PdfDictionary Trailer(int size, ReadOnlySpan<byte> identity)
    {
        var entries = new List<KeyValuePair<string, PdfObject>>
        {
            new("Size", new PdfInteger(size)),
            new("Prev", new PdfInteger(_document.LastRevision.StartXref)),
        };
        foreach (var entry in _document.Trailer.Entries)
        {
            // DocChecksum is a digest of the whole file that some writers leave; it would no longer be true.
            if (entry.Key is not ("Size" or "Prev" or "ID" or "XRefStm" or "DocChecksum" or "Type" or "W" or "Index" or "Length"
                or "Filter" or "DecodeParms" or "F" or "FFilter" or "FDecodeParms" or "DL"))
            {
                entries.Add(entry);
            }
        }
        entries.Add(new("ID", Identifier(identity)));
        return new PdfDictionary(entries);
    }

    /// <summary>The first part names the document for ever, the second this state of it (14.4).</summary>
    private PdfArray Identifier(ReadOnlySpan<byte> identity)
    {
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(identity, digest);
        var second = new PdfString(digest[..16].ToArray(), isHex: true);
        var first = _document.Array(_document.Trailer, "ID") is { Count: 2 } id && _document.Resolve(id[0]) is PdfString { Value.Length: > 0 } kept
            ? kept
            : second;
        return new PdfArray([first, second]);
    }

    private void WriteTable(PdfDictionary trailer)
    {
        Buffer.Write("xref\n"u8);
        foreach (var (first, count) in Runs())
        {
            Buffer.Write(_written[first].Reference.Number);
            Buffer.Write(" "u8);
            Buffer.Write(count);
            Buffer.Write("\n"u8);
            for (var i = first; i < first + count; i++)
            {
                WriteDigits(_written[i].Offset, 10);
                Buffer.Write(" "u8);
                WriteDigits(_written[i].Reference.Generation, 5);
                Buffer.Write(" n \n"u8);
            }
        }
        Buffer.Write("trailer\n"u8);
        Buffer.Write(trailer);
    }

    private void WriteStream(int number, PdfDictionary trailer)
    {
        // One byte of type, four of offset (the file is under 2 GB), two of generation.
        using var data = new PdfBuffer(_written.Count * 7);
        foreach (var (reference, offset) in _written)
        {
            data.Write([1, (byte)(offset >> 24), (byte)(offset >> 16), (byte)(offset >> 8), (byte)offset,
                (byte)(reference.Generation >> 8), (byte)reference.Generation]);
        }
        var index = Runs().SelectMany(run => new PdfObject[] { new PdfInteger(_written[run.First].Reference.Number), new PdfInteger(run.Count) });
        var dictionary = new PdfDictionary(
        [
            new("Type", new PdfName("XRef")),
            new("W", new PdfArray([new PdfInteger(1), new PdfInteger(4), new PdfInteger(2)])),
            new("Index", new PdfArray([.. index])),
            new("Length", new PdfInteger(data.Length)),
            .. trailer.Entries,
        ]);
        Buffer.Write(number);
        Buffer.Write(" 0 obj\n"u8);
        Buffer.Write(dictionary);
        Buffer.Write("\nstream\n"u8);
        Buffer.Write(data.Written.Span);
        Buffer.Write("\nendstream\nendobj"u8);
    }

    /// <summary>Runs of consecutive numbers in what was written, which is sorted.</summary>
    private List<(int First, int Count)> Runs()
    {
        var runs = new List<(int First, int Count)>();
        for (var i = 0; i < _written.Count; i++)
        {
            if (i > 0 && _written[i].Reference.Number == _written[i - 1].Reference.Number + 1)
                runs[^1] = (runs[^1].First, runs[^1].Count + 1);
            else
                runs.Add((i, 1));
        }
        return runs;
    }

    private void WriteDigits(int value, int width)
    {
        Span<byte> digits = stackalloc byte[width];
        for (var i = width - 1; i >= 0; i--, value /= 10)
            digits[i] = (byte)('0' + value % 10);
        Buffer.Write(digits);
    }
}
