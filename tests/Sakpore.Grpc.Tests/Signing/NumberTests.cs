using Dapper;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Signing;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;
using Sakpore.Signing.V1;
using Outcome = Sakpore.Signing.V1.ResolveSigningOutcomeRequest.Types.Outcome;

namespace Sakpore.Grpc.Tests.Signing;

/// <summary>What a number belongs to: the day on which it was taken, office time, and one application for ever.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class NumberTests(TestDatabase database)
{
    // One minute before the new year in the office, and half an hour after.
    private static readonly DateTimeOffset OldYear = new(2026, 12, 31, 16, 59, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset NewYear = new(2026, 12, 31, 17, 30, 0, TimeSpan.Zero);

    private TestHub _hub = null!;
    private string _name = "";

    [SetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync(database: database);
        _name = await ReadyAsync();
    }

    [TearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Year_is_that_of_the_office_in_which_the_number_was_taken_also_for_a_later_signature()
    {
        var next = await ReadyAsync();
        _hub.Time.SetUtcNow(OldYear);
        await SignWithoutAnAnswerAsync();
        _hub.Time.SetUtcNow(NewYear);

        var first = (await _hub.Head.SignAsync(next, _hub.Callers.Passphrase)).Letter;
        await ResolveAsync();
        var late = (await _hub.Head.SignAsync(_name, _hub.Callers.Passphrase)).Letter;

        Assert.That(first.Number, Does.EndWith("/1/I/2027"), "a series begins with each year, at midnight in the office");
        Assert.That(late.Number, Does.EndWith("/1/XII/2026"));
        Assert.That(late.LetterDate, Is.EqualTo(new Google.Type.Date { Year = 2026, Month = 12, Day = 31 }));
    }

    [Test]
    public async Task Number_of_an_application_that_ends_otherwise_stays_in_the_register_as_void()
    {
        await SignWithoutAnAnswerAsync();
        await ResolveAsync();
        await _hub.Portal.Applications().WithdrawApplicationAsync(new WithdrawApplicationRequest { Name = _name, RequestId = Actors.NextRequest });
        var next = (await _hub.Head.SignAsync(await ReadyAsync(), _hub.Callers.Passphrase)).Letter;

        var register = await _hub.Get<Database>().ReadAsync(
            async connection => (await connection.QueryAsync<(int Serial, string Status, string? Reason)>(
                "SELECT CAST(serial AS INTEGER), status, reason FROM letter_numbers ORDER BY serial")).ToList(),
            default);
        Assert.That(register, Is.EqualTo(new[] { (1, "VOID", (string?)"WITHDRAWN"), (2, "ISSUED", null) }));
        Assert.That(next.Number, Does.Contain("/2/"));
    }

    [Test]
    public async Task Secret_is_no_part_of_what_a_request_is_held_against()
    {
        var request = new SignLetterRequest { Application = _name, RequestId = Actors.NextRequest, Passphrase = _hub.Callers.Passphrase };
        var client = new Sakpore.Signing.V1.SigningService.SigningServiceClient(_hub.Head);
        var signed = await client.SignLetterAsync(request);
        var again = await client.SignLetterAsync(new SignLetterRequest(request) { Passphrase = "sudah diganti" });
        Assert.That(again, Is.EqualTo(signed));
        await Refused.AsExpectedAsync(
            _hub, global::Grpc.Core.StatusCode.AlreadyExists, "REQUEST_ID_REUSED",
            async () => await client.SignLetterAsync(new SignLetterRequest(request) { Reason = "OTHER" }));
    }

    private async Task<string> ReadyAsync()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.TakeToSignatureAsync(name);
        return name;
    }

    /// <summary>The number is taken and the key asked, and no answer comes.</summary>
    private async Task SignWithoutAnAnswerAsync()
    {
        var officer = _hub.Get<OfficerDirectory>().Find("officers/contoh-kepala")!;
        var caller = new Caller("systems/dpmptsp", Audience.Officer, "dpmptsp", officer, officer.RolesIn("dpmptsp"));
        var identity = _hub.Get<Receipts>().Identify("test", "", Actors.NextRequest, new SignLetterRequest());
        var call = new ApplicationCall(caller, identity, ApplicationCalls.IdOf(_name), "", "");
        using var passphrase = Passphrase.Take(new string(_hub.Callers.Passphrase.AsSpan()));
        using var key = await _hub.Get<OfficerKeys>().OpenAsync(officer, passphrase, default);
        await _hub.Get<Database>().CommandAsync(
            async transaction =>
            {
                var batch = new WriteBatch();
                var requested = await _hub.Get<LetterIntents>().RequestAsync(transaction, [call], key.Signatory, null, batch);
                return (requested[0].OrThrow(), batch);
            },
            default);
        await _hub.Get<Database>().WriteAsync(
            transaction => transaction.Connection!.ExecuteAsync("UPDATE signing_intents SET state = 'UNKNOWN'", transaction: transaction), default);
    }

    private async Task ResolveAsync() => await new Sakpore.Signing.V1.SigningJobService.SigningJobServiceClient(_hub.Head).ResolveSigningOutcomeAsync(
        new ResolveSigningOutcomeRequest { Application = _name, RequestId = Actors.NextRequest, Outcome = Outcome.NotSigned });
}
