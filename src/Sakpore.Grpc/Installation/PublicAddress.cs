using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Sakpore.Grpc.Installation;

/// <summary>The address under which citizens reach the pages: configured, or in development the port that was taken.</summary>
internal sealed class PublicAddress(HubOptions options, IServer server)
{
    /// <summary>Without a slash at the end.</summary>
    /// <exception cref="InvalidOperationException">None is configured, and the hub is not listening yet.</exception>
    public string Url => options.PublicUrl
        ?? server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault()?.TrimEnd('/')
        ?? throw new InvalidOperationException("The hub has no public address yet.");
}
