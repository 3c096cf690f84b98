using System.Data.Common;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Core.Deadlines;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>Holds the rows that serve lists against the histories that they were made from, and makes them anew.</summary>
public static class RowReplay
{
    private const int PageSize = 200;

    /// <summary>Replays every application of a hub's database and compares its rows.</summary>
    /// <param name="options">The hub's settings: its database and its catalog.</param>
    /// <param name="rebuild">Whether rows that differ are made anew; otherwise nothing is written.</param>
    /// <param name="cancellation">Cancels the replay; what was made anew stays.</param>
    /// <returns>A sentence for each row that differs; empty: all rows are what the histories say.</returns>
    /// <exception cref="Installation.StartRefusedException">The catalog is not fit for use.</exception>
    public static async Task<IReadOnlyList<string>> RunAsync(HubOptions options, bool rebuild, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(options);
        var files = CatalogDirectory.Read(options.CatalogDirectory ?? Path.Combine(AppContext.BaseDirectory, "catalog"));
        var live = new LiveCatalog(files.City);
        await using var dialect = Dialect.Of(options);
        var database = new Database(dialect);
        await CatalogFollower.FollowAsync(database, live, cancellation);
        return await RunAsync(database, new CatalogParts(live, files.Letters), rebuild, cancellation);
    }

    internal static async Task<IReadOnlyList<string>> RunAsync(Database database, CatalogParts catalog, bool rebuild, CancellationToken cancellation)
    {
        var differences = new List<string>();
        await RunAsync(database, catalog, rebuild, differences.AddRange, cancellation);
        return differences;
    }

    /// <summary>The same, application by application: memory does not grow with their number.</summary>
    internal static async Task RunAsync(
        Database database, CatalogParts catalog, bool rebuild, Action<IReadOnlyList<string>> found, CancellationToken cancellation)
    {
        for (var after = ""; ;)
        {
            var from = after;
            var page = await database.ReadOnceAsync(
                connection => connection.QueryAsync<string>("SELECT id FROM applications WHERE id > @from ORDER BY id LIMIT @PageSize", new { from, PageSize }), cancellation);
            var ids = page.AsList();
            foreach (var id in ids)
            {
                cancellation.ThrowIfCancellationRequested();
                found(await OneAsync(database, catalog, id, rebuild, cancellation));
            }

            if (ids.Count < PageSize)
            {
                return;
            }

            after = ids[^1];
        }
    }

    private static Task<IReadOnlyList<string>> OneAsync(
        Database database, CatalogParts catalog, string id, bool rebuild, CancellationToken cancellation) => rebuild
        ? database.CommandAsync<IReadOnlyList<string>>(
            async transaction =>
            {
                // Commands go on meanwhile: one that is stored first is read here, one that comes later writes after this.
                await transaction.Connection!.ExecuteAsync("UPDATE applications SET sequence = sequence WHERE id = @id", new { id }, transaction);
                var replayed = await ReplayAsync(transaction.Connection!, catalog, id);
                var differences = await CompareAsync(transaction.Connection!, replayed);
                var batch = new WriteBatch();
                if (differences.Count > 0)
                {
                    batch.Add("DELETE FROM stage_visits WHERE application_id = @id", ("id", id));
                    ApplicationRows.Update(batch, null, replayed.State, replayed.Parts, replayed.History, replayed.History[^1].At);
                }

                return (differences, batch);
            },
            cancellation)
        : database.ReadAsync(
            async connection => await CompareAsync(connection, await ReplayAsync(connection, catalog, id)),
            cancellation);

    private static async Task<Replayed> ReplayAsync(DbConnection connection, CatalogParts catalog, string id)
    {
        var history = await ApplicationHistory.ReadAsync(connection, id);
        var state = ApplicationEvolution.Replay(history);
        return new Replayed(state, catalog.Pinned(state.Pins), history);
    }

    // When a row is looked at next is a cache of what the clock said then, and no part of the comparison.
    private static async Task<IReadOnlyList<string>> CompareAsync(DbConnection connection, Replayed replayedFrom)
    {
        var (state, parts, history) = replayedFrom;
        var deadline = DeadlineView.Of(state, parts.Calendar, history[^1].At);
        var records = StageVisitRecord.Of(history, parts.Procedure, _ => parts.Calendar);
        var differences = new List<string>();
        var row = await connection.QuerySingleAsync<ApplicationRow>(
            "SELECT sequence AS Sequence, status AS Status, permit_type AS PermitType, subject_id AS Subject, due_on AS DueOn FROM applications WHERE id = @Id",
            new { state.Id });
        var expected = new ApplicationRow(state.Sequence, state.Status.ToString(), state.Pins.PermitType, state.Subject, deadline?.DueOn?.ToText());
        if (row != expected)
        {
            differences.Add($"applications {state.Id}: stored {row}, replayed {expected}");
        }

        var visits = (await connection.QueryAsync<VisitRow>(
            """
            SELECT stage AS Stage, started_at AS StartedAt, ended_at AS EndedAt, office AS Office, role AS Role, signs AS Signs,
                   working_minutes AS WorkingMinutes, on_time AS OnTime
            FROM stage_visits WHERE application_id = @Id
            """,
            new { state.Id })).ToHashSet();
        var replayed = state.Visits.Select((visit, place) => Row(visit.Opening, visit.Since, visit.Until, records?[place]))
            .Concat(state.CurrentStages.Select(open => Row(open.Opening, open.Since, null, null)))
            .Concat(RejectionVisit.Of(state, parts, history) is { } rejection ? [Row(rejection.Opening, rejection.Since, rejection.Until, null)] : []).ToHashSet();
        differences.AddRange(replayed.Except(visits).Select(visit => $"stage_visits {state.Id}: {visit} is missing"));
        differences.AddRange(visits.Except(replayed).Select(visit => $"stage_visits {state.Id}: {visit} is not in the history"));
        return differences;
    }

    private static VisitRow Row(StageOpening opening, DateTimeOffset since, DateTimeOffset? until, StageVisitRecord? record) => new(
        opening.Stage, since.ToMicroseconds(), until?.ToMicroseconds(), opening.Office, opening.Role, opening.Signs ? 1 : 0,
        record?.WorkingMinutes, record is { } counted ? counted.OnTime ? 1 : 0 : null);

    private sealed record Replayed(ApplicationState State, PinnedParts Parts, IReadOnlyList<HistoryEntry> History);

    private sealed record ApplicationRow(long Sequence, string Status, string PermitType, string Subject, string? DueOn);

    private sealed record VisitRow(string Stage, long StartedAt, long? EndedAt, string Office, string Role, long Signs, long? WorkingMinutes, long? OnTime);
}
