using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Crypto;

namespace Sakpore.Signing.SigningKeys;

/// <summary>
/// A private key in this process, from a PKCS#12 file, PEM text, the machine's store or a certificate of .NET's. It is
/// proved to belong to its certificate when it is loaded. May be used from several threads; dispose of it when done.
/// </summary>
/// <remarks>RSA and ECDSA are computed by .NET, which frees the key's memory on disposal; Ed25519 and Ed448 by BouncyCastle, which leaves that to the collector.</remarks>
public sealed class LocalSigningKey : ISigningKey, IDisposable
{
    private readonly AsymmetricAlgorithm? _platform;
    private readonly AsymmetricKeyParameter? _edDsa;

    private LocalSigningKey(CertificateChain certificates, SignatureAlgorithm algorithm, AsymmetricAlgorithm? platform, AsymmetricKeyParameter? edDsa)
    {
        Certificates = certificates;
        Algorithm = algorithm;
        _platform = platform;
        _edDsa = edDsa;
    }

    /// <inheritdoc/>
    public CertificateChain Certificates { get; }

    /// <inheritdoc/>
    public SignatureAlgorithm Algorithm { get; }

    /// <inheritdoc/>
    public bool IsUnattended => true;

    /// <summary>Loads a PKCS#12 file (<c>.p12</c>, <c>.pfx</c>) that holds one private key and its certificate.</summary>
    /// <param name="file">The file.</param>
    /// <param name="passphrase">Its passphrase; overwritten with zeros before this returns.</param>
    public static SigningKeyResult<LocalSigningKey> FromPkcs12(ReadOnlySpan<byte> file, Span<char> passphrase)
    {
        try
        {
            return Pkcs12Key.Load(file, passphrase);
        }
        finally
        {
            passphrase.Clear();
        }
    }

    /// <summary>Loads a key from PEM text.</summary>
    /// <param name="certificates">One or more <c>CERTIFICATE</c> blocks, the signer's first.</param>
    /// <param name="key">A <c>PRIVATE KEY</c>, <c>RSA PRIVATE KEY</c>, <c>EC PRIVATE KEY</c> or <c>ENCRYPTED PRIVATE KEY</c> block.</param>
    /// <param name="passphrase">The passphrase of an encrypted key, else empty; overwritten with zeros before this returns.</param>
    public static SigningKeyResult<LocalSigningKey> FromPem(ReadOnlySpan<char> certificates, ReadOnlySpan<char> key, Span<char> passphrase)
    {
        try
        {
            return PemKey.Load(certificates, key, passphrase);
        }
        finally
        {
            passphrase.Clear();
        }
    }

    /// <summary>Takes a key of a certificate store, such as that of the person who is logged in.</summary>
    /// <param name="store">An open store. RSA and ECDSA keys only: .NET's stores hold no others.</param>
    /// <param name="thumbprint">The certificate's SHA-256 thumbprint, hexadecimal in either case.</param>
    /// <returns><see cref="SigningKeyFault.CertificateMissing"/> where the store has no such certificate.</returns>
    public static SigningKeyResult<LocalSigningKey> FromStore(X509Store store, string thumbprint)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentException.ThrowIfNullOrEmpty(thumbprint);
        var all = store.Certificates;
        try
        {
            var signer = all.FirstOrDefault(certificate =>
                certificate.GetCertHashString(HashAlgorithmName.SHA256).Equals(thumbprint, StringComparison.OrdinalIgnoreCase));
            return signer is null ? SigningKeyResult<LocalSigningKey>.Of(SigningKeyFault.CertificateMissing) : FromCertificate(signer, all);
        }
        finally
        {
            foreach (var certificate in all)
                certificate.Dispose();
        }
    }

    /// <summary>Takes the key of a certificate that has one.</summary>
    /// <param name="certificate">The signer's, with its private key. May be disposed of afterwards.</param>
    /// <param name="others">Certificates to find those above it among; ones that do not belong are left out.</param>
    public static SigningKeyResult<LocalSigningKey> FromCertificate(X509Certificate2 certificate, IEnumerable<X509Certificate2> others)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(others);
        AsymmetricAlgorithm? key;
        try
        {
            key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey();
        }
        catch (CryptographicException)
        {
            return SigningKeyResult<LocalSigningKey>.Of(SigningKeyFault.KeyUnsupported);
        }
        return key is null
            ? SigningKeyResult<LocalSigningKey>.Of(SigningKeyFault.KeyMissing)
            : Create(certificate.RawData, others.Select(other => (ReadOnlyMemory<byte>)other.RawData), key, key.ExportSubjectPublicKeyInfo());
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        byte[] value = _platform switch
        {
            RSA rsa => rsa.SignData(data.Span, Algorithm.Hash(), RSASignaturePadding.Pkcs1),
            ECDsa ecdsa => ecdsa.SignData(data.Span, Algorithm.Hash(), DSASignatureFormat.Rfc3279DerSequence),
            _ => EdDsaKey.Sign(_edDsa!, data.Span),
        };
        return new(value);
    }

    /// <inheritdoc/>
    public void Dispose() => _platform?.Dispose();

    /// <summary>Takes a key of BouncyCastle's.</summary>
    internal static SigningKeyResult<LocalSigningKey> Create(ReadOnlyMemory<byte> certificate, IEnumerable<ReadOnlyMemory<byte>> others, AsymmetricKeyParameter key) =>
        EdDsaKey.Is(key)
            ? Create(certificate, others, platform: null, EdDsaKey.PublicKeyInfo(key), key)
            : SigningKeyResult<LocalSigningKey>.Of(SigningKeyFault.KeyUnsupported);

    /// <summary>Takes ownership of a key of .NET's, and disposes of it if it does not suit.</summary>
    internal static SigningKeyResult<LocalSigningKey> Create(
        ReadOnlyMemory<byte> certificate, IEnumerable<ReadOnlyMemory<byte>> others, AsymmetricAlgorithm? platform, byte[] publicKey, AsymmetricKeyParameter? edDsa = null)
    {
        var result = Check(certificate, others, publicKey, (chain, algorithm) => new LocalSigningKey(chain, algorithm, platform, edDsa));
        if (result.Key is null)
            platform?.Dispose();
        return result;
    }

    private static SigningKeyResult<LocalSigningKey> Check(
        ReadOnlyMemory<byte> certificate, IEnumerable<ReadOnlyMemory<byte>> others, byte[] publicKey, Func<CertificateChain, SignatureAlgorithm, LocalSigningKey> create)
    {
        CertificateChain chain;
        try
        {
            chain = CertificatePath.Of(certificate, others);
        }
        catch (ArgumentException)
        {
            return SigningKeyResult<LocalSigningKey>.Of(SigningKeyFault.CertificateUnsupported);
        }
        if (chain.NaturalAlgorithm is not { } algorithm)
            return SigningKeyResult<LocalSigningKey>.Of(SigningKeyFault.KeyUnsupported);
        return chain.Parsed[0].SubjectPublicKeyInfo.GetDerEncoded().AsSpan().SequenceEqual(publicKey)
            ? SigningKeyResult<LocalSigningKey>.Of(create(chain, algorithm))
            : SigningKeyResult<LocalSigningKey>.Of(SigningKeyFault.KeyOfAnotherCertificate);
    }
}
