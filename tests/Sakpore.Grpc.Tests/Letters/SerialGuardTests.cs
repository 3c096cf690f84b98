using System.Data.Common;
using Dapper;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Npgsql;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Diagnosis;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Telemetry;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Letters;

/// <summary>A database that has lost letters, as an old copy that was put back, gives no number twice.</summary>
internal sealed class SerialGuardTests
{
    private const string Held = "SERIALS_NOT_COMPARED";

    [Test]
    public async Task Nothing_is_numbered_behind_the_last_checkpoint_until_the_lost_numbers_are_passed_over([Values] TestDatabase database)
    {
        await using var hub = await TestHub.StartAsync(database: database);
        var (first, second) = (await ReadyAsync(hub), await ReadyAsync(hub));
        await hub.Head.SignAsync(first, hub.Callers.Passphrase);
        await hub.Get<CheckpointWriter>().WriteAsync(default);
        await ExecuteAsync(hub, "UPDATE number_series SET last_serial = last_serial - 1; DELETE FROM letter_numbers");

        await using var started = await hub.StartAnotherAsync();
        await Refused.AsExpectedAsync(started, StatusCode.Unavailable, Held, () => started.Head.SignAsync(second, started.Callers.Passphrase));
        Assert.That(started.Get<HubMeter>().NumberingIsHeld, Is.True);
        Assert.That(await RefusalsAsync(started), Is.EqualTo(new[] { Held }), "in the log of refusals");
        Assert.That((await started.Get<CheckpointWriter>().WriteAsync(default)).Serials.Single().Serial, Is.EqualTo(1), "A later checkpoint says no less.");
        Assert.That(await Refused.ReasonAsync(() => started.Head.SignAsync(second, started.Callers.Passphrase)), Is.EqualTo(Held));
        var (series, year) = await SeriesAsync(hub);
        Assert.That(await DiagnosisAsync(hub), Has.Some.EndsWith($"sakpore numbers skip {series} {year} 1"));
        Assert.That(await VerifiedAsync(hub), Does.Contain(new AuditFinding(AuditFault.SerialsBehind, $"{series}/{year}", 1)));

        Assert.That(await SkipAsync(hub, series, year, 1), Is.EqualTo(1));
        Assert.That(await SkipAsync(hub, series, year, 1), Is.Zero, "It is as far already.");
        Assert.That((await started.Head.SignAsync(second, started.Callers.Passphrase)).Letter.Number, Does.Contain("2/"));
        Assert.That(started.Get<HubMeter>().NumberingIsHeld, Is.False);
        Assert.That(await RegisterAsync(hub), Is.EqualTo(new[] { (1L, "VOID", "LOST"), (2L, "ISSUED", null) }), "without a gap");
        Assert.That(await DiagnosisAsync(hub), Has.None.Contains("numbers skip"));
    }

    [Test]
    public async Task Nothing_is_numbered_while_the_last_checkpoint_cannot_be_read()
    {
        await using var hub = await TestHub.StartAsync();
        var name = await ReadyAsync(hub);
        await hub.Get<CheckpointWriter>().WriteAsync(default);
        var file = Path.Combine(hub.DataDirectory, "audit", CheckpointFile.Name);
        var sound = await File.ReadAllTextAsync(file);
        await File.WriteAllTextAsync(file, sound.Replace('.', ','));
        Assert.That(await Refused.ReasonAsync(() => hub.Head.SignAsync(name, hub.Callers.Passphrase)), Is.EqualTo(Held));
        await File.WriteAllTextAsync(file, sound + "half a li");
        Assert.That((await hub.Head.SignAsync(name, hub.Callers.Passphrase)).Letter.Number, Is.Not.Empty, "A line that is being written is not the last one yet.");
    }

    internal static async Task<string> ReadyAsync(TestHub hub)
    {
        var name = (await hub.Portal.SubmitAsync()).Application.Name;
        await hub.TakeToSignatureAsync(name);
        return name;
    }

    internal static Task<int> SkipAsync(TestHub hub, string series, int year, int last) => hub.Get<Database>().CommandAsync(
        async transaction =>
        {
            var batch = new WriteBatch();
            return (await NumberRegister.SkipAsync(transaction, series, year, last, batch), batch);
        },
        default);

    internal static async Task<(string Series, int Year)> SeriesAsync(TestHub hub) => await hub.Get<Database>().ReadAsync(
        connection => connection.QuerySingleAsync<(string, int)>("SELECT series, CAST(year AS INTEGER) FROM number_series"), default);

    private static async Task<IEnumerable<string>> DiagnosisAsync(TestHub hub)
    {
        await using Dialect dialect = Dialect.Of(hub.Get<HubOptions>());
        await using var connection = await dialect.OpenAsync(default);
        return (await SerialDiagnosis.OfAsync(hub.Get<HubOptions>(), connection)).Select(finding => finding.Sentence);
    }

    private static async Task<IReadOnlyList<AuditFinding>> VerifiedAsync(TestHub hub)
    {
        using var key = CheckpointFile.ReadKey(hub.Get<HubOptions>().CheckpointKeyFile!);
        return (await AuditVerification.RunAsync(hub.Get<Database>(), CheckpointFile.Lines(Path.Combine(hub.DataDirectory, "audit")), key, default)).Findings;
    }

    private static Task<IEnumerable<string>> RefusalsAsync(TestHub hub) =>
        hub.Get<Database>().ReadAsync(connection => connection.QueryAsync<string>("SELECT reason FROM refusals"), default);

    private static Task<IEnumerable<(long, string, string?)>> RegisterAsync(TestHub hub) => hub.Get<Database>().ReadAsync(
        connection => connection.QueryAsync<(long, string, string?)>("SELECT serial, status, reason FROM letter_numbers ORDER BY serial"), default);

    private static async Task ExecuteAsync(TestHub hub, string sql)
    {
        await using DbConnection connection = hub.Postgres is { } postgres ? new NpgsqlConnection(postgres) : new SqliteConnection($"Data Source={hub.DatabaseFile}");
        await connection.ExecuteAsync(sql);
    }
}
