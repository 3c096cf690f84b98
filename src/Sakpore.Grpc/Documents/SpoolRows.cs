using System.Data.Common;

namespace Sakpore.Grpc.Documents;

/// <summary>Where the sealed rows of a content on its way in are kept.</summary>
internal abstract class SpoolRows : IAsyncDisposable
{
    /// <summary>How many rows there were when it was opened.</summary>
    public abstract int Count { get; }

    /// <summary>Reads a row.</summary>
    /// <param name="row">Its place, from 0.</param>
    /// <param name="transaction">A transaction whose connection may be read on; null: there is none.</param>
    public abstract Task<byte[]> ReadAsync(int row, DbTransaction? transaction);

    /// <summary>Writes a row: the next one, or the last one anew.</summary>
    public abstract Task WriteAsync(int row, byte[] sealedRow, CancellationToken cancellation);

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
