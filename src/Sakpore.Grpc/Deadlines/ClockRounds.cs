using System.Data.Common;
using Dapper;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Deadlines;

/// <summary>
/// Records what time alone brings about. A row is looked at when its instant has come, or when a newer revision of its calendar
/// than it was computed from is in force. Any process does so: each row is claimed (SKIP LOCKED) in the transaction that records what
/// is due, so that a round can be broken off anywhere and another process goes on.
/// </summary>
internal sealed partial class ClockRounds(
    Database database, ApplicationCommands commands, CatalogParts catalog, TimeProvider time, ILogger<ClockRounds> logger)
{
    // More than one application can owe at once: what is left is due again at once, and the next round finds it.
    private const int MostAtOnce = 32;

    private static readonly TimeSpan Again = TimeSpan.FromHours(1);

    /// <summary>The hub itself, as those who act.</summary>
    public static readonly Caller Hub = new("systems/hub", Audience.None);

    /// <summary>Looks at every row that is due.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        for (var done = 0; ; done++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!await database.CommandAsync(OneAsync, cancellation))
            {
                return done;
            }
        }
    }

    /// <summary>Claims a row that is due and records what is due of its application.</summary>
    private async Task<(bool Found, WriteBatch Last)> OneAsync(DbTransaction transaction)
    {
        var (batch, at) = (new WriteBatch(), Instants.Cut(time.GetUtcNow()));
        if (await ClaimAsync(transaction, at) is not { } application)
        {
            return (false, batch);
        }

        var history = await ApplicationHistory.ReadAsync(transaction.Connection!, application, transaction: transaction);
        var scope = commands.Scope(transaction, Hub, history, at);
        ApplicationRows.Reschedule(batch, application, scope.Parts, await DoAsync(scope, batch));
        return (true, batch);
    }

    private async Task<string?> ClaimAsync(DbTransaction transaction, DateTimeOffset at)
    {
        var parameters = new DynamicParameters(new { now = at.ToMicroseconds() });
        return await transaction.Connection!.QueryFirstOrDefaultAsync<string>(
            $"SELECT id FROM applications WHERE next_rung_at <= @now ORDER BY next_rung_at, id LIMIT 1 {database.Dialect.ForUpdateSkipLocked}", parameters, transaction)
            ?? await transaction.Connection!.QueryFirstOrDefaultAsync<string>(
            $"SELECT id FROM applications WHERE calendar IN {SqlList.Of("earlier", catalog.EarlierCalendars(), parameters)} ORDER BY calendar, id LIMIT 1 {database.Dialect.ForUpdateSkipLocked}",
            parameters,
            transaction);
    }

    /// <summary>Records what is due.</summary>
    /// <returns>When to look again: at once where more is due; null: not before something else happens.</returns>
    private async Task<DateTimeOffset?> DoAsync(CommandScope scope, WriteBatch batch)
    {
        for (var recorded = 0; recorded < MostAtOnce; recorded++)
        {
            if (scope.Parts.Agenda.Due(scope.State!, scope.At) is not { } due)
            {
                return scope.Parts.Agenda.Next(scope.State!, scope.At);
            }

            try
            {
                await commands.RecordAsync(scope, due, batch);
            }
            catch (FaultException no)
            {
                // Agenda and rules do not agree, which is a bug; one application must not hold up all others.
                LogRefused(scope.State!.Id, no.Fault.Reason);
                return scope.At + Again;
            }
        }

        return scope.At;
    }

    [LoggerMessage(EventId = 1302, Level = LogLevel.Error, Message = "What was due of application {Application} was refused: {Reason}.")]
    private partial void LogRefused(string application, string reason);
}
