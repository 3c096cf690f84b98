using Grpc.Core;
using Grpc.Core.Interceptors;
using Grpc.Net.Client;
using Sakpore.Grpc.Development;

namespace Sakpore.Samples.QuickStart;

/// <summary>The calling systems of a city: the portal for applicants, and each office's own system for its officers.</summary>
internal sealed class City(string address, DevelopmentCallers callers)
{
    private readonly GrpcChannel _channel = GrpcChannel.ForAddress(address);

    /// <summary>The passphrase of the officers' development keys.</summary>
    public string Passphrase => callers.Passphrase;

    /// <summary>Anyone, without credentials.</summary>
    public CallInvoker Public => _channel.CreateCallInvoker();

    /// <summary>The portal.</summary>
    public CallInvoker Portal => With(callers.Portal, null);

    /// <summary>An office's system, acting for one of its officers.</summary>
    public CallInvoker Officer(string office, string officer) => With(callers.Offices[office], "officers/" + officer);

    private CallInvoker With(string key, string? officer) => _channel.Intercept(metadata =>
    {
        metadata.Add("authorization", "Bearer " + key);
        if (officer is not null)
        {
            metadata.Add("sakpore-officer", officer);
        }

        return metadata;
    });
}
