namespace Sakpore.Signing.Testing;

/// <summary>Where under the address of a <see cref="TestPkiServer"/> each service is; one path an authority.</summary>
internal static class TestServicePaths
{
    public const string Timestamps = "tsa";
    public const string Ocsp = "ocsp";
    public const string Crl = "crl";
    public const string Certificate = "cer";

    public static Uri Of(Uri address, string service, string authority) => new(address, $"{service}/{Slug(authority)}");

    /// <summary>A name as part of a path: <c>Issuing CA</c> is <c>issuing-ca</c>.</summary>
    public static string Slug(string name) => Uri.EscapeDataString(name.ToLowerInvariant().Replace(' ', '-'));
}
