using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using Net.Pkcs11Interop.Common;
using Net.Pkcs11Interop.HighLevelAPI;

namespace Sakpore.Signing.SigningKeys;

/// <summary>
/// A key that never leaves its PKCS#11 token: a smart card, an HSM, SoftHSM. One session serves all; several threads may
/// use the key, and take turns. Dispose of it to log out. What it signs is verified before it is embedded.
/// </summary>
public sealed class Pkcs11SigningKey : ISigningKey, IDisposable
{
    // DigestInfo of SHA-256 up to the digest (RFC 8017, 9.2, note 1).
    private static readonly byte[] Sha256DigestInfo =
        [0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00, 0x04, 0x20];

    // CKM_EDDSA of PKCS#11 3.0; Pkcs11Interop has the names of 2.40. Without parameters: the plain form of either curve.
    private const ulong EdDsa = 0x1057;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly IPkcs11Library _library;
    private readonly ISession _session;
    private readonly IObjectHandle _key;

    internal Pkcs11SigningKey(IPkcs11Library library, ISession session, IObjectHandle key, CertificateChain certificates, SignatureAlgorithm algorithm)
    {
        _library = library;
        _session = session;
        _key = key;
        Certificates = certificates;
        Algorithm = algorithm;
    }

    /// <inheritdoc/>
    public CertificateChain Certificates { get; }

    /// <inheritdoc/>
    public SignatureAlgorithm Algorithm { get; }

    /// <summary>Logs in and finds the key.</summary>
    /// <param name="token">Which key.</param>
    /// <param name="pin">The user's PIN; overwritten with zeros before this returns.</param>
    /// <returns>
    /// The key, or <see cref="SigningKeyFault.TokenMissing"/>, <see cref="SigningKeyFault.WrongPassphrase"/> for the PIN,
    /// <see cref="SigningKeyFault.KeyMissing"/>, <see cref="SigningKeyFault.SeveralKeys"/>,
    /// <see cref="SigningKeyFault.CertificateMissing"/>, <see cref="SigningKeyFault.KeyUnsupported"/>,
    /// <see cref="SigningKeyFault.TokenFailed"/>.
    /// </returns>
    public static SigningKeyResult<Pkcs11SigningKey> Open(Pkcs11Token token, Span<char> pin)
    {
        ArgumentNullException.ThrowIfNull(token);
        var secret = new byte[Encoding.UTF8.GetByteCount(pin)];
        Encoding.UTF8.GetBytes(pin, secret);
        try
        {
            return Pkcs11Login.Open(token, secret);
        }
        finally
        {
            pin.Clear();
            CryptographicOperations.ZeroMemory(secret);
        }
    }

    /// <inheritdoc/>
    /// <exception cref="CryptographicException">The token failed, or was taken out.</exception>
    public async ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (Algorithm.IsEdDsa())
                return Sign(EdDsa, data.ToArray());
            var digest = CryptographicOperations.HashData(Algorithm.Hash(), data.Span);
            if (Algorithm == SignatureAlgorithm.RsaPkcs1Sha256)
                return Sign((ulong)CKM.CKM_RSA_PKCS, [.. Sha256DigestInfo, .. digest]);
            return ToDer(Sign((ulong)CKM.CKM_ECDSA, digest));
        }
        catch (Pkcs11Exception e)
        {
            throw new CryptographicException($"The token answered {e.RV}.", e);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _session.Dispose();
        _library.Dispose();
        _turn.Dispose();
    }

    private byte[] Sign(ulong mechanism, byte[] data)
    {
        using var how = _session.Factories.MechanismFactory.Create(mechanism);
        return _session.Sign(how, _key, data);
    }

    /// <summary>Tokens give r and s side by side, CMS has them in a SEQUENCE.</summary>
    private static byte[] ToDer(ReadOnlySpan<byte> sides)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(new BigInteger(sides[..(sides.Length / 2)], isUnsigned: true, isBigEndian: true));
            writer.WriteInteger(new BigInteger(sides[(sides.Length / 2)..], isUnsigned: true, isBigEndian: true));
        }
        return writer.Encode();
    }
}
