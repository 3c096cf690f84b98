using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sakpore.Grpc.Access;

/// <summary>Whether what is set of access makes sense. All defects are told at once, each with what to set.</summary>
internal static class AccessChecks
{
    private const string Section = "Sakpore__" + nameof(HubOptions.Access) + "__";
    private const int SpkiDigits = 64;

    // A revoked key that opens doors for longer is not revoked.
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    /// <summary>A sentence for each defect; empty: all is well.</summary>
    public static IEnumerable<string> Of(AccessOptions options) =>
    [
        .. options.PublicCallsPerMinute is < 0 ? [$"{Section}{nameof(options.PublicCallsPerMinute)} is negative."] : Array.Empty<string>(),
        .. options.UploadBytesPerDay < 1 ? [$"{Section}{nameof(options.UploadBytesPerDay)} is less than 1."] : Array.Empty<string>(),
        .. options.CallersRememberedFor < TimeSpan.Zero || options.CallersRememberedFor > Longest
            ? [$"{Section}{nameof(options.CallersRememberedFor)} is {options.CallersRememberedFor}: from 0 to {Longest}."] : Array.Empty<string>(),
        .. options.Tokens is { } tokens ? Of(tokens) : [],
        .. options.ClientCertificates.SelectMany((row, index) => Of(row, $"{Section}{nameof(options.ClientCertificates)}__{index}")),
        .. Authorities(options),
    ];

    private static IEnumerable<string> Of(TokenOptions tokens)
    {
        if (!Uri.TryCreate(tokens.Issuer, UriKind.Absolute, out var issuer) || !TokenIssuer.IsSafe(issuer))
        {
            yield return $"{Section}Tokens__Issuer: {tokens.Issuer} is not an https address.";
        }

        if (tokens.Audience.Length == 0)
        {
            yield return $"{Section}Tokens__Audience is not set: the name of this hub at the issuer.";
        }
    }

    private static IEnumerable<string> Of(ClientCertificateOptions row, string name)
    {
        if (!row.System.StartsWith("systems/", StringComparison.Ordinal))
        {
            yield return $"{name}__System is not set: systems/ and an id.";
        }

        if (string.IsNullOrEmpty(row.SpkiSha256) == string.IsNullOrEmpty(row.Subject))
        {
            yield return $"{name}: either SpkiSha256 or Subject tells the system, one of both.";
        }

        if (row.SpkiSha256 is { Length: > 0 } spki && (spki.Length != SpkiDigits || !spki.All(char.IsAsciiHexDigit)))
        {
            yield return $"{name}__SpkiSha256 is not {SpkiDigits} hexadecimal digits.";
        }

        if (row.Subject is { Length: > 0 } subject && !IsName(subject))
        {
            yield return $"{name}__Subject: {subject} is not a name such as CN=simpadu, O=Dinkes, C=ID.";
        }
    }

    private static IEnumerable<string> Authorities(AccessOptions options)
    {
        var file = options.ClientAuthoritiesFile;
        if (string.IsNullOrEmpty(file))
        {
            return options.ClientCertificates.Any(row => row.Subject is { Length: > 0 })
                ? [$"{Section}{nameof(options.ClientAuthoritiesFile)} is not set: a row of client certificates names a subject, and no authority vouches for it."]
                : [];
        }

        return File.Exists(file) ? [] : [$"{Section}{nameof(options.ClientAuthoritiesFile)}: {file} is not there."];
    }

    private static bool IsName(string subject)
    {
        try
        {
            return new X500DistinguishedName(subject).RawData.Length > 0;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
