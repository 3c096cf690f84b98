using System.Data.Common;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Telemetry;

/// <summary>How much of what there is, as counted last. Nothing, where it could not be counted: an old figure would look like a new one.</summary>
internal sealed class WorkCounts
{
    private static readonly Dictionary<string, long> None = [];

    /// <summary>Applications by status; those that wait for nobody among them.</summary>
    public IReadOnlyDictionary<string, long> Applications { get; private set; } = None;

    /// <summary>Open applications past their due date, by office that holds them; one held by two offices counts for both.</summary>
    public IReadOnlyDictionary<string, long> Overdue { get; private set; } = None;

    /// <summary>What waits, by queue.</summary>
    public IReadOnlyDictionary<string, long> Queues { get; private set; } = None;

    /// <summary>Forgets what was counted.</summary>
    public void Clear() => (Applications, Overdue, Queues) = (None, None, None);

    /// <summary>Counts anew, in one snapshot.</summary>
    public async Task CountAsync(DbConnection connection, DateOnly today)
    {
        Applications = await GroupsAsync(connection, "SELECT status AS Name, COUNT(*) AS Count FROM applications GROUP BY status");
        var parameters = new DynamicParameters(new { today = today.ToText() });
        Overdue = await GroupsAsync(
            connection,
            $"""
            SELECT v.office AS Name, COUNT(DISTINCT a.id) AS Count
            FROM applications a JOIN stage_visits v ON v.application_id = a.id AND v.ended_at IS NULL
            WHERE a.due_on < @today AND a.status IN {SqlList.Of("open", Open, parameters)}
            GROUP BY v.office
            """,
            parameters);
        Queues = await GroupsAsync(
            connection,
            """
            SELECT 'signature' AS Name, COUNT(*) AS Count FROM stage_visits WHERE ended_at IS NULL AND signs = 1
            UNION ALL SELECT 'signing', COUNT(*) FROM signing_intents WHERE state = 'PENDING'
            UNION ALL SELECT 'news', COUNT(*) FROM news_arrivals
            """);
    }

    private static readonly string[] Open =
        [nameof(ApplicationStatus.InProgress), nameof(ApplicationStatus.AwaitingApplicant), nameof(ApplicationStatus.AwaitingSignature)];

    private static async Task<IReadOnlyDictionary<string, long>> GroupsAsync(DbConnection connection, string sql, object? parameters = null) =>
        (await connection.QueryAsync<(string Name, long Count)>(sql, parameters)).ToDictionary(group => group.Name, group => group.Count);
}

/// <summary>Counts once a minute: a scrape reads what was counted and never the database.</summary>
internal sealed partial class WorkCounter(Database database, WorkCounts counts, OfficeClock clock, ILogger<WorkCounter> logger) : BackgroundService
{
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, TimeProvider.System);
        do
        {
            try
            {
                await database.ReadAsync(
                    async connection =>
                    {
                        await counts.CountAsync(connection, clock.Today());
                        return true;
                    },
                    stoppingToken);
            }
            catch (DbException away)
            {
                counts.Clear();
                LogUncounted(away);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(EventId = 901, Level = LogLevel.Warning, Message = "Work could not be counted: the database did not answer.")]
    private partial void LogUncounted(Exception exception);
}
