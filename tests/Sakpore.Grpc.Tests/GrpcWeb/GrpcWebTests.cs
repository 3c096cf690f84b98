using System.Net;
using System.Text;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Grpc.Net.Client.Web;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.Tests.GrpcWeb;

/// <summary>The same contract over gRPC-Web and HTTP/1.1, as a browser or a proxy speaks it.</summary>
internal sealed class GrpcWebTests
{
    private TestHub _hub = null!;

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Whole_flow_with_streams_of_both_kinds()
    {
        using var channel = Channel(GrpcWebMode.GrpcWeb);
        var portal = As(channel, _hub.Callers.Portal);
        var submitted = await portal.SubmitAsync();
        var name = submitted.Application.Name;
        var frontOffice = As(channel, _hub.Callers.Offices["dpmptsp"], "contoh-front-office");
        Assert.That((await frontOffice.CompleteAsync(name)).Promise.DueDate.Day, Is.EqualTo(30));
        var backOffice = As(channel, _hub.Callers.Offices["dpmptsp"], "contoh-back-office");
        await backOffice.ForwardAsync(name);
        foreach (var officer in new[] { "contoh-sub-koordinator", "contoh-koordinator" })
        {
            await As(channel, _hub.Callers.Offices["dpmptsp"], officer).ForwardAsync(name);
        }

        await As(channel, _hub.Callers.Offices["kesbangpol"], "contoh-kesbangpol").RecommendAsync(name);
        await As(channel, _hub.Callers.Offices["bappeda"], "contoh-bappeda").RecommendAsync(name);
        await backOffice.ForwardAsync(name, "tanda-tangan");
        var signed = await As(channel, _hub.Callers.Offices["dpmptsp"], "contoh-kepala").SignAsync(name, _hub.Callers.Passphrase);
        var pdf = await portal.DownloadAsync(signed.Letter.Document);
        Assert.That((await channel.CreateCallInvoker().VerifyAsync(pdf)).Verdict, Is.EqualTo(VerificationReport.Types.Verdict.Authentic));
        pdf[pdf.Length / 3] ^= 1;
        Assert.That((await channel.CreateCallInvoker().VerifyAsync(pdf)).Verdict, Is.EqualTo(VerificationReport.Types.Verdict.Altered));
    }

    // As text a stream goes one way only: the server does not read a caller's stream in base64, nor can a browser send one.
    [Test]
    public async Task Text_carries_single_messages_and_what_the_hub_streams()
    {
        using var channel = Channel(GrpcWebMode.GrpcWebText);
        var portal = As(channel, _hub.Callers.Portal);
        var submission = await _hub.Portal.SubmissionAsync();
        var submitted = await portal.Applications().SubmitApplicationAsync(submission);
        Assert.That(submitted.Application.State, Is.EqualTo(Application.Types.State.InProgress));
        Assert.That(await portal.DownloadAsync(submission.Files[1].Document), Is.EqualTo(Papers.Pdf("Proposal")));
    }

    [TestCase(GrpcWebMode.GrpcWeb)]
    [TestCase(GrpcWebMode.GrpcWebText)]
    public async Task Refusal_carries_its_details(GrpcWebMode mode)
    {
        using var channel = Channel(mode);
        var portal = As(channel, _hub.Callers.Portal);
        var submission = await _hub.Portal.SubmissionAsync();
        submission.Files.Clear();
        await Refused.AsExpectedAsync(_hub, StatusCode.InvalidArgument, "MISSING_REQUIREMENT", async () => await portal.Applications().SubmitApplicationAsync(submission));
        await Refused.AsExpectedAsync(_hub, StatusCode.Unauthenticated, "UNAUTHENTICATED", async () =>
            await channel.CreateCallInvoker().Applications().GetApplicationAsync(new GetApplicationRequest { Name = "applications/1" }));
    }

    // Read by hand, so that no library of ours or theirs agrees with itself: a frame of five bytes and a message, then trailers as text.
    [Test]
    public async Task Bytes_on_the_wire()
    {
        using var http = new HttpClient { BaseAddress = new Uri(_hub.Pages) };
        var message = new TrackRequest { Token = "TIDAKADA" }.ToByteArray();
        using var content = new ByteArrayContent([0, 0, 0, 0, (byte)message.Length, .. message]);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/grpc-web+proto");
        using var answer = await http.PostAsync("/sakpore.permits.v1.TrackingService/Track", content);
        var body = await answer.Content.ReadAsByteArrayAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Does.StartWith("application/grpc-web"));

        // Refused before anything was written, the status may also stand in the headers.
        var trailers = body.Length > 0 && (body[0] & 0x80) != 0
            ? Encoding.ASCII.GetString(body, 5, body.Length - 5)
            : string.Join("\r\n", answer.Headers.Select(header => $"{header.Key}: {header.Value.First()}"));
        Assert.That(trailers, Does.Contain("grpc-status: 5"));
        var details = trailers.Split("\r\n").Single(line => line.StartsWith("grpc-status-details-bin", StringComparison.Ordinal)).Split(": ")[1].Trim();
        var status = Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '=')));
        Assert.That(status.GetDetail<Google.Rpc.ErrorInfo>().Reason, Is.EqualTo("UNKNOWN_TRACKING_TOKEN"));
    }

    private GrpcChannel Channel(GrpcWebMode mode) => GrpcChannel.ForAddress(
        _hub.Pages,
        new GrpcChannelOptions
        {
            HttpHandler = new GrpcWebHandler(mode, new HttpClientHandler()),
            HttpVersion = HttpVersion.Version11,
            MaxReceiveMessageSize = null,
        });

    private static CallInvoker As(GrpcChannel channel, string key, string? officer = null) => channel.Intercept(metadata =>
    {
        metadata.Add("authorization", "Bearer " + key);
        if (officer is not null)
        {
            metadata.Add("sakpore-officer", "officers/" + officer);
        }

        return metadata;
    });
}
