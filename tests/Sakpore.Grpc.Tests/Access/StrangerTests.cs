using Grpc.Core;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Letters.V1;
using Sakpore.Permits.V1;
using Sakpore.Signing.V1;

namespace Sakpore.Grpc.Tests.Access;

/// <summary>Who has nothing to do with a resource is told the same as where there is none (AIP-211): status, reason and words.</summary>
internal sealed class StrangerTests
{
    private const string Missing = "applications/01700000000000000000";
    private const string MissingLetter = "letters/0000000000000000";
    private const string MissingDocument = "documents/00000000000000000000000000";

    private TestHub _hub = null!;
    private string _application = "";
    private string _issued = "";
    private string _letter = "";
    private string _document = "";
    private CallInvoker _otherPortal = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync();
        _application = (await _hub.Portal.SubmitAsync()).Application.Name;
        _hub.Time.Advance(TimeSpan.FromSeconds(1));
        _issued = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.TakeToSignatureAsync(_issued);
        var letter = (await _hub.Head.SignAsync(_issued, _hub.Callers.Passphrase)).Letter;
        (_letter, _document) = (letter.Name, letter.Document);
        _otherPortal = _hub.With(("authorization", "Bearer " + await _hub.Get<ApiKeys>().CreateAsync("systems/lain", null, default)));
    }

    [OneTimeTearDown]
    public Task Stop() => _hub.DisposeAsync().AsTask();

    [TestCaseSource(nameof(OnApplications))]
    public async Task Office_without_a_stage_is_told_nothing_of_an_application(Func<CallInvoker, string, Task> call)
    {
        // The procedure of this permit has no stage of the public works office.
        var stranger = _hub.Officer("dpupr", "contoh-dpupr");
        Assert.That(await ToldAsync(_application, name => call(stranger, name)), Is.EqualTo(await ToldAsync(Missing, name => call(stranger, name))));
        Assert.That(await ToldAsync(_issued, name => call(stranger, name)), Is.EqualTo(await ToldAsync(Missing, name => call(stranger, name))));
    }

    [TestCaseSource(nameof(OfPortals))]
    public async Task Portal_is_told_nothing_of_an_application_that_another_one_handed_in(Func<CallInvoker, string, Task> call) =>
        Assert.That(await ToldAsync(_application, name => call(_otherPortal, name)), Is.EqualTo(await ToldAsync(Missing, name => call(_otherPortal, name))));

    [TestCaseSource(nameof(OnLetters))]
    public async Task Office_that_did_not_issue_a_letter_is_told_nothing_of_it(Func<CallInvoker, string, Task> call)
    {
        var stranger = _hub.Officer("dpupr", "contoh-dpupr");
        Assert.That(await ToldAsync(_letter, name => call(stranger, name)), Is.EqualTo(await ToldAsync(MissingLetter, name => call(stranger, name))));
    }

    [Test]
    public async Task Document_of_others_is_as_one_that_there_is_not()
    {
        foreach (var stranger in new[] { _otherPortal, _hub.Officer("dpupr", "contoh-dpupr") })
        {
            Assert.That(await ToldAsync(_document, name => stranger.DownloadAsync(name)), Is.EqualTo(await ToldAsync(MissingDocument, name => stranger.DownloadAsync(name))));
        }
    }

    [Test]
    public async Task Office_whose_stage_is_to_come_is_told_that_it_is_not_its_turn()
    {
        // It may track the application, so the rules' own answer tells it nothing new.
        var coming = _hub.Officer("bappeda", "contoh-bappeda");
        Assert.That(await Refused.ReasonAsync(() => coming.ForwardAsync(_application)), Is.Not.EqualTo("UNKNOWN_APPLICATION"));
        Assert.That(await Refused.ReasonAsync(() => GetAsync(coming, _application)), Is.EqualTo("UNKNOWN_APPLICATION"));
    }

    private static readonly TestCaseData[] OnApplications =
    [
        Case(GetAsync),
        Case((caller, name) => new TrackingService.TrackingServiceClient(caller).GetInternalTrackingAsync(new() { Name = name }).ResponseAsync),
        Case((caller, name) => caller.CompleteAsync(name)),
        Case((caller, name) => caller.ForwardAsync(name)),
        Case((caller, name) => caller.Applications().ReturnApplicationAsync(new() { Name = name, RequestId = Actors.NextRequest, OwedRequirements = { "ktp" }, Reason = "KTP_BURAM" }).ResponseAsync),
        Case((caller, name) => caller.Applications().RejectApplicationAsync(new() { Name = name, RequestId = Actors.NextRequest, Reason = "TIDAK_MEMENUHI" }).ResponseAsync),
        Case((caller, name) => caller.Applications().SupplementApplicationAsync(new() { Name = name, RequestId = Actors.NextRequest }).ResponseAsync),
        Case((caller, name) => caller.Applications().WithdrawApplicationAsync(new() { Name = name, RequestId = Actors.NextRequest }).ResponseAsync),
        Case((caller, name) => caller.Applications().AssignStageAsync(new() { Name = name, RequestId = Actors.NextRequest, Officer = "officers/contoh-dpupr" }).ResponseAsync),
        Case((caller, name) => caller.Applications().ExtendDeadlineAsync(new() { Name = name, RequestId = Actors.NextRequest, WorkingDays = 1, Reason = "BEBAN_KERJA" }).ResponseAsync),
        Case((caller, name) => caller.Applications().MigrateApplicationAsync(new() { Name = name, RequestId = Actors.NextRequest, Procedure = "rekomendasi-dulu@1", Reason = "ATURAN_BARU" }).ResponseAsync),
        Case((caller, name) => caller.Applications().LapseApplicationAsync(new() { Name = name, RequestId = Actors.NextRequest }).ResponseAsync),
        Case((caller, name) => caller.Applications().InquireApplicationAsync(new() { Name = name, RequestId = Actors.NextRequest }).ResponseAsync),
        Case((caller, name) => caller.Applications().AnswerInquiryAsync(
            new() { Name = name + "/inquiries/satu", RequestId = Actors.NextRequest, ExpectedDate = new() { Year = 2026, Month = 12, Day = 1 } }).ResponseAsync),
        Case(async (caller, name) => await new RecommendationService.RecommendationServiceClient(caller).RecommendAsync(await caller.RecommendationAsync(name))),
        Case((caller, name) => caller.SignAsync(name, "salah")),
        Case((caller, name) => new SigningJobService.SigningJobServiceClient(caller).ResolveSigningOutcomeAsync(
            new() { Application = name, RequestId = Actors.NextRequest, Outcome = ResolveSigningOutcomeRequest.Types.Outcome.NotSigned }).ResponseAsync),
        Case(async (caller, name) =>
        {
            // With a stale etag, which must not tell the present one.
            await caller.Applications().DeclareCompleteAsync(new() { Name = name, RequestId = Actors.NextRequest, Etag = "99" });
        }),
    ];

    private static readonly TestCaseData[] OfPortals = [OnApplications[0], OnApplications[6], OnApplications[7], OnApplications[12]];

    private static readonly TestCaseData[] OnLetters =
    [
        Case((caller, name) => new LetterService.LetterServiceClient(caller).RevokeLetterAsync(new() { Name = name, RequestId = Actors.NextRequest, Reason = "DATA_PALSU" }).ResponseAsync),
        Case((caller, name) => new LetterService.LetterServiceClient(caller).SupersedeLetterAsync(new() { Name = name, RequestId = Actors.NextRequest, SupersededBy = name }).ResponseAsync),
        Case((caller, name) => new LetterService.LetterServiceClient(caller).ReportObligationAsync(new() { Name = name, RequestId = Actors.NextRequest, Obligation = "laporan" }).ResponseAsync),
    ];

    private static TestCaseData Case(Func<CallInvoker, string, Task> call) => new(call);

    private static Task GetAsync(CallInvoker caller, string name) => caller.Applications().GetApplicationAsync(new() { Name = name }).ResponseAsync;

    /// <summary>All that a refusal says, the name that was asked for aside.</summary>
    private static async Task<string> ToldAsync(string name, Func<string, Task> call)
    {
        try
        {
            await call(name);
        }
        catch (RpcException refused)
        {
            return Refused.Said(refused).Replace(name, "NAME", StringComparison.Ordinal);
        }

        throw new AssertionException("The call was not refused.");
    }
}
