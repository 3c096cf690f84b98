using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Sakpore.Grpc.Development;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>Those who call a hub, each with its own credentials.</summary>
internal abstract class HubCallers(string address, DevelopmentCallers callers, HttpMessageHandler? handler = null) : IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxReceiveMessageSize = null, HttpHandler = handler });

    public DevelopmentCallers Callers { get; } = callers;

    public CallInvoker Public => _channel.CreateCallInvoker();

    public CallInvoker Portal => As(Callers.Portal, null);

    public CallInvoker FrontOffice => Officer("dpmptsp", "contoh-front-office");

    public CallInvoker BackOffice => Officer("dpmptsp", "contoh-back-office");

    public CallInvoker Head => Officer("dpmptsp", "contoh-kepala");

    public CallInvoker Officer(string office, string officer) => As(Callers.Offices[office], "officers/" + officer);

    /// <summary>A caller that sends headers of its own.</summary>
    public CallInvoker With(params (string Name, string Value)[] headers) => With(_channel, headers);

    /// <summary>A caller over a channel that sends headers of its own.</summary>
    public static CallInvoker With(GrpcChannel channel, params (string Name, string Value)[] headers) => channel.Intercept(metadata =>
    {
        foreach (var (name, value) in headers)
        {
            metadata.Add(name, value);
        }

        return metadata;
    });

    public void Dispose() => _channel.Dispose();

    private CallInvoker As(string key, string? officer) => officer is null
        ? With(("authorization", "Bearer " + key))
        : With(("authorization", "Bearer " + key), ("sakpore-officer", officer));
}
