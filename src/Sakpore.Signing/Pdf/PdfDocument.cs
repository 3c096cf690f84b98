using System.Buffers;
using Sakpore.Signing.Pdf.Filters;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Xref;

namespace Sakpore.Signing.Pdf;

/// <summary>
/// A PDF file, read strictly and only as far as needed: its revisions at once, its objects when asked for.
/// </summary>
/// <remarks>
/// It holds the caller's memory and never copies it: the bytes must not change while the document is in use. What is
/// read later than <see cref="Read"/> may still prove damaged; the member that needed it then reports the fault in its
/// own result. Use from one thread at a time. What compressed streams expand to is in memory rented from the shared pool:
/// disposing of the document gives it back, and nothing more may then be asked of it; left to the collector it does no harm.
/// </remarks>
public sealed partial class PdfDocument : IDisposable
{
    // Length -> object -> object stream -> its Length is the longest lawful chain; more is a circle.
    private const int DeepestLoad = 8;

    private readonly Dictionary<int, PdfIndirectObject?> _objects = [];
    private readonly Dictionary<int, ObjectStream> _objectStreams = [];
    private readonly Func<PdfObject, PdfObject> _resolve;
    private readonly ParsedObjects _parsed;
    private int _loading;
    private bool _isDisposed;

    private PdfDocument(PdfSource file, IReadOnlyList<PdfRevision> revisions, PdfBudget budget, ParsedObjects parsed)
    {
        _parsed = parsed;
        File = file;
        Revisions = revisions;
        Budget = budget;
        _resolve = Resolve;
    }

    /// <summary>The file's bytes, as given.</summary>
    public ReadOnlyMemory<byte> Bytes => File.Bytes;

    /// <summary>Bytes that streams were expanded to so far, in memory that is rented and not part of what the collector counts.</summary>
    public int ExpandedBytes => Budget.Streams.Bytes;

    internal PdfSource File { get; }

    internal PdfBudget Budget { get; }

    /// <summary>Oldest first; at least one.</summary>
    internal IReadOnlyList<PdfRevision> Revisions { get; }

    internal PdfRevision LastRevision => Revisions[^1];

    internal PdfDictionary Trailer => LastRevision.Trailer;

    /// <summary>Bytes after the newest revision's end: lawfully none. They belong to no revision.</summary>
    internal ReadOnlyMemory<byte> TrailingBytes => File.Bytes[LastRevision.End..];

