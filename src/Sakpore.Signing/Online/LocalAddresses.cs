using System.Net;
using System.Net.Sockets;

namespace Sakpore.Signing.Online;

/// <summary>Addresses that no certificate of a stranger may make this machine connect to (RFC 6890).</summary>
internal static class LocalAddresses
{
    private static readonly IPNetwork[] Networks =
    [
        IPNetwork.Parse("0.0.0.0/8"), // this network
        IPNetwork.Parse("10.0.0.0/8"), // private
        IPNetwork.Parse("100.64.0.0/10"), // shared
        IPNetwork.Parse("127.0.0.0/8"), // loopback
        IPNetwork.Parse("169.254.0.0/16"), // link-local, cloud metadata among it
        IPNetwork.Parse("172.16.0.0/12"), // private
        IPNetwork.Parse("192.0.0.0/24"), // protocol assignments
        IPNetwork.Parse("192.168.0.0/16"), // private
        IPNetwork.Parse("198.18.0.0/15"), // benchmarking
        IPNetwork.Parse("224.0.0.0/3"), // multicast, reserved, broadcast
        IPNetwork.Parse("::/128"), // unspecified
        IPNetwork.Parse("::1/128"), // loopback
        IPNetwork.Parse("64:ff9b:1::/48"), // local translation
        IPNetwork.Parse("100::/64"), // discard
        IPNetwork.Parse("fc00::/7"), // unique local
        IPNetwork.Parse("fe80::/10"), // link-local
        IPNetwork.Parse("fec0::/10"), // site-local
        IPNetwork.Parse("ff00::/8"), // multicast
    ];

    private static readonly IPNetwork Translated = IPNetwork.Parse("64:ff9b::/96"); // NAT64
    private static readonly IPNetwork SixToFour = IPNetwork.Parse("2002::/16");

    /// <summary>Whether an address is local, an IPv4 address inside an IPv6 one included.</summary>
    public static bool Contain(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            return Contain(address.MapToIPv4());
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            var bytes = address.GetAddressBytes();
            if (Translated.Contains(address))
                return Contain(new IPAddress(bytes.AsSpan(12, 4)));
            if (SixToFour.Contains(address))
                return Contain(new IPAddress(bytes.AsSpan(2, 4)));
        }

        return Array.Exists(Networks, n => n.BaseAddress.AddressFamily == address.AddressFamily && n.Contains(address));
    }
}
