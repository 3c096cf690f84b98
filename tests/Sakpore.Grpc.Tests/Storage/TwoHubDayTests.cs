using Npgsql;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Storage;

/// <summary>
/// Two hub processes share a day on one PostgreSQL and one is killed with -9 in the middle. Whatever was acknowledged is
/// there once. SAKPORE_DAY sets how many applications; ./soak.sh runs 200.
/// </summary>
internal sealed class TwoHubDayTests
{
    private const int AtOnce = 8;

    private static readonly int Applications = int.Parse(Environment.GetEnvironmentVariable("SAKPORE_DAY") ?? "24");

    private HubProcess[] _hubs = [];
    private int _begun;

    [Test]
    public async Task Acknowledged_actions_are_there_once_and_the_register_has_no_gap()
    {
        await using var made = await TestHub.StartAsync(database: TestDatabase.Postgres);
        await using var first = await HubProcess.StartAsync(made.DataDirectory, made.Postgres!, "SigningLease=00:00:02");
        await using var second = await HubProcess.StartAsync(made.DataDirectory, made.Postgres!, "SigningLease=00:00:02");
        _hubs = [first, second];
        var day = new Day(() => _hubs);

        await Parallel.ForEachAsync(
            Enumerable.Range(0, Applications), new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (index, _) =>
            {
                if (Interlocked.Increment(ref _begun) == Applications / 2)
                {
                    first.Kill();
                    _hubs = [second];
                }

                await day.LiveAsync(index);
            });

        await using var connection = new NpgsqlConnection(made.Postgres);
        await day.AssertWholeAsync(connection, Applications);
        await TestContext.Out.WriteLineAsync($"{Applications} applications, {day.Acknowledged} acknowledged actions, {day.Signed.Count} letters");
    }
}
