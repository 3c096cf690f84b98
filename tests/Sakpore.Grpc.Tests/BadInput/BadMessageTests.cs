using System.Net;
using Google.Protobuf;
using Google.Rpc;
using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.Tests.BadInput;

/// <summary>Bytes that are no message of the contract, over gRPC.</summary>
internal sealed class BadMessageTests
{
    private const string Submit = "sakpore.permits.v1.ApplicationService/SubmitApplication";
    private const string Track = "sakpore.permits.v1.TrackingService/Track";
    private const int Rounds = 200;

    private TestHub _hub = null!;
    private RawGrpc _portal = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync();
        _portal = new RawGrpc(_hub, _hub.Callers.Portal);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _portal.Dispose();
        await _hub.DisposeAsync();
    }

    [Test]
    public async Task Damaged_submissions() => await FuzzAsync(_portal, Submit, (await _hub.Portal.SubmissionAsync()).ToByteArray(), 1);

    [Test]
    public async Task Damaged_returns()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        using var frontOffice = new RawGrpc(_hub, _hub.Callers.Offices["dpmptsp"], "contoh-front-office");
        var request = new ReturnApplicationRequest { Name = name, RequestId = Actors.NextRequest, Reason = "UNREADABLE", Note = "Buram", OwedRequirements = { "ktp" } };
        await FuzzAsync(frontOffice, "sakpore.permits.v1.ApplicationService/ReturnApplication", request.ToByteArray(), 2);
    }

    [Test]
    public async Task Damaged_files_to_verify()
    {
        using var anyone = new RawGrpc(_hub);
        await FuzzAsync(
            anyone, "sakpore.verification.v1.VerificationService/VerifyDocument", new VerifyDocumentRequest { Content = ByteString.CopyFrom(Papers.Pdf()) }.ToByteArray(), 3);
    }

    [Test]
    public async Task Enum_value_that_there_is_not()
    {
        var submission = await _hub.Portal.SubmissionAsync();
        submission.Kind = (Application.Types.Kind)99;
        await Refused.AsExpectedAsync(
            _hub, StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await _hub.Portal.Applications().SubmitApplicationAsync(submission));
    }

    [TestCase("")]
    [TestCase("00000000")]
    [TestCase("0000000010")]
    [TestCase("00FFFFFFFF00")]
    [TestCase("0200000000")]
    [TestCase("0100000000")]
    [TestCase("000000000300FF00")]
    [TestCase("00000000020AFF")]
    public async Task Frame_that_is_none(string hex) =>
        await RefusedAsync(_portal, Track, Convert.FromHexString(hex), StatusCode.InvalidArgument, "INVALID_REQUEST");

    [Test]
    public async Task Message_larger_than_is_read() =>
        await RefusedAsync(_portal, Track, RawGrpc.Frame(new byte[(4 << 20) + 1]), StatusCode.ResourceExhausted, "REQUEST_TOO_LARGE");

    [TestCase("sakpore.permits.v1.ApplicationService/Burn")]
    [TestCase("sakpore.furnace.v1.FurnaceService/Burn")]
    public async Task Method_that_there_is_not(string method) =>
        await RefusedAsync(_portal, method, RawGrpc.Frame([]), StatusCode.Unimplemented, "UNKNOWN_ADDRESS");

    [TestCase("application/json")]
    [TestCase("text/plain")]
    public async Task Content_type_that_is_not_gRPC(string contentType)
    {
        var before = _hub.Snapshot();
        var (http, _, _) = await _portal.CallAsync(Track, RawGrpc.Frame([]), contentType);
        Assert.That(http, Is.EqualTo(HttpStatusCode.UnsupportedMediaType));
        Assert.That(_hub.Snapshot(), Is.EqualTo(before));
    }

    private async Task FuzzAsync(RawGrpc caller, string method, byte[] message, int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < Rounds; round++)
        {
            var damaged = message.ToArray();
            for (var change = random.Next(1, 4); change > 0; change--)
            {
                damaged[random.Next(Math.Min(damaged.Length, 400))] = (byte)random.Next(256);
            }

            var before = _hub.Snapshot();
            var (_, status, details) = await caller.CallAsync(method, RawGrpc.Frame(round % 5 == 0 ? damaged[..random.Next(damaged.Length)] : damaged));
            if (status != StatusCode.OK)
            {
                var sent = Convert.ToHexString(damaged);
                Assert.That(details?.GetDetail<ErrorInfo>()?.Reason, Is.Not.Null.And.Not.EqualTo("INTERNAL_ERROR"), $"{status} {sent}");
                Assert.That(_hub.Snapshot(), Is.EqualTo(before), sent);
            }
        }
    }

    private async Task RefusedAsync(RawGrpc caller, string method, byte[] body, StatusCode expected, string reason)
    {
        var before = _hub.Snapshot();
        var (_, status, details) = await caller.CallAsync(method, body);
        Assert.That(_hub.Snapshot(), Is.EqualTo(before));
        Assert.That((status, details?.GetDetail<ErrorInfo>()?.Reason), Is.EqualTo((expected, reason)));
    }
}
