using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;
using Sakpore.Satisfaction.V1;
using Date = Google.Type.Date;

namespace Sakpore.Grpc.Tests.Satisfaction;

/// <summary>The survey: once for each application that ended, and an index that tells on nobody.</summary>
[TestFixture]
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class SatisfactionServiceTests(TestDatabase database)
{
    private static readonly int[] Good = [4, 4, 4, 3, 4, 3, 4, 4, 3];

    private TestHub _hub = null!;

    private SatisfactionService.SatisfactionServiceClient Public => new(_hub.Public);

    [SetUp]
    public async Task Start() => _hub = await TestHub.StartAsync(database: database);

    [TearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Index_is_the_mean_of_all_answers_times_25()
    {
        for (var respondent = 0; respondent < 5; respondent++)
        {
            await Public.AnswerSurveyAsync(Answer(await EndedAsync(), Good));
        }

        var index = await Public.GetSatisfactionIndexAsync(November());

        // 33 points over nine elements: 33 / 9 * 25 = 91.666...
        Assert.Multiple(() =>
        {
            Assert.That((index.Value, index.Band, index.Respondents), Is.EqualTo(("91.67", SatisfactionIndex.Types.Band.A, 5)));
            Assert.That(index.ElementMeans, Is.EqualTo(Good.Select(answer => $"{answer}.000")));
            Assert.That(index.Rule, Does.Contain("14/2017"));
        });
    }

    [Test]
    public async Task Few_answers_are_not_shown()
    {
        await Public.AnswerSurveyAsync(Answer(await EndedAsync(), Good));
        await RefusedAsync(StatusCode.NotFound, "NO_SURVEY_ANSWERS", async () => await Public.GetSatisfactionIndexAsync(November()));
    }

    [Test]
    public async Task Answer_that_only_asks_is_not_kept()
    {
        var token = await EndedAsync();
        var before = _hub.Snapshot();
        await Public.AnswerSurveyAsync(new AnswerSurveyRequest(Answer(token, Good)) { ValidateOnly = true });
        Assert.That(_hub.Snapshot(), Is.EqualTo(before));
        await Public.AnswerSurveyAsync(Answer(token, Good));
        await RefusedAsync(StatusCode.AlreadyExists, "SURVEY_ANSWERED", async () => await Public.AnswerSurveyAsync(new AnswerSurveyRequest(Answer(token, Good)) { ValidateOnly = true }));
    }

    [Test]
    public async Task Survey_is_closed_before_the_end()
    {
        var submitted = await _hub.Portal.SubmitAsync();
        await RefusedAsync(StatusCode.FailedPrecondition, "SURVEY_NOT_OPEN", async () => await Public.AnswerSurveyAsync(Answer(submitted.TrackingToken, Good)));
    }

    [Test]
    public async Task Second_answer_is_refused()
    {
        var token = await EndedAsync();
        await Public.AnswerSurveyAsync(Answer(token, Good));
        await RefusedAsync(StatusCode.AlreadyExists, "SURVEY_ANSWERED", async () => await Public.AnswerSurveyAsync(Answer(token, Good)));
    }

    [TestCase(new[] { 4, 4, 4, 4, 4, 4, 4, 4 }, TestName = "Eight_answers")]
    [TestCase(new[] { 4, 4, 4, 4, 4, 4, 4, 4, 5 }, TestName = "Answer_of_five")]
    public async Task Answers_that_the_rule_does_not_know(int[] answers)
    {
        var token = await EndedAsync();
        await RefusedAsync(StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await Public.AnswerSurveyAsync(Answer(token, answers)));
    }

    [Test]
    public Task Token_unknown() =>
        RefusedAsync(StatusCode.NotFound, "UNKNOWN_TRACKING_TOKEN", async () => await Public.AnswerSurveyAsync(Answer("BUKANTOKEN", Good)));

    private static AnswerSurveyRequest Answer(string token, int[] answers) => new() { Token = token, Answers = { answers } };

    private static GetSatisfactionIndexRequest November() => new()
    {
        StartDate = new Date { Year = 2026, Month = 11, Day = 1 },
        EndDate = new Date { Year = 2026, Month = 11, Day = 30 },
    };

    private Task RefusedAsync(StatusCode status, string reason, Func<Task> call) => Refused.AsExpectedAsync(_hub, status, reason, call);

    private async Task<string> EndedAsync()
    {
        var submitted = await _hub.Portal.SubmitAsync();
        await _hub.Portal.Applications().WithdrawApplicationAsync(new WithdrawApplicationRequest { Name = submitted.Application.Name, RequestId = Actors.NextRequest });
        return submitted.TrackingToken;
    }
}
