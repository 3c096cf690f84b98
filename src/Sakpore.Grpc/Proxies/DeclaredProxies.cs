using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Sakpore.Grpc.Proxies;

/// <summary>
/// The proxies that the operator declared. Whether a connection is one of theirs is settled once, when it is accepted, by the
/// address of the peer: nothing that a request says can change it.
/// </summary>
internal sealed class DeclaredProxies(IEnumerable<string> networks)
{
    private readonly IPNetwork[] _networks = [.. networks.Select(Parse)];

    /// <summary>Whether a text is an address or a network.</summary>
    public static bool IsNetwork(string text) => IPAddress.TryParse(text, out _) || IPNetwork.TryParse(text, out _);

    /// <summary>Marks connections of declared proxies; others are taken too, and are believed nothing.</summary>
    public void Mark(ListenOptions listen) => listen.Use(next => connection =>
    {
        MarkIfDeclared(connection);
        return next(connection);
    });

    /// <summary>Takes connections of declared proxies only; all others end at once.</summary>
    public void Admit(ListenOptions listen) => listen.Use(next => connection =>
    {
        if (MarkIfDeclared(connection))
        {
            return next(connection);
        }

        connection.Abort(new ConnectionAbortedException("The peer is no declared proxy."));
        return Task.CompletedTask;
    });

    private bool MarkIfDeclared(ConnectionContext connection)
    {
        var declared = connection.RemoteEndPoint is IPEndPoint peer && Contains(peer.Address);
        if (declared)
        {
            connection.Features.Set(DeclaredProxy.Mark);
        }

        return declared;
    }

    private bool Contains(IPAddress address)
    {
        var plain = address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        return _networks.Any(network => network.Contains(plain));
    }

    private static IPNetwork Parse(string text) => IPAddress.TryParse(text, out var address)
        ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
        : IPNetwork.Parse(text);
}

/// <summary>Stands among a connection's features where the peer is a declared proxy.</summary>
internal sealed class DeclaredProxy
{
    /// <summary>The mark.</summary>
    public static readonly DeclaredProxy Mark = new();

    private DeclaredProxy()
    {
    }
}
