using Dapper;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Diagnosis;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Storage;

/// <summary>The rows are what the histories say; a row that is not is found, and made anew.</summary>
internal sealed class RowReplayTests
{
    [Test]
    public async Task Rows_are_what_the_histories_say_and_are_made_anew_where_not([Values] TestDatabase database)
    {
        await using var hub = await TestHub.StartAsync(database: database);
        var name = (await hub.Portal.SubmitAsync()).Application.Name;
        await hub.TakeToSignatureAsync(name);
        await hub.Portal.SubmitAsync();
        Assert.That(await ReplayAsync(hub, rebuild: false), Is.Empty);

        await hub.Get<Database>().WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "UPDATE applications SET status = 'Rejected' WHERE id = @id; DELETE FROM stage_visits WHERE application_id = @id AND ended_at IS NULL",
                new { id = name["applications/".Length..] }, transaction),
            default);
        var found = await ReplayAsync(hub, rebuild: false);
        Assert.That(found, Has.Count.EqualTo(2).And.Some.Contains("Rejected").And.Some.Contains("tanda-tangan"));
        Assert.That(await ReplayAsync(hub, rebuild: true), Is.EqualTo(found));
        Assert.That(await ReplayAsync(hub, rebuild: false), Is.Empty);
    }

    [Test]
    public async Task Rows_of_an_earlier_release_are_told_and_made_anew_by_the_next_start([Values] TestDatabase database)
    {
        await using var hub = await TestHub.StartAsync(database: database);
        var name = (await hub.Portal.SubmitAsync()).Application.Name;
        await hub.TakeToSignatureAsync(name);
        await hub.Get<Database>().WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync(
                "UPDATE stage_visits SET working_minutes = NULL, on_time = NULL; UPDATE installation SET rows_form = NULL", transaction: transaction),
            default);
        Assert.That(await ReplayAsync(hub, rebuild: false), Is.Not.Empty);
        Assert.That(await FindingsAsync(hub), Has.Some.Contains("sakpore rows rebuild --check"));

        await using var next = await hub.StartAnotherAsync();
        for (var waited = 0; waited < 600 && await hub.Get<Database>().ReadOnceAsync(RowRenewal.IsDueAsync, default); waited++)
        {
            await Task.Delay(50);
        }

        Assert.That(await ReplayAsync(hub, rebuild: false), Is.Empty);
        Assert.That(await FindingsAsync(hub), Has.None.Contains("sakpore rows rebuild --check"));
    }

    private static async Task<IEnumerable<string>> FindingsAsync(TestHub hub) =>
        (await DatabaseDiagnosis.OfAsync(new HubOptions { DataDirectory = hub.DataDirectory, Postgres = hub.Postgres }, hub.Time, default)).Select(finding => finding.Sentence);

    private static Task<IReadOnlyList<string>> ReplayAsync(TestHub hub, bool rebuild) =>
        RowReplay.RunAsync(new HubOptions { DataDirectory = hub.DataDirectory, Postgres = hub.Postgres }, rebuild, default);
}
