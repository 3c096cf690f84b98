using System.Text;
using Grpc.AspNetCore.Server;
using Grpc.Core;
using Microsoft.AspNetCore.Routing;
using Sakpore.Core.Procedures;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Access;

/// <summary>Every method is called as every caller, over the wire; docs/access.md shows what came of it.</summary>
internal sealed class AccessMatrixTests
{
    private const string Begin = "<!-- matrix: written by AccessMatrixTests -->";
    private const string End = "<!-- end of matrix -->";

    private static readonly Marshaller<byte[]> Bytes = Marshallers.Create(bytes => bytes, bytes => bytes);

    [Test]
    public async Task Document_shows_who_may_call_what()
    {
        await using var hub = await TestHub.StartAsync();
        (string Name, CallInvoker Caller)[] callers =
        [
            ("public", hub.Public),
            ("portal", hub.Portal),
            (Roles.FrontOffice, hub.FrontOffice),
            (Roles.BackOffice, hub.BackOffice),
            (Roles.SubKoordinator, hub.Officer("dpmptsp", "contoh-sub-koordinator")),
            (Roles.Koordinator, hub.Officer("dpmptsp", "contoh-koordinator")),
            (Roles.Kepala, hub.Head),
            (Roles.Rekomendasi, hub.Officer("dinkes", "contoh-dinkes")),
        ];
        Assert.That(callers.Skip(2).Select(caller => caller.Name), Is.EquivalentTo(Roles.All), "every role of the rules has a column");
        var methods = hub.Get<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method).OfType<IMethod>()
            .DistinctBy(method => method.FullName).OrderBy(method => method.FullName, StringComparer.Ordinal).ToList();
        var matrix = new StringBuilder($"| method | {string.Join(" | ", callers.Select(caller => caller.Name))} |\n|---|{string.Concat(callers.Select(_ => "---|"))}\n");
        foreach (var method in methods)
        {
            matrix.Append($"| {method.FullName[1..].Replace('/', '.')} |");
            foreach (var (name, caller) in callers)
            {
                var admitted = await IsAdmittedAsync(method, caller);
                Assert.That(admitted, Is.EqualTo(IsMeant(method.FullName, name)), $"{method.FullName} as {name}: the table and what happens are one");
                matrix.Append(admitted ? " yes |" : " - |");
            }

            matrix.Append('\n');
        }

        Document.Holds("docs/access.md", Begin, End, matrix.ToString());
    }

    private static bool IsMeant(string method, string caller)
    {
        var rule = MethodAccess.Of(method);
        return caller switch
        {
            "public" => rule.Audience.HasFlag(Audience.Public),
            "portal" => rule.Audience.HasFlag(Audience.Portal),
            _ => rule.Audience.HasFlag(Audience.Officer) && (rule.Roles.Count == 0 || rule.Roles.Contains(caller)),
        };
    }

    /// <summary>Sends an empty message; whatever comes of it but a refusal of the caller says that it was admitted.</summary>
    private static async Task<bool> IsAdmittedAsync(IMethod described, CallInvoker caller)
    {
        var method = new Method<byte[], byte[]>(described.Type, described.ServiceName, described.Name, Bytes, Bytes);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var options = new CallOptions(cancellationToken: patience.Token);
        return await Refused.ReasonAsync(() => CallAsync(method, caller, options)) is not ("UNAUTHENTICATED" or "NOT_PERMITTED");
    }

    private static async Task CallAsync(Method<byte[], byte[]> method, CallInvoker caller, CallOptions options)
    {
        switch (method.Type)
        {
            case MethodType.Unary:
                await caller.AsyncUnaryCall(method, null, options, []);
                break;
            case MethodType.ClientStreaming:
                using (var call = caller.AsyncClientStreamingCall(method, null, options))
                {
                    await call.RequestStream.CompleteAsync();
                    await call;
                }

                break;
            case MethodType.ServerStreaming:
                // The first message is enough: a watch has no end.
                using (var call = caller.AsyncServerStreamingCall(method, null, options, []))
                {
                    await call.ResponseStream.MoveNext(options.CancellationToken);
                }

                break;
            default:
                using (var call = caller.AsyncDuplexStreamingCall(method, null, options))
                {
                    await call.RequestStream.CompleteAsync();
                    await call.ResponseStream.MoveNext(options.CancellationToken);
                }

                break;
        }
    }
}
