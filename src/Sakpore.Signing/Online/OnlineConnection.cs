using System.Net;
using System.Net.Sockets;

namespace Sakpore.Signing.Online;

/// <summary>
/// Opens every connection of the library. The address is looked at after the name was resolved, and it is that address which
/// is connected to: a name that resolves differently the second time gains nothing.
/// </summary>
internal static class OnlineConnection
{
    /// <summary>A transport without redirects, proxy, cookies or expansion of what was compressed.</summary>
    public static SocketsHttpHandler Handler(OnlineOptions options) => new()
    {
        AllowAutoRedirect = false, // an address in a certificate leads to that address, and nowhere else
        UseProxy = false, // a proxy would resolve the name itself
        UseCookies = false,
        AutomaticDecompression = DecompressionMethods.None, // what is small on the wire is small in memory
        ConnectTimeout = options.Timeout,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = (context, cancellation) => ConnectAsync(context.DnsEndPoint, options.AllowLocalAddresses, cancellation),
    };

    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint host, bool allowLocalAddresses, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(host.Host, cancellation).ConfigureAwait(false);
        // One local address among several spoils them all: names that resolve to both are made to.
        if (!allowLocalAddresses && Array.Exists(addresses, LocalAddresses.Contain))
            throw new LocalAddressException(host.Host);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>A host has an address of this machine or of a private network, and those are not permitted. Trying again is no use.</summary>
internal sealed class LocalAddressException(string host) : IOException($"{host} has a local address.");
