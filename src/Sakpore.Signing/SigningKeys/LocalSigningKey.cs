using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sakpore.Signing.SigningKeys;

/// <summary>
/// A private key in this process, from a PKCS#12 file, PEM text or a certificate of .NET's. It is proved to belong to
/// its certificate when it is loaded. May be used from several threads; dispose of it when done.
/// </summary>
public sealed class LocalSigningKey : ISigningKey, IDisposable
{
    private readonly AsymmetricAlgorithm _key;

    private LocalSigningKey(CertificateChain certificates, SignatureAlgorithm algorithm, AsymmetricAlgorithm key)
    {
        Certificates = certificates;
        Algorithm = algorithm;
        _key = key;
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
    public static SigningKeyResult FromPkcs12(ReadOnlySpan<byte> file, Span<char> passphrase)
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
    public static SigningKeyResult FromPem(ReadOnlySpan<char> certificates, ReadOnlySpan<char> key, Span<char> passphrase)
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

    /// <summary>Takes the key of a certificate that has one, such as one from the machine's store.</summary>
    /// <param name="certificate">The signer's, with its private key. May be disposed of afterwards.</param>
    /// <param name="others">Certificates to find those above it among; ones that do not belong are left out.</param>
    public static SigningKeyResult FromCertificate(X509Certificate2 certificate, IEnumerable<X509Certificate2> others)
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
            return SigningKeyResult.Of(SigningKeyFault.KeyUnsupported);
        }
        return key is null ? SigningKeyResult.Of(SigningKeyFault.KeyMissing) : Create(certificate, others, key);
    }

    /// <inheritdoc/>
    public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var hash = Algorithm.Hash();
        byte[] value = _key switch
        {
            RSA rsa => rsa.SignData(data.Span, hash, RSASignaturePadding.Pkcs1),
            ECDsa ecdsa => ecdsa.SignData(data.Span, hash, DSASignatureFormat.Rfc3279DerSequence),
            _ => throw new InvalidOperationException("A key is RSA or ECDSA."),
        };
        return new(value);
    }

    /// <inheritdoc/>
    public void Dispose() => _key.Dispose();

    /// <summary>Takes ownership of the key, and disposes of it if it does not suit.</summary>
    internal static SigningKeyResult Create(X509Certificate2 certificate, IEnumerable<X509Certificate2> others, AsymmetricAlgorithm key)
    {
        CertificateChain chain;
        try
        {
            chain = CertificateChain.FromDer(CertificatePath.Of(certificate, others).Select(found => (ReadOnlyMemory<byte>)found.RawData));
        }
        catch (ArgumentException)
        {
            key.Dispose();
            return SigningKeyResult.Of(SigningKeyFault.CertificateUnsupported);
        }
        if (chain.NaturalAlgorithm is not { } algorithm)
        {
            key.Dispose();
            return SigningKeyResult.Of(SigningKeyFault.KeyUnsupported);
        }
        if (!key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo()))
        {
            key.Dispose();
            return SigningKeyResult.Of(SigningKeyFault.KeyOfAnotherCertificate);
        }
        return SigningKeyResult.Of(new LocalSigningKey(chain, algorithm, key));
    }
}
