using System.Globalization;
using Dapper;
using Grpc.Core;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Signing;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Letters.V1;
using Sakpore.Signing.V1;
using Client = Sakpore.Signing.V1.SigningJobService.SigningJobServiceClient;
using SigningJob = Sakpore.Signing.V1.SigningJob;
using State = Sakpore.Signing.V1.SigningJobItem.Types.State;

namespace Sakpore.Grpc.Tests.Signing;

/// <summary>Many letters under one act: numbers in a row, progress, and an act that is gone on with.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class SigningJobTests(TestDatabase database)
{
    private TestHub _hub = null!;
    private string[] _ready = null!;

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync(database: database);

    [SetUp]
    public async Task Prepare()
    {
        _ready = new string[2];
        for (var index = 0; index < _ready.Length; index++)
        {
            _ready[index] = (await _hub.Portal.SubmitAsync()).Application.Name;
            await _hub.TakeToSignatureAsync(_ready[index]);
        }
    }

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Letters_are_signed_in_order_and_what_may_not_be_signed_is_told()
    {
        var early = (await _hub.Portal.SubmitAsync()).Application.Name;
        var told = await SignAsync(Request(Actors.NextRequest, [_ready[0], early, _ready[1]]));
        Assert.That(told.Select(one => (one.DoneCount, one.TotalCount)), Is.EqualTo(new[] { (0, 3), (1, 3), (2, 3), (3, 3) }));
        Assert.That(told[1..].Select(one => one.Item.State), Is.EqualTo(new[] { State.Signed, State.Refused, State.Signed }));
        Assert.That(told[2].Item.Reason, Is.EqualTo("OUT_OF_TURN"));
        Assert.That(Serial(told[3].Letter), Is.EqualTo(Serial(told[1].Letter) + 1), "No number was taken for the refused one.");
        Assert.That((await JobAsync(told[0].Job)).State, Is.EqualTo(SigningJob.Types.State.Done));
    }

    [Test]
    public async Task Act_that_only_asks_tells_of_each_letter_and_takes_no_number()
    {
        var early = (await _hub.Portal.SubmitAsync()).Application.Name;
        var request = Request(Actors.NextRequest, [_ready[0], early]);
        var before = _hub.Snapshot();
        var told = await SignAsync(new SignLettersRequest(request) { ValidateOnly = true });
        Assert.That(_hub.Snapshot(), Is.EqualTo(before));
        Assert.That(told.Select(one => (one.Job, one.DoneCount, one.TotalCount)), Is.EqualTo(new[] { ("", 0, 2), ("", 1, 2), ("", 2, 2) }));
        Assert.That(told[1..].Select(one => (one.Item.State, one.Item.Reason)), Is.EqualTo(new[] { (State.Waiting, ""), (State.Refused, "OUT_OF_TURN") }));
        await Refused.AsExpectedAsync(_hub, StatusCode.PermissionDenied, "WRONG_PASSPHRASE", () => SignAsync(
            new SignLettersRequest(request) { ValidateOnly = true, Passphrase = "bukan ini" }));
        Assert.That((await SignAsync(request))[1].Item.State, Is.EqualTo(State.Signed), "The same operation serves when it is meant.");
    }

    [Test]
    public async Task Letter_that_cannot_be_made_is_refused_alone_and_its_number_is_void()
    {
        var submission = await _hub.Portal.SubmissionAsync();
        submission.Form.Fields["judul"] = Google.Protobuf.WellKnownTypes.Value.ForString("Kajian 漢字");
        var bad = (await _hub.Portal.Applications().SubmitApplicationAsync(submission)).Application.Name;
        await _hub.TakeToSignatureAsync(bad);

        var told = await SignAsync(Request(Actors.NextRequest, [_ready[0], bad, _ready[1]]));

        var refused = told[1..].Single(one => one.Item.Application == bad).Item;
        Assert.That((refused.State, refused.Reason), Is.EqualTo((State.Refused, Sakpore.Grpc.Letters.LetterRefusal.CharacterUnsupported)));
        Assert.That(told[1..].Where(one => one.Item.Application != bad).Select(one => one.Item.State), Is.EqualTo(new[] { State.Signed, State.Signed }));
        var numbers = await _hub.Get<Database>().ReadAsync(
            async connection => (await connection.QueryAsync<(string Status, string? Reason)>(
                "SELECT status, reason FROM letter_numbers WHERE application_id = @id", new { id = bad["applications/".Length..] })).ToList(),
            default);
        Assert.That(numbers, Is.EqualTo(new[] { ("VOID", (string?)Sakpore.Grpc.Letters.LetterRefusal.CharacterUnsupported) }), "the series has no gap");
        Assert.That(
            (await _hub.Head.Applications().GetApplicationAsync(new() { Name = bad })).State, Is.EqualTo(Sakpore.Permits.V1.Application.Types.State.AwaitingSignature).Or.EqualTo(Sakpore.Permits.V1.Application.Types.State.InProgress));
    }

    [Test]
    public async Task Act_that_ended_early_is_gone_on_with()
    {
        var request = Request(Actors.NextRequest, _ready);
        var left = await JobAsync(await SignAndLeaveAsync(request, after: 1));
        Assert.That(left.State, Is.EqualTo(SigningJob.Types.State.AwaitingKey));
        Assert.That(left.Items.Select(item => item.State), Is.EqualTo(new[] { State.Signed, State.Prepared }), "It was left in the middle.");

        var told = await SignAsync(request);

        Assert.That(told[1..].Select(one => one.Item.State), Is.All.EqualTo(State.Signed));
        Assert.That(told[1].Letter.Name, Is.EqualTo(left.Items[0].Letter));
        Assert.That(Serial(told[2].Letter), Is.EqualTo(Serial(told[1].Letter) + 1), "The second kept the number that it had.");
        var again = await SignAsync(request);
        Assert.That(again[^1].Letter, Is.EqualTo(told[^1].Letter), "A job that is done is told again.");
    }

    [Test]
    public async Task Act_of_other_applications_under_the_same_id_is_refused()
    {
        var id = Actors.NextRequest;
        await SignAsync(Request(id, [_ready[0]]));
        await Refused.AsExpectedAsync(_hub, StatusCode.AlreadyExists, "REQUEST_ID_REUSED", () => SignAsync(Request(id, [_ready[1]])));
    }

    [Test]
    public async Task Job_of_another_process_is_left_alone_until_its_lease_is_over()
    {
        var request = Request(Actors.NextRequest, _ready);
        var job = await SignAndLeaveAsync(request, after: 1);
        await ExecuteAsync($"UPDATE signing_jobs SET state = 'RUNNING', claimed_by = 'gone', lease_until = {_hub.Time.GetUtcNow().AddSeconds(30).ToMicroseconds()}");
        await Refused.AsExpectedAsync(_hub, StatusCode.FailedPrecondition, "SIGNING_JOB_UNDER_WAY", () => SignAsync(request));
        _hub.Time.Advance(TimeSpan.FromSeconds(31));
        Assert.That((await JobAsync(job)).State, Is.EqualTo(SigningJob.Types.State.AwaitingKey));
        Assert.That((await SignAsync(request))[^1].DoneCount, Is.EqualTo(2));
    }

    [Test]
    public async Task Process_that_comes_back_after_its_lease_stores_nothing()
    {
        var (store, rows) = (_hub.Get<Database>(), _hub.Get<SigningJobRows>());
        Task<Sakpore.Grpc.Signing.SigningJob> ClaimAsync() => store.WriteAsync(
            transaction => rows.ClaimAsync(transaction, "caller", "officer", "operation", [1], ["1", "2"], _hub.Time.GetUtcNow()), default);
        var slow = await ClaimAsync();
        _hub.Time.Advance(TimeSpan.FromMinutes(3));
        var next = await ClaimAsync();
        Assert.That(next.Fencing, Is.EqualTo(slow.Fencing + 1));
        var refused = await Assert.ThrowsAsync<FaultException>(() => store.WriteAsync(
            async transaction =>
            {
                await rows.RenewAsync(transaction, slow, _hub.Time.GetUtcNow());
                return true;
            },
            default));
        Assert.That(refused!.Fault.Reason, Is.EqualTo("SIGNING_JOB_UNDER_WAY"));
    }

    [Test]
    public async Task Unknown_outcome_waits_until_somebody_says_what_came_of_it()
    {
        await SignAndLeaveAsync(Request(Actors.NextRequest, _ready), after: 1);
        await ExecuteAsync("UPDATE signing_intents SET state = 'UNKNOWN' WHERE state = 'PENDING'");
        var before = await LastSerialAsync();
        var name = _ready[^1];
        await Refused.AsExpectedAsync(
            _hub, StatusCode.FailedPrecondition, "SIGNING_OUTCOME_UNKNOWN", () => _hub.Head.SignAsync(name, _hub.Callers.Passphrase));
        await ResolveAsync(name);
        await Refused.AsExpectedAsync(_hub, StatusCode.FailedPrecondition, "NOTHING_TO_RESOLVE", () => ResolveAsync(name));
        var signed = await _hub.Head.SignAsync(name, _hub.Callers.Passphrase);
        Assert.That(Serial(signed.Letter), Is.EqualTo(before), "The number is the one of the first attempt.");
        Assert.That(await LastSerialAsync(), Is.EqualTo(before));
    }

    private SignLettersRequest Request(string id, IEnumerable<string> applications) =>
        new() { OperationId = id, Applications = { applications }, Passphrase = _hub.Callers.Passphrase };

    private async Task<List<SignLettersResponse>> SignAsync(SignLettersRequest request)
    {
        using var call = new Client(_hub.Head).SignLetters(request);
        var told = new List<SignLettersResponse>();
        await foreach (var progress in call.ResponseStream.ReadAllAsync())
        {
            told.Add(progress);
        }

        return told;
    }

    /// <summary>Takes as many letters of the job as said and no more, as a caller does whose connection breaks.</summary>
    private async Task<string> SignAndLeaveAsync(SignLettersRequest request, int after)
    {
        var officer = _hub.Get<OfficerDirectory>().Find("officers/contoh-kepala")!;
        var caller = new Caller("systems/dpmptsp", Audience.Officer, "dpmptsp", officer, officer.RolesIn("dpmptsp"));
        var operation = _hub.Get<Receipts>().Identify($"officers/{officer.Id} via {caller.System}", "", request.OperationId, request);
        var applications = request.Applications.Select(ApplicationCalls.IdOf).ToList();
        using var passphrase = Passphrase.Take(new string(request.Passphrase.AsSpan()));
        await foreach (var (job, item) in _hub.Get<SigningJobs>().SignAsync(caller, operation, applications, passphrase, null, default))
        {
            if (item?.Position == after - 1)
            {
                return ResourceNames.SigningJobs + job.Id;
            }
        }

        throw new AssertionException("The job ended first.");
    }

    private async Task<SigningJob> JobAsync(string name) =>
        await new Client(_hub.Head).GetSigningJobAsync(new GetSigningJobRequest { Name = name });

    private async Task ResolveAsync(string name) => await new Client(_hub.Head).ResolveSigningOutcomeAsync(
        new ResolveSigningOutcomeRequest { Application = name, RequestId = Actors.NextRequest, Outcome = ResolveSigningOutcomeRequest.Types.Outcome.NotSigned });

    private Task<int> ExecuteAsync(string sql) => _hub.Get<Database>().WriteAsync(transaction => transaction.Connection!.ExecuteAsync(sql, transaction: transaction), default);

    private Task<int> LastSerialAsync() => _hub.Get<Database>().ReadAsync(
        connection => connection.ExecuteScalarAsync<int>("SELECT last_serial FROM number_series"), default);

    private static int Serial(Letter letter) => int.Parse(letter.Number.Split('/')[2], CultureInfo.InvariantCulture);
}
