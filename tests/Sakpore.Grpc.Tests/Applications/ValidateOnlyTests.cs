using Google.Protobuf;
using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;
using Sakpore.Signing.V1;

namespace Sakpore.Grpc.Tests.Applications;

/// <summary>A call that only asks takes the whole path, answers as if meant, and stores nothing (AIP-163).</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class ValidateOnlyTests(TestDatabase database)
{
    private TestHub _hub = null!;

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync(database: database);

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Submission_that_only_asks_has_no_name_and_no_token()
    {
        var submission = await _hub.Portal.SubmissionAsync();
        var asked = await AskedAsync(submission, async request => await _hub.Portal.Applications().SubmitApplicationAsync(request));
        Assert.Multiple(() =>
        {
            Assert.That(asked.Application.State, Is.EqualTo(Application.Types.State.InProgress));
            Assert.That((asked.Application.Name, asked.Application.Etag, asked.TrackingToken, asked.TrackingUri), Is.EqualTo(("", "", "", "")));
        });
        var meant = await _hub.Portal.Applications().SubmitApplicationAsync(submission);
        Assert.That(meant.Application.Name, Does.StartWith("applications/"), "The same request id serves when it is meant.");
    }

    [Test]
    public async Task Every_action_answers_as_it_will_when_it_is_meant()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        var frontOffice = _hub.FrontOffice.Applications();
        await AskedAndMeantAsync(
            new ReturnApplicationRequest { Name = name, RequestId = Actors.NextRequest, OwedRequirements = { "ktp" }, Reason = "UNREADABLE" },
            async request => await frontOffice.ReturnApplicationAsync(request));
        var ktp = await _hub.Portal.UploadAsync(Papers.Png("KTP"), "image/png");
        await AskedAndMeantAsync(
            new SupplementApplicationRequest { Name = name, RequestId = Actors.NextRequest, Files = { new RequirementFile { Requirement = "ktp", Document = ktp } } },
            async request => await _hub.Portal.Applications().SupplementApplicationAsync(request));
        await AskedAndMeantAsync(
            new DeclareCompleteRequest { Name = name, RequestId = Actors.NextRequest, Note = "Berkas lengkap." },
            async request => await frontOffice.DeclareCompleteAsync(request));
        foreach (var officer in new[] { "contoh-back-office", "contoh-sub-koordinator", "contoh-koordinator" })
        {
            await AskedAndMeantAsync(
                new ForwardApplicationRequest { Name = name, RequestId = Actors.NextRequest },
                async request => await _hub.Officer("dpmptsp", officer).Applications().ForwardApplicationAsync(request));
        }

        var agency = _hub.Officer("kesbangpol", "contoh-kesbangpol");
        var recommendation = await agency.RecommendationAsync(name);
        await AskedAndMeantAsync(
            recommendation, async request => await new RecommendationService.RecommendationServiceClient(agency).RecommendAsync(request));
        await AskedAndMeantAsync(
            new WithdrawApplicationRequest { Name = name, RequestId = Actors.NextRequest },
            async request => await _hub.Portal.Applications().WithdrawApplicationAsync(request));
    }

    [Test]
    public async Task Rejection_that_only_asks()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        await AskedAndMeantAsync(
            new RejectApplicationRequest { Name = name, RequestId = Actors.NextRequest, Reason = "NOT_ELIGIBLE" },
            async request => await _hub.FrontOffice.Applications().RejectApplicationAsync(request));
    }

    [Test]
    public async Task Signature_that_only_asks_tries_key_and_letter_and_takes_no_number()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        var before = await _hub.TakeToSignatureAsync(name);
        var request = new SignLetterRequest { Application = name, RequestId = Actors.NextRequest, Passphrase = _hub.Callers.Passphrase };
        var client = new SigningService.SigningServiceClient(_hub.Head);
        var asked = await AskedAsync(request, async asking => await client.SignLetterAsync(asking));
        Assert.That(asked.Application, Is.EqualTo(before));
        Assert.That(asked.Letter, Is.Null);
        await Refused.AsExpectedAsync(_hub, StatusCode.PermissionDenied, "WRONG_PASSPHRASE", async () => await client.SignLetterAsync(
            new SignLetterRequest(request) { ValidateOnly = true, Passphrase = "bukan ini" }));
        Assert.That((await client.SignLetterAsync(request)).Letter.Number, Does.Contain("/XI/2026"));
    }

    [Test]
    public async Task Refusal_of_a_call_that_only_asks_is_the_refusal_of_the_action()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        await Refused.AsExpectedAsync(_hub, StatusCode.FailedPrecondition, "OUT_OF_TURN", async () => await _hub.BackOffice.Applications()
            .ForwardApplicationAsync(new ForwardApplicationRequest { Name = name, RequestId = Actors.NextRequest, ValidateOnly = true }));
    }

    [Test]
    public async Task Question_about_what_was_done_answers_what_was_reached()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        var request = new DeclareCompleteRequest { Name = name, RequestId = Actors.NextRequest };
        var done = await _hub.FrontOffice.Applications().DeclareCompleteAsync(request);
        Assert.That(await AskedAsync(request, async asking => await _hub.FrontOffice.Applications().DeclareCompleteAsync(asking)), Is.EqualTo(done));
    }

    private async Task AskedAndMeantAsync<TRequest, TAnswer>(TRequest request, Func<TRequest, Task<TAnswer>> call)
        where TRequest : IMessage<TRequest>, new()
    {
        var asked = await AskedAsync(request, call);
        Assert.That(asked, Is.EqualTo(await call(request)), typeof(TRequest).Name);
    }

    private async Task<TAnswer> AskedAsync<TRequest, TAnswer>(TRequest request, Func<TRequest, Task<TAnswer>> call)
        where TRequest : IMessage<TRequest>, new()
    {
        var asking = request.Clone();
        asking.Descriptor.FindFieldByName("validate_only").Accessor.SetValue(asking, true);
        var before = _hub.Snapshot();
        var answer = await call(asking);
        Assert.That(_hub.Snapshot(), Is.EqualTo(before), "Nothing is stored.");
        return answer;
    }
}
