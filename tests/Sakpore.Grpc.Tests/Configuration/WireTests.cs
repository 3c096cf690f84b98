using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Reflection.V1Alpha;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Tests.Configuration;

/// <summary>What can be set of gRPC itself: reflection and compression.</summary>
internal sealed class WireTests
{
    [Test]
    public async Task Contract_is_told_to_whoever_asks()
    {
        await using var hub = await TestHub.StartAsync();
        Assert.That(await ServicesAsync(hub), Does.Contain("sakpore.permits.v1.ApplicationService").And.Contain("grpc.health.v1.Health"));
    }

    [Test]
    public async Task Contract_is_not_told_where_that_is_switched_off()
    {
        await using var hub = await TestHub.StartAsync(options => options with { Reflection = false });
        var refused = await Assert.ThrowsAsync<RpcException>(async () => await ServicesAsync(hub));
        Assert.That(refused!.StatusCode, Is.EqualTo(StatusCode.Unimplemented));
    }

    [TestCase(true, "gzip")]
    [TestCase(false, null)]
    public async Task Answers_are_compressed_where_that_is_set_and_requests_are_always_taken_so(bool set, string? encoding)
    {
        await using var hub = await TestHub.StartAsync(options => options with { CompressAnswers = set });
        using var seen = new Seen();
        using var channel = GrpcChannel.ForAddress(hub.GrpcAddress, new GrpcChannelOptions { HttpHandler = seen });
        var answer = await new PermitTypeService.PermitTypeServiceClient(channel).ListPermitTypesAsync(
            new ListPermitTypesRequest { PageSize = 50 }, new Metadata { { "grpc-internal-encoding-request", "gzip" } });
        Assert.That(answer.PermitTypes, Is.Not.Empty);
        Assert.That((seen.Sent, seen.Answered), Is.EqualTo(("gzip", encoding)));
    }

    private static async Task<IReadOnlyList<string>> ServicesAsync(TestHub hub)
    {
        using var call = new ServerReflection.ServerReflectionClient(hub.Public).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new ServerReflectionRequest { ListServices = "" });
        await call.RequestStream.CompleteAsync();
        Assert.That(await call.ResponseStream.MoveNext(default), Is.True);
        return [.. call.ResponseStream.Current.ListServicesResponse.Service.Select(service => service.Name)];
    }

    /// <summary>Looks at the headers that say how messages are encoded.</summary>
    private sealed class Seen() : DelegatingHandler(new SocketsHttpHandler())
    {
        public string? Sent { get; private set; }

        public string? Answered { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            Sent = request.Headers.TryGetValues("grpc-encoding", out var sent) ? sent.Single() : null;
            Answered = answer.Headers.TryGetValues("grpc-encoding", out var answered) ? answered.Single() : null;
            return answer;
        }
    }
}
