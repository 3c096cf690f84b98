using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Sakpore.Grpc.News;
using Sakpore.Grpc.PublicPages;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>Applications for their tracking pages: as they are, and when they change.</summary>
internal sealed class TrackedApplications(Database database, TrackingReader reader, NewsSignal signal) : ITrackedApplications
{
    // News of other processes wake this one on PostgreSQL; an answered question is no news, and is found by looking.
    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public Task<TrackedApplication?> FindAsync(string token, CancellationToken ct) => reader.FindTrackedAsync(token, ct);

    /// <inheritdoc/>
    public async IAsyncEnumerable<long?> WatchAsync(string token, [EnumeratorCancellation] CancellationToken ct)
    {
        if (await database.ReadAsync(connection => TrackingTokens.FindAsync(connection, token), ct) is not { } application)
        {
            yield break;
        }

        var told = 0L;
        while (true)
        {
            var more = signal.Next;
            var version = await database.ReadOnceAsync(connection => VersionAsync(connection, application), ct);
            yield return version > told ? version : null;
            told = Math.Max(told, version);
            await Task.WhenAny(more, Task.Delay(LookAgain, TimeProvider.System, ct));
            ct.ThrowIfCancellationRequested();
        }
    }

    /// <summary>What rises with every event and every answered question of an application.</summary>
    private static Task<long> VersionAsync(DbConnection connection, string application) => connection.ExecuteScalarAsync<long>(
        """
        SELECT COALESCE((SELECT MAX(sequence) FROM events WHERE application_id = @application), 0)
             + (SELECT COUNT(*) FROM questions WHERE application_id = @application AND answered_at IS NOT NULL)
        """,
        new { application });
}
