using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Letters.V1;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Tests.BadInput;

/// <summary>Right requests at the wrong time or by the wrong caller.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class OutOfTurnTests(TestDatabase database)
{
    private TestHub _hub = null!;
    private SubmitApplicationResponse _submitted = null!;

    private string Name => _submitted.Application.Name;

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync(database: database);

    [SetUp]
    public async Task Submit() => _submitted = await _hub.Portal.SubmitAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public Task Forward_before_its_turn() => RefusedAsync(StatusCode.FailedPrecondition, "OUT_OF_TURN", () => _hub.BackOffice.ForwardAsync(Name));

    [Test]
    public async Task Recommendation_before_its_turn()
    {
        var agency = _hub.Officer("bappeda", "contoh-bappeda");
        var recommendation = await agency.RecommendationAsync(Name);
        await RefusedAsync(
            StatusCode.FailedPrecondition, "OUT_OF_TURN",
            async () => await new RecommendationService.RecommendationServiceClient(agency).RecommendAsync(recommendation));
    }

    [Test]
    public Task Completeness_declared_by_another_office() =>
        RefusedAsync(StatusCode.PermissionDenied, "WRONG_OFFICE", () => _hub.Officer("bappeda", "contoh-bappeda").CompleteAsync(Name));

    [Test]
    public Task Completeness_declared_by_another_role() => RefusedAsync(StatusCode.PermissionDenied, "WRONG_ROLE", () => _hub.Head.CompleteAsync(Name));

    [Test]
    public Task Signature_before_its_turn() =>
        RefusedAsync(StatusCode.FailedPrecondition, "OUT_OF_TURN", () => _hub.Head.SignAsync(Name, _hub.Callers.Passphrase));

    [Test]
    public async Task Signature_with_wrong_passphrase()
    {
        await _hub.TakeToSignatureAsync(Name);
        await RefusedAsync(StatusCode.PermissionDenied, "WRONG_PASSPHRASE", () => _hub.Head.SignAsync(Name, "bukan ini"));
    }

    [Test]
    public async Task Signature_by_another_officer()
    {
        await _hub.TakeToSignatureAsync(Name);
        await RefusedAsync(StatusCode.PermissionDenied, "WRONG_ROLE", () => _hub.BackOffice.SignAsync(Name, _hub.Callers.Passphrase));
    }

    [Test]
    public async Task Action_on_an_ended_application()
    {
        await _hub.Portal.Applications().WithdrawApplicationAsync(new WithdrawApplicationRequest { Name = Name, RequestId = Actors.NextRequest });
        await RefusedAsync(StatusCode.FailedPrecondition, "APPLICATION_ENDED", () => _hub.FrontOffice.CompleteAsync(Name));
    }

    [Test]
    public async Task Action_with_an_old_etag()
    {
        var seen = _submitted.Application.Etag;
        await _hub.FrontOffice.CompleteAsync(Name);
        await RefusedAsync(StatusCode.Aborted, "ETAG_MISMATCH", async () => await _hub.BackOffice.Applications().ForwardApplicationAsync(
            new ForwardApplicationRequest { Name = Name, RequestId = Actors.NextRequest, Etag = seen }));
    }

    [Test]
    public Task Return_for_an_unknown_reason() => RefusedAsync(
        StatusCode.InvalidArgument, "UNKNOWN_REASON", async () => await _hub.FrontOffice.Applications().ReturnApplicationAsync(
            new ReturnApplicationRequest { Name = Name, RequestId = Actors.NextRequest, OwedRequirements = { "ktp" }, Reason = "TIDAK_SUKA" }));

    [Test]
    public async Task Supplement_when_nothing_is_owed()
    {
        var document = await _hub.Portal.UploadAsync(Papers.Png(), "image/png");
        await RefusedAsync(StatusCode.FailedPrecondition, "NOTHING_OWED", async () => await _hub.Portal.Applications().SupplementApplicationAsync(
            new SupplementApplicationRequest
            {
                Name = Name,
                RequestId = Actors.NextRequest,
                Files = { new RequirementFile { Requirement = "ktp", Document = document } },
            }));
    }

    [Test]
    public Task Application_unknown() =>
        RefusedAsync(StatusCode.NotFound, "UNKNOWN_APPLICATION", () => _hub.FrontOffice.CompleteAsync("applications/00000000000000000000"));

    [Test]
    public Task Application_of_an_office_without_a_stage_in_it() => RefusedAsync(
        StatusCode.NotFound, "UNKNOWN_APPLICATION",
        async () => await _hub.Officer("bappeda", "contoh-bappeda").Applications().GetApplicationAsync(new GetApplicationRequest { Name = Name }));

    [Test]
    public Task Tracking_token_wrong() => RefusedAsync(
        StatusCode.NotFound, "UNKNOWN_TRACKING_TOKEN",
        async () => await new TrackingService.TrackingServiceClient(_hub.Public).TrackAsync(new TrackRequest { Token = _submitted.TrackingToken + "0" }));

    [Test]
    public Task Letter_unknown() => RefusedAsync(
        StatusCode.NotFound, "UNKNOWN_LETTER",
        async () => await new LetterService.LetterServiceClient(_hub.Public).GetLetterAsync(new GetLetterRequest { Name = "letters/0000000000000000" }));

    [Test]
    public Task Caller_without_credentials() => RefusedAsync(StatusCode.Unauthenticated, "UNAUTHENTICATED", () => _hub.Public.SubmitAsync());

    [Test]
    public Task Officer_of_another_office() =>
        RefusedAsync(StatusCode.PermissionDenied, "UNKNOWN_OFFICER", () => _hub.Officer("bappeda", "contoh-kepala").CompleteAsync(Name));

    [Test]
    public Task Portal_that_acts_as_an_officer() => RefusedAsync(StatusCode.PermissionDenied, "NOT_PERMITTED", () => _hub.Portal.CompleteAsync(Name));

    private Task RefusedAsync(StatusCode status, string reason, Func<Task> call) => Refused.AsExpectedAsync(_hub, status, reason, call);
}
