using System.Security.Cryptography;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Installation;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Trust;

namespace Sakpore.Grpc.Signing;

/// <summary>Officers' signing keys, each opened with the officer's passphrase for one call and closed with it.</summary>
internal sealed class OfficerKeys(HubOptions options, OfficerKeyStore store, OfficerKeyLock tries, TimeProvider time)
{
    /// <summary>SHA-256 of an officer's certificate (lower-case hex), from the chain beside the key; null where there is none.</summary>
    public string? CertificateOf(Officer officer)
    {
        var path = store.ChainOf(officer.Id);
        return File.Exists(path) && PemCertificates.Read(path).FirstOrDefault() is { Length: > 0 } certificate
            ? Convert.ToHexStringLower(SHA256.HashData(certificate.Span))
            : null;
    }

    /// <summary>The registered chain of an officer whose key may be elsewhere, with the name of the certificate's issuer.</summary>
    /// <exception cref="FaultException">There is none, or its certificate is not valid now.</exception>
    public (CertificateChain Chain, string Issuer) ChainOf(Officer officer)
    {
        var path = store.ChainOf(officer.Id);
        if (!File.Exists(path))
        {
            throw Fault.Of(FaultReason.NoSigningKey, ResourceNames.Officers + officer.Id).Thrown();
        }

        var certificates = PemCertificates.Read(path).ToList();
        return certificates.Count > 0 && Certificate.TryParse(certificates[0], out var own) && IsUsable(own)
            ? (CertificateChain.FromDer(certificates), own.Issuer.CommonName ?? own.Issuer.ToString())
            : throw Fault.Of(FaultReason.CertificateNotValid, ResourceNames.Officers + officer.Id).Thrown();
    }

    /// <summary>An officer with a registered certificate, as a signatory.</summary>
    /// <exception cref="FaultException">There is none, or it is not valid now.</exception>
    public Signatory SignatoryOf(Officer officer)
    {
        var (chain, issuer) = ChainOf(officer);
        return new Signatory(officer, Convert.ToHexStringLower(SHA256.HashData(chain.Certificates[0].Span)), issuer);
    }

    /// <summary>Opens an officer's key.</summary>
    /// <param name="officer">The officer.</param>
    /// <param name="passphrase">The passphrase, or the token's PIN.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="FaultException">There is no key, it is locked, the passphrase is wrong, or the certificate is not valid now.</exception>
    public async Task<OfficerKey> OpenAsync(Officer officer, Passphrase passphrase, CancellationToken cancellation)
    {
        var name = ResourceNames.Officers + officer.Id;
        if (!store.Holds(officer.Id))
        {
            throw Fault.Of(FaultReason.NoSigningKey, name).Thrown();
        }

        var (isLocked, opened) = await tries.TryAsync(
            officer.Id, () => store.Open(officer.Id, passphrase.Copy()), opened => opened.Fault == SigningKeyFault.WrongPassphrase, cancellation);
        if (isLocked || opened.Key is null)
        {
            throw Fault.Of(
                isLocked ? FaultReason.KeyLocked : opened.Fault == SigningKeyFault.WrongPassphrase ? FaultReason.WrongPassphrase : FaultReason.NoSigningKey,
                name).Thrown();
        }

        var key = new OfficerKey(officer, opened.Key);
        if (!IsUsable(key.Certificate))
        {
            key.Dispose();
            throw Fault.Of(FaultReason.CertificateNotValid, name).Thrown();
        }

        return key;
    }

    // Both ends of the validity are inclusive (RFC 5280, 4.1.2.5).
    private bool IsUsable(Certificate certificate)
    {
        var now = time.GetUtcNow();
        return certificate.NotBefore <= now && now <= certificate.NotAfter && (options.Development == true || !DevelopmentMark.IsMarked(certificate));
    }
}

/// <summary>An officer's key, open.</summary>
internal sealed class OfficerKey(Officer officer, ISigningKey key) : IDisposable
{
    /// <summary>Whose key it is.</summary>
    public Officer Officer { get; } = officer;

    /// <summary>The key.</summary>
    public ISigningKey Key => key;

    /// <summary>The officer's certificate.</summary>
    public Certificate Certificate { get; } = Certificate.TryParse(key.Certificates.Certificates[0], out var certificate)
        ? certificate
        : throw new InvalidDataException("The key's certificate does not parse.");

    /// <summary>Who issued the certificate, by its common name: what the letter's footer says.</summary>
    public string IssuerName => Certificate.Issuer.CommonName ?? Certificate.Issuer.ToString();

    /// <summary>The officer, as a signatory.</summary>
    public Signatory Signatory => new(Officer, Certificate.Sha256, IssuerName);

    /// <inheritdoc/>
    public void Dispose() => (key as IDisposable)?.Dispose();
}
