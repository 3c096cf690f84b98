using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sakpore.Grpc.Installation;

namespace Sakpore.Grpc.Access;

/// <summary>
/// Client certificates of calling systems (mTLS). TLS, here or at a declared proxy, proves that the caller holds the key; here
/// it is found whose it is: by the key itself (SHA-256 of SubjectPublicKeyInfo, RFC 7469 2.4), or by the subject below a configured authority.
/// Revocation is not asked for: a system is shut out by taking its row away.
/// </summary>
internal sealed class ClientCertificates : IDisposable
{
    private const string ClientAuthentication = "1.3.6.1.5.5.7.3.2"; // RFC 5280, 4.2.1.12

    private readonly IReadOnlyList<ClientCertificateOptions> _rows;
    private readonly X509Certificate2Collection _anchors = [];
    private readonly X509Certificate2Collection _others = [];
    private readonly TimeProvider _time;

    public ClientCertificates(AccessOptions options, TimeProvider time)
    {
        (_rows, _time) = (options.ClientCertificates, time);
        foreach (var der in options.ClientAuthoritiesFile is { Length: > 0 } file ? PemCertificates.Read(file) : [])
        {
            var authority = X509CertificateLoader.LoadCertificate(der.Span);
            (authority.SubjectName.RawData.AsSpan().SequenceEqual(authority.IssuerName.RawData) ? _anchors : _others).Add(authority);
        }
    }

    /// <summary>The system of a certificate, or null.</summary>
    public CallingSystem? Find(X509Certificate2 certificate)
    {
        var spki = Convert.ToHexString(SHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo()));
        var row = !IsNow(certificate) ? null
            : _rows.FirstOrDefault(row => spki.Equals(row.SpkiSha256, StringComparison.OrdinalIgnoreCase))
            ?? _rows.FirstOrDefault(row => row.Subject is not null && IsSubject(certificate, row.Subject) && IsIssued(certificate));
        return row is null ? null : new CallingSystem(row.System, row.Office, row.OnBehalf);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var authority in _anchors.Concat(_others))
        {
            authority.Dispose();
        }
    }

    // Both ends are inclusive (RFC 5280, 4.1.2.5).
    private bool IsNow(X509Certificate2 certificate)
    {
        var now = _time.GetUtcNow().UtcDateTime;
        return certificate.NotBefore.ToUniversalTime() <= now && now <= certificate.NotAfter.ToUniversalTime();
    }

    // As text: authorities write one name in several string types.
    private static bool IsSubject(X509Certificate2 certificate, string subject) =>
        certificate.SubjectName.Name == new X500DistinguishedName(subject).Name;

    private bool IsIssued(X509Certificate2 certificate)
    {
        if (_anchors.Count == 0)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(_anchors);
        chain.ChainPolicy.ExtraStore.AddRange(_others);
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid(ClientAuthentication));
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.DisableCertificateDownloads = true;
        chain.ChainPolicy.VerificationTime = _time.GetUtcNow().UtcDateTime;
        return chain.Build(certificate);
    }
}
