using System.Data.Common;
using Dapper;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Audit;

/// <summary>Hashes the entries that were stored before there were chains. Once for a database; every process comes to the same hashes.</summary>
internal static class EventChains
{
    private const int PageSize = 200;

    /// <summary>Hashes what is not hashed.</summary>
    public static async Task FillAsync(Database database, DateTimeOffset at, CancellationToken cancellation)
    {
        var isDone = await database.ReadOnceAsync(
            connection => connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM installation WHERE chained_at IS NOT NULL"), cancellation);
        if (isDone > 0)
        {
            return;
        }

        while (await database.CommandAsync(PageAsync, cancellation) == PageSize)
        {
        }

        await database.WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("UPDATE installation SET chained_at = @at", new { at = at.ToMicroseconds() }, transaction), cancellation);
    }

    private static async Task<(int, WriteBatch)> PageAsync(DbTransaction transaction)
    {
        var batch = new WriteBatch();
        var applications = (await transaction.Connection!.QueryAsync<string>(
            "SELECT DISTINCT application_id FROM events WHERE chain IS NULL ORDER BY application_id LIMIT @PageSize", new { PageSize }, transaction)).AsList();
        foreach (var application in applications)
        {
            var before = HashChain.Start;
            var rows = await transaction.Connection!.QueryAsync<EventRow>(
                $"SELECT {EventRow.Columns} FROM events WHERE application_id = @application ORDER BY sequence", new { application }, transaction);
            foreach (var row in rows)
            {
                before = row.HashAfter(before, row.Sequence);
                batch.Add(
                    "UPDATE events SET chain = @chain WHERE application_id = @application AND sequence = @sequence",
                    ("chain", before), ("application", application), ("sequence", row.Sequence));
            }
        }

        return (applications.Count, batch);
    }
}
