using System.Data.Common;
using System.Security.Cryptography;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PersonalData;

namespace Sakpore.Grpc.Documents;

/// <summary>
/// A content on its way in: sealed row by row under the key that the document will have, so that the rows are copied as they
/// stand. Never more than one row of it is in memory, and nothing of it is kept in the open. It is hashed as it comes.
/// </summary>
internal sealed class SpooledContent : IAsyncDisposable
{
    private readonly SpoolRows _spool;
    private readonly RandomIdentifiers _random;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly byte[] _row = new byte[DocumentContent.ChunkBytes];
    private readonly byte[] _head = new byte[8];
    private readonly long _limit;
    private int _filled;
    private int _rows;

    private SpooledContent(SpoolRows spool, string document, SealingKey key, long limit, RandomIdentifiers random) =>
        (_spool, Document, Key, _limit, _random) = (spool, document, key, limit, random);

    /// <summary>The id that the document will have.</summary>
    public string Document { get; }

    /// <summary>The document's own key.</summary>
    public SealingKey Key { get; }

    /// <summary>Bytes taken so far.</summary>
    public long Length => ((long)_rows * DocumentContent.ChunkBytes) + _filled;

    /// <summary>Bytes that a broken connection does not take away: whole rows.</summary>
    public long Kept => (long)_rows * DocumentContent.ChunkBytes;

    /// <summary>Bytes of the content, once it is complete.</summary>
    public long Size { get; private set; }

    /// <summary>How many rows the content has, once <see cref="CompleteAsync"/> was called.</summary>
    public int Rows => _rows;

    /// <summary>SHA-256 of the content, lower-case hex, once it is complete.</summary>
    public string Sha256 { get; private set; } = "";

    /// <summary>The first bytes, by which the media type is told.</summary>
    public ReadOnlySpan<byte> Head => _head.AsSpan(0, (int)Math.Min(_head.Length, Length));

    /// <summary>Opens a spool; rows that it has are the beginning of the content, and are read once, for the hash.</summary>
    /// <param name="spool">Where its rows are kept; disposed of with this object.</param>
    /// <param name="document">The document's id.</param>
    /// <param name="key">The document's key; disposed of with this object.</param>
    /// <param name="limit">Most bytes, inclusive.</param>
    /// <param name="random">Randomness for nonces.</param>
    public static async Task<SpooledContent> OpenAsync(SpoolRows spool, string document, SealingKey key, long limit, RandomIdentifiers random)
    {
        var content = new SpooledContent(spool, document, key, limit, random);
        for (; content._rows < spool.Count; content._rows++)
        {
            content.Take(key.Open(await spool.ReadAsync(content._rows, null), DocumentContent.Context(document, content._rows, last: false)));
        }

        return content;
    }

    /// <summary>Takes bytes.</summary>
    /// <exception cref="FaultException">The content is larger than the limit.</exception>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        if (Length + bytes.Length > _limit)
        {
            throw Fault.Of(FaultReason.DocumentTooLarge).Thrown();
        }

        while (bytes.Length > 0)
        {
            var taken = Math.Min(bytes.Length, _row.Length - _filled);
            bytes[..taken].CopyTo(_row.AsMemory(_filled));
            _filled += taken;
            bytes = bytes[taken..];
            if (_filled == _row.Length)
            {
                await StoreAsync(last: false, cancellation);
            }
        }
    }

    /// <summary>Ends the content: the last row is sealed as such, so that a file cannot be shortened by rows.</summary>
    /// <exception cref="FaultException">It is empty.</exception>
    public async Task CompleteAsync(CancellationToken cancellation)
    {
        if (Length == 0)
        {
            throw Fault.Of(FaultReason.EmptyDocument).Thrown();
        }

        Size = Length;
        if (_filled == 0)
        {
            var row = Key.Open(await ReadSealedAsync(_rows - 1), DocumentContent.Context(Document, _rows - 1, last: false));
            await _spool.WriteAsync(_rows - 1, Key.Seal(row, DocumentContent.Context(Document, _rows - 1, last: true), _random), cancellation);
        }
        else
        {
            await StoreAsync(last: true, cancellation);
        }

        Sha256 = Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    /// <summary>A row as it is to be stored.</summary>
    public Task<byte[]> ReadSealedAsync(int row, DbTransaction? transaction = null) => _spool.ReadAsync(row, transaction);

    /// <summary>The whole content in memory, for who has to parse it.</summary>
    public Task<byte[]> ReadAllAsync() => ReadAsync(0, checked((int)Size));

    /// <summary>A part of a complete content.</summary>
    /// <param name="offset">From where on.</param>
    /// <param name="length">How many bytes; they must all be there.</param>
    public async Task<byte[]> ReadAsync(long offset, int length)
    {
        var part = new byte[length];
        for (var read = 0; read < length;)
        {
            var (row, skipped) = Math.DivRem(offset + read, DocumentContent.ChunkBytes);
            var opened = Key.Open(await ReadSealedAsync((int)row), DocumentContent.Context(Document, (int)row, row == _rows - 1));
            var taken = Math.Min(opened.Length - (int)skipped, length - read);
            opened.AsSpan((int)skipped, taken).CopyTo(part.AsSpan(read));
            read += taken;
        }

        return part;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        CryptographicOperations.ZeroMemory(_row);
        _hash.Dispose();
        Key.Dispose();
        await _spool.DisposeAsync();
    }

    private async Task StoreAsync(bool last, CancellationToken cancellation)
    {
        Take(_row.AsSpan(0, _filled));
        var sealedRow = Key.Seal(_row.AsSpan(0, _filled), DocumentContent.Context(Document, _rows, last), _random);
        await _spool.WriteAsync(_rows, sealedRow, cancellation);
        (_rows, _filled) = (_rows + 1, 0);
    }

    private void Take(ReadOnlySpan<byte> row)
    {
        _hash.AppendData(row);
        if (_rows == 0)
        {
            row[..Math.Min(_head.Length, row.Length)].CopyTo(_head);
        }
    }
}
