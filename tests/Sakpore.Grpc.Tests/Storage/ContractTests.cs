using Google.Protobuf;
using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Letters.V1;
using Sakpore.Permits.V1;
using Sakpore.Signing.V1;

namespace Sakpore.Grpc.Tests.Storage;

/// <summary>The contract over its whole length, the same on both databases; bad input and erasure have tests of their own.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class ContractTests(TestDatabase database)
{
    private TestHub _hub = null!;

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync(database: database);

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Application_goes_from_submission_to_a_letter_that_verifies()
    {
        var submitted = await _hub.Portal.SubmitAsync();
        var name = submitted.Application.Name;
        await _hub.TakeToSignatureAsync(name);
        var waiting = await new SigningService.SigningServiceClient(_hub.Head).ListPendingSignaturesAsync(new ListPendingSignaturesRequest());
        Assert.That(waiting.PendingSignatures.Select(row => row.Application), Does.Contain(name));

        var signed = await _hub.Head.SignAsync(name, _hub.Callers.Passphrase);

        Assert.That(signed.Application.State, Is.EqualTo(Application.Types.State.Issued));
        var letter = await new LetterService.LetterServiceClient(_hub.Public).GetLetterAsync(new GetLetterRequest { Name = signed.Letter.Name });
        Assert.That(letter, Is.EqualTo(signed.Letter));
        var report = await _hub.Public.VerifyAsync(await _hub.Portal.DownloadAsync(letter.Document));
        Assert.That(report.Signatures, Has.Count.EqualTo(1));
        Assert.That(report.Letter.Name, Is.EqualTo(letter.Name));
        var tracked = await new TrackingService.TrackingServiceClient(_hub.Public).TrackAsync(new TrackRequest { Token = submitted.TrackingToken });
        Assert.That(tracked.Steps.Select(step => step.Progress), Has.None.EqualTo(TrackingStep.Types.Progress.Coming));
        var seen = await _hub.FrontOffice.Applications().GetApplicationAsync(new GetApplicationRequest { Name = name });
        Assert.That(seen.Form.Fields["nama"].StringValue, Is.EqualTo(Papers.Name));
        Assert.That(await _hub.FrontOffice.DownloadAsync(seen.Files.Single(file => file.Requirement == "ktp").Document), Is.EqualTo(Papers.Png(Papers.Nik)));
        var listed = await _hub.BackOffice.Applications().ListApplicationsAsync(new ListApplicationsRequest { PageSize = 1 });
        Assert.That(listed.Applications, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Repeated_request_is_done_once_and_answered_alike()
    {
        var submission = await _hub.Portal.SubmissionAsync();
        var first = await _hub.Portal.Applications().SubmitApplicationAsync(submission);
        var complete = new DeclareCompleteRequest { Name = first.Application.Name, RequestId = Actors.NextRequest, Note = "Berkas lengkap" };
        var done = await _hub.FrontOffice.Applications().DeclareCompleteAsync(complete);
        await _hub.BackOffice.ForwardAsync(first.Application.Name);
        var before = _hub.Snapshot();

        var again = await _hub.Portal.Applications().SubmitApplicationAsync(submission);
        var doneAgain = await _hub.FrontOffice.Applications().DeclareCompleteAsync(complete);

        Assert.That(again.Application.Etag, Is.EqualTo(first.Application.Etag), "The answer is the one of then.");
        Assert.That(again.TrackingToken, Is.EqualTo(first.TrackingToken));
        Assert.That(doneAgain.ToByteString(), Is.EqualTo(done.ToByteString()));
        Assert.That(_hub.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task Old_etag_is_told_with_the_current_one()
    {
        var submitted = await _hub.Portal.SubmitAsync();
        var now = await _hub.FrontOffice.CompleteAsync(submitted.Application.Name);
        var aborted = await Assert.ThrowsAsync<RpcException>(async () => await _hub.BackOffice.Applications().ForwardApplicationAsync(
            new ForwardApplicationRequest { Name = now.Name, RequestId = Actors.NextRequest, Etag = submitted.Application.Etag }));
        Assert.That(aborted!.StatusCode, Is.EqualTo(StatusCode.Aborted));
        var told = aborted.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>().Metadata["etag"];
        Assert.That(told, Is.EqualTo(now.Etag));
        var forwarded = await _hub.BackOffice.Applications().ForwardApplicationAsync(
            new ForwardApplicationRequest { Name = now.Name, RequestId = Actors.NextRequest, Etag = told });
        Assert.That(forwarded.Etag, Is.Not.EqualTo(told));
    }

    [Test]
    public async Task Twenty_officers_act_at_once_and_one_is_first()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.FrontOffice.CompleteAsync(name);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => OutcomeAsync(() => _hub.BackOffice.ForwardAsync(name))));
        Assert.That(outcomes.Count(outcome => outcome is null), Is.EqualTo(1), string.Join(", ", outcomes));
        Assert.That(outcomes, Is.All.Null.Or.EqualTo(StatusCode.FailedPrecondition).Or.EqualTo(StatusCode.PermissionDenied).Or.EqualTo(StatusCode.Aborted));
    }

    [Test]
    public async Task Same_request_sent_twenty_times_at_once_is_done_once()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        var request = new DeclareCompleteRequest { Name = name, RequestId = Actors.NextRequest };
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(async _ => await _hub.FrontOffice.Applications().DeclareCompleteAsync(request)));
        Assert.That(answers.Select(answer => answer.ToByteString()).Distinct().Count(), Is.EqualTo(1));
    }

    [Test]
    public async Task Submissions_of_one_instant_get_registration_ids_of_their_own()
    {
        // The clock stands still in this test: all of them draw the same registration id first.
        var submissions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _hub.Portal.SubmissionAsync()));
        var answers = await Task.WhenAll(submissions.Select(async submission => await SubmitUntilTakenAsync(submission)));
        Assert.That(answers.Select(answer => answer.Application.Name).Distinct().Count(), Is.EqualTo(8));
    }

    private async Task<SubmitApplicationResponse> SubmitUntilTakenAsync(SubmitApplicationRequest submission)
    {
        while (true)
        {
            try
            {
                return await _hub.Portal.Applications().SubmitApplicationAsync(submission);
            }
            catch (RpcException aborted) when (aborted.StatusCode == StatusCode.Aborted)
            {
                // The contract's advice: the same request again.
            }
        }
    }

    private static async Task<StatusCode?> OutcomeAsync(Func<Task> act)
    {
        try
        {
            await act();
            return null;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }
}
