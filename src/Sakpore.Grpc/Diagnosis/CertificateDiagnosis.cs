using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Letters.Seals;
using Sakpore.Grpc.Offices;
using Sakpore.Signing.Seals;

namespace Sakpore.Grpc.Diagnosis;

/// <summary>What ends: the server's certificate, the officers', the anchors, the keys of seals. Files that cannot be read are told by the start checks.</summary>
internal static class CertificateDiagnosis
{
    // How long before its end a thing is spoken of: a certificate is renewed in days, an anchor and an officer's in weeks.
    private static readonly TimeSpan Soon = TimeSpan.FromDays(30);
    private static readonly TimeSpan SoonForAnchors = TimeSpan.FromDays(90);

    /// <summary>Looks at the certificates and keys that are configured.</summary>
    public static IEnumerable<Finding> Of(HubOptions options, DateTimeOffset now) =>
        [.. Server(options, now), .. Anchors(options, now), .. Officers(options, now), .. Seals(options, OfficeClock.DateOf(now))];

    private static IEnumerable<Finding> Server(HubOptions options, DateTimeOffset now)
    {
        if (First(options.TlsCertificateFile) is not { } certificate)
        {
            yield break;
        }

        using (certificate)
        {
            yield return Ending($"The server's certificate {options.TlsCertificateFile}", certificate, now, Soon);
            if (Uri.TryCreate(options.PublicUrl, UriKind.Absolute, out var url) && !certificate.MatchesHostname(url.Host))
            {
                yield return Finding.Wrong($"The server's certificate {options.TlsCertificateFile} is not for {url.Host}, which Sakpore__PublicUrl names.");
            }
        }
    }

    private static IEnumerable<Finding> Anchors(HubOptions options, DateTimeOffset now)
    {
        foreach (var anchor in All(options.AnchorsFile))
        {
            using (anchor)
            {
                yield return Ending($"The anchor \"{anchor.Subject}\" in {options.AnchorsFile}", anchor, now, SoonForAnchors);
            }
        }
    }

    private static IEnumerable<Finding> Officers(HubOptions options, DateTimeOffset now)
    {
        if (!Directory.Exists(options.OfficerKeysDirectory))
        {
            yield break;
        }

        foreach (var path in Directory.EnumerateFiles(options.OfficerKeysDirectory, "*.pem").Order(StringComparer.Ordinal))
        {
            if (First(path) is { } certificate)
            {
                using (certificate)
                {
                    yield return Ending($"The officer's certificate {path}", certificate, now, Soon);
                }
            }
        }
    }

    private static IEnumerable<Finding> Seals(HubOptions options, DateOnly today)
    {
        SealTrust trust;
        try
        {
            using var keys = SealingKeys.Read(options);
            if (keys is null)
            {
                return [Finding.Warning("Letters get no seal: Sakpore__SealKeySetFile is not set. Make keys with: sakpore seal keys")];
            }

            trust = keys.Trust;
        }
        catch (StartRefusedException)
        {
            return [];
        }

        return trust.Keys!.Keys.Where(key => !key.Compromised).GroupBy(key => key.Use).Select(keys => keys.Max(key => key.NotAfter) is var last && last < today
            ? Finding.Wrong($"The key for {Of(keys.Key)} ended on {last:yyyy-MM-dd}. Make new ones with: sakpore seal keys")
            : last < today.AddDays((int)Soon.TotalDays)
                ? Finding.Warning($"The key for {Of(keys.Key)} ends on {last:yyyy-MM-dd}. Make new ones with: sakpore seal keys")
                : Finding.Well($"The key for {Of(keys.Key)} holds until {last:yyyy-MM-dd}."));
    }

    private static string Of(SealKeyUse use) => use == SealKeyUse.Seal ? "seals" : "status lists";

    private static Finding Ending(string what, X509Certificate2 certificate, DateTimeOffset now, TimeSpan soon)
    {
        var end = new DateTimeOffset(certificate.NotAfter.ToUniversalTime());
        return end < now ? Finding.Wrong($"{what} ended on {end:yyyy-MM-dd}. Replace it.")
            : certificate.NotBefore.ToUniversalTime() > now ? Finding.Wrong($"{what} begins only on {certificate.NotBefore.ToUniversalTime():yyyy-MM-dd}. Is this machine's clock right?")
            : end - now < soon ? Finding.Warning($"{what} ends on {end:yyyy-MM-dd}, in {(end - now).Days} days. Renew it.")
            : Finding.Well($"{what} holds until {end:yyyy-MM-dd}.");
    }

    private static X509Certificate2? First(string? path) => All(path).FirstOrDefault();

    private static IEnumerable<X509Certificate2> All(string? path)
    {
        var certificates = new List<X509Certificate2>();
        try
        {
            certificates.AddRange(File.Exists(path) ? PemCertificates.Read(path).Select(der => X509CertificateLoader.LoadCertificate(der.Span)) : []);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or CryptographicException or FormatException)
        {
            // Told by the start checks, or as what is missing.
        }

        return certificates;
    }
}
