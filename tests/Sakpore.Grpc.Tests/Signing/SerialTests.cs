using Dapper;
using Grpc.Core;
using Npgsql;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Signing.V1;

namespace Sakpore.Grpc.Tests.Signing;

/// <summary>The register without gap: under fifty who issue at once, and when a hub is killed between intent and store.</summary>
internal sealed class SerialTests
{
    private const int Issuers = 50;
    private const int Killed = 10;

    [Test]
    public async Task Fifty_issue_at_once_then_a_hub_is_killed_and_every_serial_has_one_row()
    {
        // The keys and the database are made by a hub of this process; its clock stands still, that of the others does not.
        await using var made = await TestHub.StartAsync(database: TestDatabase.Postgres);
        await using var first = await HubProcess.StartAsync(made.DataDirectory, made.Postgres!, "SigningLease=00:00:02");
        await using var second = await HubProcess.StartAsync(made.DataDirectory, made.Postgres!, "SigningLease=00:00:02");
        HubProcess[] hubs = [first, second];
        var ready = await Task.WhenAll(Enumerable.Range(0, Issuers + Killed).Select(index => ReadyAsync(hubs[index % 2])));

        var signed = await Task.WhenAll(ready[..Issuers].Select((name, index) => hubs[index % 2].Head.SignAsync(name, first.Callers.Passphrase)));

        Assert.That(signed.Select(one => one.Letter.Number).Distinct().Count(), Is.EqualTo(Issuers));
        await AssertGaplessAsync(made.Postgres!, Issuers);
        await KillBetweenIntentAndStoreAsync(first, second, made.Postgres!, ready[Issuers..]);
        await AssertGaplessAsync(made.Postgres!, Issuers + Killed);
    }

    private static async Task KillBetweenIntentAndStoreAsync(HubProcess first, HubProcess second, string postgres, string[] names)
    {
        var request = new SignLettersRequest { OperationId = "rapat-pagi", Applications = { names }, Passphrase = first.Callers.Passphrase };
        var acknowledged = new List<string>();
        try
        {
            using var call = new SigningJobService.SigningJobServiceClient(first.Head).SignLetters(request);
            while (await call.ResponseStream.MoveNext())
            {
                acknowledged.AddRange(call.ResponseStream.Current.Item is { } item ? [item.Letter] : []);
                if (acknowledged.Count == 2)
                {
                    // All intents are stored, the other letters are not.
                    first.Kill();
                }
            }
        }
        catch (RpcException cut) when (cut.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled)
        {
            // The stream ended with the process.
        }

        Assert.That(await PendingAsync(postgres), Is.InRange(1, Killed - 2), "It was killed between intent and store.");

        var told = await GoOnAsync(second, request);

        Assert.That(told, Is.SupersetOf(acknowledged));
        Assert.That(told.Distinct().Count(), Is.EqualTo(Killed));
    }

    private static async Task<List<string>> GoOnAsync(HubProcess hub, SignLettersRequest request)
    {
        while (true)
        {
            try
            {
                using var call = new SigningJobService.SigningJobServiceClient(hub.Head).SignLetters(request);
                var letters = new List<string>();
                await foreach (var progress in call.ResponseStream.ReadAllAsync())
                {
                    letters.AddRange(progress.Item is { } item ? [item.Letter] : []);
                }

                return letters;
            }
            catch (RpcException underWay) when (underWay.StatusCode == StatusCode.FailedPrecondition)
            {
                // The lease of the killed process runs out in at most two seconds.
                await Task.Delay(200);
            }
        }
    }

    private static async Task<string> ReadyAsync(HubCallers hub)
    {
        var name = (await hub.Portal.SubmitAsync()).Application.Name;
        await hub.TakeToSignatureAsync(name);
        return name;
    }

    private static async Task<int> PendingAsync(string postgres)
    {
        await using var connection = new NpgsqlConnection(postgres);
        return await connection.ExecuteScalarAsync<int>("SELECT COUNT(*) FROM letter_numbers WHERE status = 'PENDING'");
    }

    private static async Task AssertGaplessAsync(string postgres, int count)
    {
        await using var connection = new NpgsqlConnection(postgres);
        var register = (await connection.QueryAsync<(int Serial, string Status, string Application)>(
            "SELECT serial, status, application_id FROM letter_numbers ORDER BY serial")).ToList();
        Assert.That(register.Select(row => row.Serial), Is.EqualTo(Enumerable.Range(1, count)));
        Assert.That(register.Select(row => row.Status), Is.All.EqualTo("ISSUED"));
        Assert.That(register.Select(row => row.Application).Distinct().Count(), Is.EqualTo(count));
        var letters = (await connection.QueryAsync<string>("SELECT application_id FROM letters")).ToList();
        Assert.That(letters, Is.EquivalentTo(register.Select(row => row.Application)), "One letter each.");
        Assert.That(await connection.ExecuteScalarAsync<int>("SELECT last_serial FROM number_series"), Is.EqualTo(count));
        Assert.That(await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM events WHERE type = 'letter-signed'"), Is.EqualTo(count));
    }
}
