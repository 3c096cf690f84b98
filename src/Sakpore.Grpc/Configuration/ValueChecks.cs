using System.Net;
using Npgsql;
using Sakpore.Grpc.Proxies;

namespace Sakpore.Grpc.Configuration;

/// <summary>Whether values are in their ranges and have their forms, in whatever mode the hub starts.</summary>
internal static class ValueChecks
{
    private const int LargestPort = 65535;

    /// <summary>A sentence for each value that is off.</summary>
    public static IEnumerable<string> Of(HubOptions options) =>
    [
        .. InRange(nameof(options.DocumentBytes), options.DocumentBytes, 1, HubOptions.DocumentBytesCeiling),
        .. InRange(nameof(options.RequirementBytes), options.RequirementBytes, 1, HubOptions.DocumentBytesCeiling),
        .. InRange(nameof(options.TlsPort), options.TlsPort, 0, LargestPort),
        .. InRange(nameof(options.HttpPort), options.HttpPort, 0, LargestPort),
        .. InRange(nameof(options.GrpcPort), options.GrpcPort, 0, LargestPort),
        .. InRange(nameof(options.OperationsPort), options.OperationsPort ?? 0, 0, LargestPort),
        .. Positive(nameof(options.SigningLease), options.SigningLease),
        .. Positive(nameof(options.AbandonedUploadAfter), options.AbandonedUploadAfter),
        .. Positive(nameof(options.ShutdownTimeout), options.ShutdownTimeout),
        .. NotNegative(nameof(options.ClockInterval), options.ClockInterval),
        .. NotNegative(nameof(options.ShutdownDelay), options.ShutdownDelay ?? TimeSpan.Zero),
        .. Address(nameof(options.ListenAddress), options.ListenAddress),
        .. Address(nameof(options.OperationsAddress), options.OperationsAddress),
        .. Web(nameof(options.PublicUrl), options.PublicUrl),
        .. Web(nameof(options.OtlpEndpoint), options.OtlpEndpoint),
        .. Web(nameof(options.TimestampAuthority), options.TimestampAuthority),
        .. Ports(options),
        .. options.Proxies.Where(proxy => !DeclaredProxies.IsNetwork(proxy)).Select(proxy =>
            $"{HubConfiguration.Section}__{nameof(options.Proxies)}: {proxy} is neither an address nor a network such as 10.1.0.0/24."),
        .. options.RevocationHosts.Where(host => Uri.CheckHostName(host) == UriHostNameType.Unknown).Select(host =>
            $"{HubConfiguration.Section}__{nameof(options.RevocationHosts)}: {host} is no host's name. Leave scheme, port and path away."),
        .. Postgres(options.Postgres),
    ];

    private static IEnumerable<string> InRange(string name, long value, long least, long most)
    {
        if (value < least || value > most)
        {
            yield return $"{HubConfiguration.Section}__{name} is {value}: from {least} to {most}.";
        }
    }

    private static IEnumerable<string> Positive(string name, TimeSpan value)
    {
        if (value <= TimeSpan.Zero)
        {
            yield return $"{HubConfiguration.Section}__{name} is {value}: more than nothing is needed.";
        }
    }

    private static IEnumerable<string> NotNegative(string name, TimeSpan value)
    {
        if (value < TimeSpan.Zero)
        {
            yield return $"{HubConfiguration.Section}__{name} is {value}: it is not negative.";
        }
    }

    private static IEnumerable<string> Address(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value) && !IPAddress.TryParse(value, out _))
        {
            yield return $"{HubConfiguration.Section}__{name} is no IP address.";
        }
    }

    private static IEnumerable<string> Web(string name, string? value)
    {
        if (!string.IsNullOrEmpty(value) && !(Uri.TryCreate(value, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            yield return $"{HubConfiguration.Section}__{name} is no address: it begins with https:// or http://.";
        }
    }

    private static IEnumerable<string> Ports(HubOptions options)
    {
        var used = options.EndsTls
            ? new[] { (nameof(options.TlsPort), options.TlsPort) }
            : [(nameof(options.HttpPort), options.HttpPort), (nameof(options.GrpcPort), options.GrpcPort)];
        var all = options.OperationsPort is { } operations ? used.Append((nameof(options.OperationsPort), operations)) : used;
        return all.Where(port => port.Item2 != 0).GroupBy(port => port.Item2, port => port.Item1).Where(port => port.Count() > 1).Select(port =>
            $"{string.Join(" and ", port.Select(name => $"{HubConfiguration.Section}__{name}"))} are both {port.Key}: each needs a port of its own.");
    }

    private static IEnumerable<string> Postgres(string? connectionString)
    {
        if (string.IsNullOrEmpty(connectionString))
        {
            yield break;
        }

        NpgsqlConnectionStringBuilder? read = null;
        string? wrong = null;
        try
        {
            read = new NpgsqlConnectionStringBuilder(connectionString);
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            // The message is not repeated: it may quote the password.
            wrong = "is no connection string of Npgsql's. An example: Host=127.0.0.1;Database=sakpore;Username=sakpore";
        }

        wrong ??= string.IsNullOrEmpty(read!.Host) ? "names no Host." : string.IsNullOrEmpty(read.Database) ? "names no Database." : null;
        if (wrong is not null)
        {
            yield return $"{HubConfiguration.Section}__{nameof(HubOptions.Postgres)} {wrong}";
        }
    }
}
