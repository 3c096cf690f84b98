using System.Data.Common;
using System.Globalization;
using Dapper;
using Sakpore.Grpc.Storage;
using Sakpore.Signing.Seals;

namespace Sakpore.Grpc.Letters.Seals;

/// <summary>Publishes which letters were revoked or superseded. A new list is signed when something changed or the last one is old.</summary>
internal sealed class SealStatusLists(SealKeyring keyring, Database database, TimeProvider time)
{
    private static readonly TimeSpan Renewal = TimeSpan.FromHours(6);
    private static readonly TimeSpan Validity = TimeSpan.FromHours(24);

    /// <summary>The list as of now, signed.</summary>
    public Task<byte[]> CurrentAsync(CancellationToken cancellation) => database.WriteAsync(CurrentAsync, cancellation);

    private async Task<byte[]> CurrentAsync(DbTransaction transaction)
    {
        var keys = keyring.Keys ?? throw new InvalidOperationException("This installation has no keys for seals.");
        var connection = transaction.Connection!;
        var rows = (await connection.QueryAsync<StatusRow>(
            """
            SELECT s.status_index AS StatusIndex, l.status AS Status
            FROM seals s JOIN letters l ON l.code = s.code WHERE l.status <> 'ISSUED' ORDER BY s.status_index
            """,
            transaction: transaction)).ToList();
        var content = string.Join(',', rows.Select(row => row.Status[0] + row.StatusIndex.ToString(CultureInfo.InvariantCulture)));
        var now = time.GetUtcNow();
        var last = await connection.QuerySingleOrDefaultAsync<PublishedRow>(
            "SELECT sequence AS Sequence, issued_at AS IssuedAt, content AS Content, list AS List FROM seal_status_lists ORDER BY sequence DESC LIMIT 1",
            transaction: transaction);
        if (last is not null && last.Content == content && now - Instants.FromMicroseconds(last.IssuedAt) < Renewal)
        {
            return last.List;
        }

        var sequence = (int)(last?.Sequence ?? 0) + 1;
        var list = keys.Sign(new SealStatusList(keys.Trust.Issuer, sequence, now, now + Validity, Indices(rows, "REVOKED"), Indices(rows, "SUPERSEDED")));
        await connection.ExecuteAsync(
            "INSERT INTO seal_status_lists (sequence, issued_at, content, list) VALUES (@sequence, @at, @content, @list)",
            new { sequence, at = now.ToMicroseconds(), content, list },
            transaction);
        return list;
    }

    private static List<int> Indices(IEnumerable<StatusRow> rows, string status) =>
        rows.Where(row => row.Status == status).Select(row => (int)row.StatusIndex).ToList();

    private sealed record StatusRow(long StatusIndex, string Status);

    private sealed record PublishedRow(long Sequence, long IssuedAt, string Content, byte[] List);
}
