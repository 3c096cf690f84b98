using Dapper;
using Sakpore.Grpc.Applications;
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

    private static Task<IReadOnlyList<string>> ReplayAsync(TestHub hub, bool rebuild) =>
        RowReplay.RunAsync(new HubOptions { DataDirectory = hub.DataDirectory, Postgres = hub.Postgres }, rebuild, default);
}
