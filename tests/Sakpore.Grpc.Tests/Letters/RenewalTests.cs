using Dapper;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Letters.V1;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Tests.Letters;

/// <summary>A letter that ends is due for renewal before it does, and its holder is reminded, once for each reminder of the permit type.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class RenewalTests(TestDatabase database)
{
    [Test]
    public async Task Letter_is_due_from_its_first_reminder_to_its_last_day()
    {
        await using var hub = await TestHub.StartAsync(database: database);
        var (name, letter) = await IssueAsync(hub);
        var (_, revoked) = await IssueAsync(hub);
        var letters = new Sakpore.Letters.V1.LetterService.LetterServiceClient(hub.Head);

        // Valid until 26 February 2027; reminders 30 and 7 days before, which are 27 January and 19 February.
        GoTo(hub, new(2027, 1, 26));
        await letters.RevokeLetterAsync(new RevokeLetterRequest { Name = revoked, RequestId = Actors.NextRequest, Reason = "FALSE_STATEMENT" });
        await hub.Get<RenewalRounds>().RunAsync(default);
        Assert.That((await letters.ListRenewalsAsync(new ListRenewalsRequest())).Renewals, Is.Empty);
        Assert.That(await RemindersAsync(hub, name), Is.Zero);

        GoTo(hub, new(2027, 1, 27));
        await hub.Get<RenewalRounds>().RunAsync(default);
        await hub.Get<RenewalRounds>().RunAsync(default);
        var due = (await letters.ListRenewalsAsync(new ListRenewalsRequest())).Renewals.Single();
        Assert.That((due.Letter.Name, due.DaysLeft, due.Application), Is.EqualTo((letter, 30, name)));
        Assert.That(await RemindersAsync(hub, name), Is.EqualTo(1));

        GoTo(hub, new(2027, 2, 20));
        await hub.Get<RenewalRounds>().RunAsync(default);
        await hub.Get<RenewalRounds>().RunAsync(default);
        Assert.That(await RemindersAsync(hub, name), Is.EqualTo(2));
        Assert.That(await ToldAsync(hub, name, "renewal-reminded", 2), Has.Count.EqualTo(2), "The applicant's portal is told of each.");

        GoTo(hub, new(2027, 2, 27));
        Assert.That((await letters.ListRenewalsAsync(new ListRenewalsRequest())).Renewals, Is.Empty);
        Assert.That(await hub.Get<RenewalRounds>().RunAsync(default), Is.Zero);
    }

    [Test]
    public async Task Reminders_that_were_slept_through_are_said_as_one()
    {
        await using var hub = await TestHub.StartAsync(database: database);
        var (name, _) = await IssueAsync(hub);
        GoTo(hub, new(2027, 2, 22));
        await hub.Get<RenewalRounds>().RunAsync(default);
        Assert.That(await RemindersAsync(hub, name), Is.EqualTo(1));
        Assert.That(await hub.Get<RenewalRounds>().RunAsync(default), Is.Zero);
    }

    /// <summary>What the portal's watch tells of an application, until it told so many; it gives up after a minute.</summary>
    private static async Task<IReadOnlyList<ApplicationNews>> ToldAsync(TestHub hub, string name, string type, int count)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var watch = hub.Portal.Applications().WatchApplications(new WatchApplicationsRequest { AfterPosition = 0 }, cancellationToken: patience.Token);
        var told = new List<ApplicationNews>();
        while (told.Count < count && await watch.ResponseStream.MoveNext(patience.Token))
        {
            told.AddRange(watch.ResponseStream.Current.News is { } news && news.Application == name && news.Type == type ? [news] : []);
        }

        return told;
    }

    private static void GoTo(TestHub hub, DateOnly day) =>
        hub.Time.Advance(new DateTimeOffset(day.ToDateTime(new TimeOnly(9, 0)), TimeSpan.FromHours(7)) - hub.Time.GetUtcNow());

    private static Task<long> RemindersAsync(TestHub hub, string name) => hub.Get<Database>().ReadAsync(
        connection => connection.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM events WHERE application_id = @id AND type = 'renewal-reminded'", new { id = ApplicationCalls.IdOf(name) }),
        default);

    private static async Task<(string Application, string Letter)> IssueAsync(TestHub hub)
    {
        var name = (await hub.Portal.SubmitAsync()).Application.Name;
        await hub.TakeToSignatureAsync(name);
        return (name, (await hub.Head.SignAsync(name, hub.Callers.Passphrase)).Letter.Name);
    }
}