    /// <summary>Reads a file's revisions and catalog.</summary>
    /// <param name="file">The whole file. Held, not copied.</param>
    /// <param name="limits">How much work to do; null means <see cref="PdfLimits.Default"/>.</param>
    /// <returns>The document, or the fault; damage is never repaired.</returns>
    public static PdfReadResult Read(ReadOnlyMemory<byte> file, PdfLimits? limits = null)
    {
        limits ??= PdfLimits.Default;
        try
        {
            if (file.Length > limits.FileLength)
                throw PdfFaultException.LimitExceeded(limits.FileLength, nameof(PdfLimits.FileLength));
            PdfVersion.ReadHeader(file.Span);
            var source = new PdfSource(file, ObjectStream: 0);
            var budget = new PdfBudget(limits);
            var document = new PdfDocument(source, new RevisionChain(source, budget).Read(), budget, new ParsedObjects());
            _ = document.Catalog;
            return PdfReadResult.Of(document);
        }
        catch (PdfFaultException e)
        {
            return PdfReadResult.Of(e.Fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        _objects.Clear();
        _objectStreams.Clear();
        Budget.Streams.Dispose();
    }

    /// <summary>The document as one of its revisions left it: later definitions are not seen. Shares the budget, and what was parsed.</summary>
    internal PdfDocument AsOf(PdfRevision revision) => revision == LastRevision
        ? this
        : new PdfDocument(File, [.. Revisions.Take(revision.Index + 1)], Budget, _parsed);

    /// <summary>The entry that counts for an object: the newest revision's that has one.</summary>
    internal bool TryLocate(int number, out XrefEntry entry, out PdfRevision revision)
    {
        for (var i = Revisions.Count - 1; i >= 0; i--)
        {
            revision = Revisions[i];
            if (revision.TryFind(number, out entry))
                return true;
        }
        (entry, revision) = (default, LastRevision);
        return false;
    }

    /// <summary>Finds an object; null if its number is free or unknown, or its generation another.</summary>
    internal PdfIndirectObject? Find(int number, int generation)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (!_objects.TryGetValue(number, out var found))
        {
            Budget.SpendStep(0);
            found = TryLocate(number, out var entry, out var revision) ? Load(entry, revision) : null;
            _objects[number] = found;
        }
        return found?.Generation == generation ? found : null;
    }

    /// <summary>
    /// Checks, without parsing or expanding any, that every entry that counts leads to its own object, and that no two
    /// share a place in an object stream.
    /// </summary>
    internal void CheckEveryPlace()
    {
        var seen = new HashSet<int>();
        // A place in an object stream as one number, so that two alike lie side by side once they are sorted.
        var places = ArrayPool<long>.Shared.Rent(Revisions.Sum(revision => revision.Entries.Length));
        try
        {
            var count = 0;
            for (var i = Revisions.Count - 1; i >= 0; i--)
            {
                foreach (var entry in Revisions[i].Entries)
                {
                    // What a newer revision defines or frees no longer counts. The oldest, usually by far the longest, need not be noted.
                    if ((i == 0 ? seen.Contains(entry.Number) : !seen.Add(entry.Number)) || entry.Kind == XrefKind.Free)
                        continue;
                    if (entry.Kind == XrefKind.InObjectStream)
                        places[count++] = (long)entry.ObjectStream << 32 | (uint)entry.IndexInStream;
                    // Nearly all are written with single spaces, which is quick to see.
                    else if (entry.Offset >= Revisions[i].End || !BeginsPlainly(entry))
                        RequirePlace(entry, Revisions[i], out _);
                }
            }
            var sorted = places.AsSpan(0, count);
            sorted.Sort();
            for (var i = 1; i < count; i++)
            {
                if (sorted[i] == sorted[i - 1])
                    throw new PdfFaultException(PdfFaultCode.ObjectStreamDamaged, LastRevision.StartXref, $"two objects share a place in object stream {sorted[i] >> 32}");
            }
        }
        finally
        {
            ArrayPool<long>.Shared.Return(places);
        }
    }

    private bool BeginsPlainly(XrefEntry entry)
    {
        Span<byte> expected = stackalloc byte[32];
        System.Text.Unicode.Utf8.TryWrite(expected, $"{entry.Number} {entry.Generation} obj", out var length);
        var found = File.Bytes.Span[(int)entry.Offset..];
        return found.Length > length && found.StartsWith(expected[..length]) && !PdfCharacters.IsRegular(found[length]);
    }

    /// <summary>Follows references to the object meant; null if it is missing.</summary>
    internal PdfObject Resolve(PdfObject value)
    {
        for (var depth = 0; value is PdfReference reference; depth++)
        {
            if (depth > DeepestLoad)
                throw new PdfFaultException(PdfFaultCode.Cycle, reference.Start);
            value = Find(reference.Number, reference.Generation)?.Value ?? PdfNull.Missing;
        }
        return value;
    }

    /// <summary>A stream's data with its filters undone.</summary>
    /// <remarks>In memory that lasts until the document is disposed of.</remarks>
    internal ReadOnlyMemory<byte> Decode(PdfStream stream) =>
        StreamDecoder.Decode(stream.Dictionary, stream.EncodedData, stream.DataStart, Budget, _resolve);

    private PdfIndirectObject? Load(XrefEntry entry, PdfRevision revision)
    {
        if (entry.Kind == XrefKind.Free)
            return null;
        if (++_loading > DeepestLoad)
            throw new PdfFaultException(PdfFaultCode.Cycle, entry.Kind == XrefKind.InFile ? entry.Offset : 0, $"object {entry.Number}");
        try
        {
            if (entry.Kind == XrefKind.InObjectStream)
                return LoadFromObjectStream(entry, revision);
            if (!_parsed.TryFind(revision, entry.Number, out var found))
                _parsed.Keep(found = LoadFromFile(entry, revision));
            return found;
        }
        finally
        {
            _loading--;
        }
    }

    private PdfIndirectObject LoadFromFile(XrefEntry entry, PdfRevision revision)
    {
        var offset = RequirePlace(entry, revision, out var parser);
        // Nothing between obj and endobj: every reader takes it for null, so that there are no two views of it.
        if (parser.TryKeyword("endobj"u8))
            return new(entry.Number, entry.Generation, PdfNull.Missing, offset, parser.Position, revision, entry);
        var value = parser.Object();
        if (value is PdfDictionary dictionary && parser.TryBeginStream())
        {
            var dataStart = parser.Position;
            var length = RequiredInteger(dictionary, "Length");
            var stream = new PdfStream(dictionary, parser.StreamData(length), dataStart);
            stream.PlaceAt(File, dictionary.Start, parser.Position);
            value = stream;
        }
        parser.Keyword("endobj"u8);
        return new(entry.Number, entry.Generation, value, offset, parser.Position, revision, entry);
    }

    /// <summary>Checks that an entry leads to its own <c>n g obj</c> within its revision's bytes.</summary>
    private int RequirePlace(XrefEntry entry, PdfRevision revision, out PdfParser parser)
    {
        // An entry may not reach into what was appended later: that would let an update change what an older one meant.
        if (entry.Offset >= revision.End)
            throw new PdfFaultException(PdfFaultCode.ObjectMisplaced, entry.Offset, $"object {entry.Number}");
        var offset = (int)entry.Offset;
        parser = new PdfParser(File, offset, Budget);
        if (Budget.Limits.AllowsLooseOffsets)
            offset = parser.SkipWhiteSpace();
        if (!parser.TryIndirectHeader(out var number, out var generation) || number != entry.Number || generation != entry.Generation)
            throw new PdfFaultException(PdfFaultCode.ObjectMisplaced, offset, $"object {entry.Number}");
        return offset;
    }

    private PdfIndirectObject LoadFromObjectStream(XrefEntry entry, PdfRevision revision)
    {
        if (!_objectStreams.TryGetValue(entry.ObjectStream, out var container))
        {
            // A container is itself never in an object stream (7.5.7).
            if (!TryLocate(entry.ObjectStream, out var place, out var home) || place.Kind != XrefKind.InFile
                || Find(entry.ObjectStream, place.Generation)?.Value is not PdfStream stream
                || stream.Dictionary["Type"] is not { } type || Resolve(type) is not PdfName { Value: "ObjStm" })
            {
                throw new PdfFaultException(PdfFaultCode.ObjectStreamDamaged, 0, $"object {entry.ObjectStream} is no object stream");
            }
            if (!_parsed.TryFindContainer(home, entry.ObjectStream, out container))
            {
                container = ObjectStream.Read(entry.ObjectStream, stream.Dictionary, RequiredInteger(stream.Dictionary, "N"),
                    RequiredInteger(stream.Dictionary, "First"), Decode(stream), Budget);
                _parsed.KeepContainer(home, entry.ObjectStream, stream, container);
            }
            _objectStreams.Add(entry.ObjectStream, container);
        }
        var value = container.Object(entry.Number, entry.IndexInStream);
        return new(entry.Number, 0, value, value.Start, value.End, revision, entry);
    }
}
