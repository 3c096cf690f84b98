using Google.Protobuf;
using Grpc.Core;
using Sakpore.Documents.V1;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Grpc.Tests.Transcoding;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Tests.BadInput;

/// <summary>Callers that hang up, or whose deadline ends. What they asked for is done once or not at all, and can be asked again.</summary>
internal sealed class CancelledCallTests
{
    private TestHub _hub = null!;

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Submission_cancelled_at_any_moment_is_done_once()
    {
        for (var delay = 0; delay < 12; delay++)
        {
            var submission = await _hub.Portal.SubmissionAsync();
            using var hangUp = new CancellationTokenSource();
            var call = _hub.Portal.Applications().SubmitApplicationAsync(submission, cancellationToken: hangUp.Token);
            await WaitAsync(delay);
            await hangUp.CancelAsync();
            try
            {
                await call;
            }
            catch (RpcException cancelled)
            {
                Assert.That(cancelled.StatusCode, Is.EqualTo(StatusCode.Cancelled));
            }

            await DoneOnceAsync(submission);
        }
    }

    [Test]
    public async Task Submission_over_json_cancelled_at_any_moment_is_done_once()
    {
        using var portal = JsonCaller.Portal(_hub);
        for (var delay = 0; delay < 12; delay++)
        {
            var submission = await _hub.Portal.SubmissionAsync();
            using var hangUp = new CancellationTokenSource();
            using var content = new StringContent(JsonFormatter.Default.Format(submission), System.Text.Encoding.UTF8, "application/json");
            var call = portal.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/v1/applications") { Content = content }, hangUp.Token);
            await WaitAsync(delay);
            await hangUp.CancelAsync();
            try
            {
                (await call).Dispose();
            }
            catch (OperationCanceledException)
            {
            }

            // The receipt was taken over JSON, and answers a repetition over JSON.
            using var again = await portal.SendAsync("/v1/applications", JsonFormatter.Default.Format(submission));
            Assert.That((int)again.StatusCode, Is.EqualTo(200), await again.Content.ReadAsStringAsync());
            Assert.That(Occurrences(submission.RequestId), Is.EqualTo(1));
        }
    }

    [Test]
    public async Task Deadline_that_is_over_changes_nothing()
    {
        var submission = await _hub.Portal.SubmissionAsync();
        var before = _hub.Snapshot();
        var late = await Assert.ThrowsAsync<RpcException>(async () =>
            await _hub.Portal.Applications().SubmitApplicationAsync(submission, deadline: DateTime.UnixEpoch));
        Assert.That(late!.StatusCode, Is.EqualTo(StatusCode.DeadlineExceeded));
        Assert.That(_hub.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task Upload_that_is_given_up_leaves_nothing()
    {
        var before = _hub.Snapshot();
        using var hangUp = new CancellationTokenSource();
        using var call = new DocumentService.DocumentServiceClient(_hub.Portal).UploadDocument(cancellationToken: hangUp.Token);
        await call.RequestStream.WriteAsync(new UploadDocumentRequest { Description = new DocumentDescription { MediaType = "application/pdf" } });
        await call.RequestStream.WriteAsync(new UploadDocumentRequest { Content = ByteString.CopyFrom(Papers.Pdf()) });
        await hangUp.CancelAsync();
        var given = await Assert.ThrowsAsync<RpcException>(async () => await call);
        Assert.That(given!.StatusCode, Is.EqualTo(StatusCode.Cancelled));

        // A call that is answered after it shows that the hub goes on, and has dealt with what came before.
        await _hub.Portal.UploadAsync(Papers.Pdf(), "application/pdf");
        Assert.That(_hub.Snapshot().Split('\n').Count(row => row.StartsWith("documents: ", StringComparison.Ordinal)),
            Is.EqualTo(before.Split('\n').Count(row => row.StartsWith("documents: ", StringComparison.Ordinal)) + 1));
    }

    private static Task WaitAsync(int step) => step == 0 ? Task.CompletedTask : Task.Delay(TimeSpan.FromMilliseconds(step));

    private async Task DoneOnceAsync(SubmitApplicationRequest submission)
    {
        // Under way still, the first call may hold the row that the repetition wants.
        var again = await _hub.Portal.Applications().SubmitApplicationAsync(submission);
        Assert.That(again.Application.Name, Is.Not.Empty);
        Assert.That(Occurrences(submission.RequestId), Is.EqualTo(1));
    }

    private int Occurrences(string requestId) =>
        _hub.Snapshot().Split('\n').Count(row => row.StartsWith("receipts: ", StringComparison.Ordinal) && row.Contains($" | {requestId} | ", StringComparison.Ordinal));
}
