namespace Sakpore.Signing.SigningKeys;

/// <summary>A private key, wherever it is: in this process, on a card, in a service, on a person's phone.</summary>
/// <remarks>Code that knows PDF sees this and never the key itself. Implementations say whether they may be used from several threads.</remarks>
public interface ISigningKey
{
    /// <summary>The signer's certificate and those above it.</summary>
    CertificateChain Certificates { get; }

    /// <summary>How this key signs; it must suit the signer's certificate.</summary>
    SignatureAlgorithm Algorithm { get; }

    /// <summary>
    /// Whether the key signs by itself, so that it may be asked again for the same document. Default false: a person decides
    /// on each signature, and is asked once.
    /// </summary>
    bool IsUnattended => false;

    /// <summary>Signs data. The key hashes it as <see cref="Algorithm"/> says.</summary>
    /// <param name="data">The data itself, not its digest: a few hundred bytes.</param>
    /// <param name="cancellationToken">Gives up waiting; the key may still have signed.</param>
    /// <returns>The signature value in the form of CMS: for RSA as long as the modulus, for ECDSA DER.</returns>
    ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken);
}
