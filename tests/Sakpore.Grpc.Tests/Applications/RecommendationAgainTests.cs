using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;
using Client = Sakpore.Permits.V1.RecommendationService.RecommendationServiceClient;

namespace Sakpore.Grpc.Tests.Applications;

/// <summary>An agency is asked again over gRPC, and going on against advice takes a reason.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class RecommendationAgainTests(TestDatabase database)
{
    private TestHub _hub = null!;
    private string _name = "";

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync(database: database);

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [SetUp]
    public async Task ToTheAgencies()
    {
        _name = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.FrontOffice.CompleteAsync(_name);
        await _hub.BackOffice.ForwardAsync(_name);
        await _hub.Officer("dpmptsp", "contoh-sub-koordinator").ForwardAsync(_name);
        await _hub.Officer("dpmptsp", "contoh-koordinator").ForwardAsync(_name);
    }

    [Test]
    public async Task Agency_that_has_not_answered_is_reminded()
    {
        var asked = await RequestAsync("rekomendasi-bappeda");
        Assert.That(asked.CurrentStages.Select(stage => stage.Stage), Is.EquivalentTo(new[] { "rekomendasi-kesbangpol", "rekomendasi-bappeda" }));
        await Refused.AsExpectedAsync(_hub, StatusCode.PermissionDenied, "WRONG_OFFICE", async () => await new Client(_hub.Officer("bappeda", "contoh-bappeda"))
            .RequestRecommendationAsync(new RequestRecommendationRequest { Application = _name, RequestId = Actors.NextRequest, Stage = "rekomendasi-kesbangpol" }));
    }

    [Test]
    public async Task Agency_that_advised_against_it_answers_anew()
    {
        await AnswerAsync(favourable: false);
        var asked = await RequestAsync("rekomendasi-kesbangpol");
        Assert.That(asked.CurrentStages.Select(stage => stage.Stage), Is.EqualTo(new[] { "rekomendasi-kesbangpol" }));
        await _hub.Officer("kesbangpol", "contoh-kesbangpol").RecommendAsync(_name);
        Assert.That((await _hub.BackOffice.ForwardAsync(_name, "tanda-tangan")).State, Is.EqualTo(Application.Types.State.AwaitingSignature));
    }

    [Test]
    public async Task Going_on_against_advice_takes_a_reason_which_is_recorded()
    {
        await AnswerAsync(favourable: false);
        await Refused.AsExpectedAsync(_hub, StatusCode.InvalidArgument, "REASON_MISSING", () => _hub.BackOffice.ForwardAsync(_name, "tanda-tangan"));
        var request = new ForwardApplicationRequest { Name = _name, RequestId = Actors.NextRequest, To = "tanda-tangan", Reason = "karena perlu" };
        await Refused.AsExpectedAsync(
            _hub, StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await _hub.BackOffice.Applications().ForwardApplicationAsync(request));
        request.Reason = "ADVICE_WEIGHED";
        var forwarded = await _hub.BackOffice.Applications().ForwardApplicationAsync(request);
        Assert.That(forwarded.State, Is.EqualTo(Application.Types.State.AwaitingSignature));
        Assert.That(_hub.Snapshot(), Does.Contain("ADVICE_WEIGHED").Or.Contain(Convert.ToHexStringLower("ADVICE_WEIGHED"u8)));
    }

    private async Task<Application> RequestAsync(string stage) => await new Client(_hub.BackOffice).RequestRecommendationAsync(
        new RequestRecommendationRequest { Application = _name, RequestId = Actors.NextRequest, Stage = stage });

    private async Task AnswerAsync(bool favourable)
    {
        var kesbangpol = _hub.Officer("kesbangpol", "contoh-kesbangpol");
        var answer = await kesbangpol.RecommendationAsync(_name);
        answer.Favourable = favourable;
        await new Client(kesbangpol).RecommendAsync(answer);
        await _hub.Officer("bappeda", "contoh-bappeda").RecommendAsync(_name);
    }
}
