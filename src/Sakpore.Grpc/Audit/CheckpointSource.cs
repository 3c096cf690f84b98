using System.Data.Common;
using System.Security.Cryptography;
using Dapper;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Audit;

/// <summary>Reads a checkpoint off the database: everything in one snapshot.</summary>
internal static class CheckpointSource
{
    /// <summary>What the chains are now.</summary>
    /// <param name="database">The database.</param>
    /// <param name="before">The checkpoint before, or null: all heads are told.</param>
    /// <param name="previous">The hash of its line; empty for the first.</param>
    /// <param name="at">The instant.</param>
    /// <param name="cancellation">Cancels the reading.</param>
    public static Task<Checkpoint> TakeAsync(
        Database database, Checkpoint? before, string previous, DateTimeOffset at, CancellationToken cancellation) => database.ReadAsync(
        async connection =>
        {
            var position = await connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(position), 0) FROM news");
            var (root, applications, events) = await RootAsync(connection);
            return new Checkpoint(
                (before?.Number ?? 0) + 1, previous, at, position, applications, events, root, await ChangedAsync(connection, before?.Position ?? 0),
                await RefusalsAsync(connection, before?.Time), await SerialsAsync(connection, before?.Serials ?? []));
        },
        cancellation);

    private static async Task<(string Root, long Applications, long Events)> RootAsync(DbConnection connection)
    {
        using var root = new HeadsRoot();
        var (applications, events) = (0L, 0L);
        var heads = connection.QueryUnbufferedAsync<Head>(
            """
            SELECT a.id AS Chain, a.sequence AS Sequence, e.chain AS Hash
            FROM applications a JOIN events e ON e.application_id = a.id AND e.sequence = a.sequence ORDER BY a.id
            """);
        await foreach (var head in heads)
        {
            root.Add(head.Chain, head.Sequence, head.Hash);
            applications++;
            events += head.Sequence;
        }

        return (root.End(), applications, events);
    }

    /// <summary>The heads of histories that have news after a position, or entries that have no position yet.</summary>
    private static async Task<IReadOnlyList<ChainHead>> ChangedAsync(DbConnection connection, long after) => Told(await connection.QueryAsync<Head>(
        """
        SELECT a.id AS Chain, a.sequence AS Sequence, e.chain AS Hash
        FROM applications a JOIN events e ON e.application_id = a.id AND e.sequence = a.sequence
        WHERE a.id IN (SELECT application_id FROM news WHERE position > @after UNION SELECT application_id FROM news_arrivals) ORDER BY a.id
        """,
        new { after }));

    // A hub may have written a little before the last checkpoint's snapshot saw it: a minute is told twice rather than never.
    private static async Task<IReadOnlyList<ChainHead>> RefusalsAsync(DbConnection connection, DateTimeOffset? since) => Told(await connection.QueryAsync<Head>(
        "SELECT process AS Chain, sequence AS Sequence, head AS Hash FROM refusal_chains WHERE updated_at >= @since ORDER BY process",
        new { since = since is { } at ? (at - TimeSpan.FromMinutes(1)).ToMicroseconds() : 0 }));

    // What was given stays given: a register that lost letters does not lower what the checkpoints say.
    private static async Task<IReadOnlyList<LastSerial>> SerialsAsync(DbConnection connection, IEnumerable<LastSerial> before) =>
        [.. SerialsBehind.Highest(before.Concat(await SerialsBehind.ReadAsync(connection)))];

    private static IReadOnlyList<ChainHead> Told(IEnumerable<Head> heads) =>
        [.. heads.Select(head => new ChainHead(head.Chain, head.Sequence, Convert.ToHexStringLower(head.Hash)))];

    private sealed record Head(string Chain, long Sequence, byte[] Hash);
}

/// <summary>The root over all heads: SHA-256 over id, length and last hash of each chain, in the order of the ids.</summary>
internal sealed class HeadsRoot : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Adds a chain's end.</summary>
    public void Add(string chain, long sequence, ReadOnlySpan<byte> hash) => _hash.AppendData(HashChain.After(hash).Add(chain).Add(sequence).End());

    /// <summary>The root, hexadecimal.</summary>
    public string End() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
