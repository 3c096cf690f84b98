using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Sakpore.Grpc.Development;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>Those who call a hub, each with its own credentials.</summary>
internal abstract class HubCallers(string address, DevelopmentCallers callers) : IDisposable
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { MaxReceiveMessageSize = null });

    public DevelopmentCallers Callers { get; } = callers;

    public CallInvoker Public => _channel.CreateCallInvoker();

    public CallInvoker Portal => As(Callers.Portal, null);

    public CallInvoker FrontOffice => Officer("dpmptsp", "contoh-front-office");

    public CallInvoker BackOffice => Officer("dpmptsp", "contoh-back-office");

    public CallInvoker Head => Officer("dpmptsp", "contoh-kepala");

    public CallInvoker Officer(string office, string officer) => As(Callers.Offices[office], "officers/" + officer);

    public void Dispose() => _channel.Dispose();

    private CallInvoker As(string key, string? officer) => _channel.Intercept(metadata =>
    {
        metadata.Add("authorization", "Bearer " + key);
        if (officer is not null)
        {
            metadata.Add("sakpore-officer", officer);
        }

        return metadata;
    });
}
