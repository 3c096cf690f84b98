using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sakpore.Grpc.Installation;

namespace Sakpore.Grpc.Configuration;

/// <summary>Production speaks TLS itself, or stands behind a proxy that is declared and does.</summary>
internal static class TlsChecks
{
    private const string Certificate = $"{HubConfiguration.Section}__{nameof(HubOptions.TlsCertificateFile)}";
    private const string Key = $"{HubConfiguration.Section}__{nameof(HubOptions.TlsKeyFile)}";

    /// <summary>A sentence for each thing that is missing or off.</summary>
    public static IEnumerable<string> Of(HubOptions options)
    {
        var (certificate, key) = (options.TlsCertificateFile, options.TlsKeyFile);
        if (string.IsNullOrEmpty(certificate) && string.IsNullOrEmpty(key))
        {
            return options.Proxies.Count > 0 ? [] :
            [
                $"There is no TLS. Set {Certificate} and {Key} to the server's certificate and key (PEM), " +
                $"or {HubConfiguration.Section}__{nameof(options.Proxies)} to the addresses of the proxy that ends TLS.",
            ];
        }

        var missing = Missing(Certificate, certificate, "the PEM file of the server's certificate").Concat(Missing(Key, key, "the PEM file of the server's key")).ToList();
        return missing.Count > 0 ? missing : [.. Open(key!), .. Pair(certificate!, key!)];
    }

    private static IEnumerable<string> Missing(string name, string? path, string what)
    {
        if (string.IsNullOrEmpty(path))
        {
            yield return $"{name} is not set: {what}.";
        }
        else if (!File.Exists(path))
        {
            yield return $"{name}: {path} is not there.";
        }
    }

    private static IEnumerable<string> Open(string key)
    {
        if (SecretFile.IsOpenToOthers(key))
        {
            yield return $"{Key}: others can read {key}. Run: chmod 600 {key}";
        }
    }

    private static IEnumerable<string> Pair(string certificate, string key)
    {
        string? wrong = null;
        try
        {
            using var pair = X509Certificate2.CreateFromPemFile(certificate, key);
        }
        catch (Exception unusable) when (unusable is CryptographicException or ArgumentException or IOException or UnauthorizedAccessException)
        {
            wrong = $"{Certificate} and {Key}: {certificate} and {key} are not a certificate and its key in PEM that this user can read.";
        }

        if (wrong is not null)
        {
            yield return wrong;
        }
    }
}
