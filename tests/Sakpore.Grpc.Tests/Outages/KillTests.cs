using Dapper;
using Npgsql;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Outages;

/// <summary>
/// A hub process is killed with -9 at random points of issuing, and started again: no letter is lost, doubled or numbered
/// twice. SAKPORE_KILLS sets how often; ./soak.sh says 200.
/// </summary>
internal sealed class KillTests
{
    // Points are spread over this span after the call is sent; most signings take less.
    private const int SpanMilliseconds = 120;

    private static readonly int Kills = int.Parse(Environment.GetEnvironmentVariable("SAKPORE_KILLS") ?? "10");

    [Test]
    public async Task Letter_is_there_once_wherever_the_hub_is_killed()
    {
        var seed = int.Parse(Environment.GetEnvironmentVariable("SAKPORE_SEED") ?? Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        var chance = new Random(seed);
        await using var made = await TestHub.StartAsync(database: TestDatabase.Postgres);
        await using var connection = new NpgsqlConnection(made.Postgres);
        var hub = await StartAsync(made);
        var day = new Day(() => [hub], "kill");
        var (numbered, midway) = (0, 0);
        for (var kill = 0; kill < Kills; kill++)
        {
            var application = (await made.Portal.SubmitAsync()).Application.Name;
            await made.TakeToSignatureAsync(application);
            if (kill == 0)
            {
                // The first call in a process is slow, and would always be killed before it does anything.
                await hub.Public.Applications().GetApplicationAsync(new() { Name = application }).ResponseAsync.ContinueWith(_ => { }, TaskScheduler.Default);
            }

            var signing = day.SignAsync(kill, application);
            await Task.Delay(chance.Next(SpanMilliseconds));
            var old = hub;
            old.Kill();
            var state = await connection.QuerySingleOrDefaultAsync<string>(
                "SELECT state FROM signing_intents WHERE application_id = @id ORDER BY created_at DESC LIMIT 1", new { id = application["applications/".Length..] });
            numbered += state is null ? 0 : 1;
            midway += state == "PENDING" ? 1 : 0;
            hub = await StartAsync(made);
            await signing;
            await old.DisposeAsync();
        }

        await hub.DisposeAsync();
        await day.AssertWholeAsync(connection, Kills);
        Assert.That(await RowReplay.RunAsync(made.Get<Database>(), made.Get<CatalogParts>(), rebuild: false, default), Is.Empty);
        var letters = (await connection.QueryAsync<(string Application, string Number)>("SELECT 'applications/' || application_id, number FROM letters")).ToDictionary(row => row.Application, row => row.Number);
        Assert.That(letters, Is.EquivalentTo(day.Numbers), "Each letter has the number that was told, and no other.");
        Assert.That(letters.Values, Is.Unique);
        await TestContext.Out.WriteLineAsync($"seed {seed}: {Kills} kills, {numbered} after the number was taken, {midway} of them before the letter was stored");
    }

    private static Task<HubProcess> StartAsync(TestHub made) => HubProcess.StartAsync(made.DataDirectory, made.Postgres!, "SigningLease=00:00:01");
}
