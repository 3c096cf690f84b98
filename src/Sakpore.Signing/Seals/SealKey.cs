using System.Security.Cryptography;

namespace Sakpore.Signing.Seals;

/// <summary>What a key of a key set signs.</summary>
public enum SealKeyUse
{
    /// <summary>Seals on letters.</summary>
    Seal = 1,

    /// <summary>The status list.</summary>
    Status = 2,
}

/// <summary>A public key of an issuer, as its key set publishes it.</summary>
/// <param name="Kid">The key's name in headers: 1 to 16 bytes; <see cref="SealKeys.KidOf"/> derives it from the key.</param>
/// <param name="PublicKey">The key on P-256 as SubjectPublicKeyInfo. The entry fixes the algorithm: ES256.</param>
/// <param name="Use">What it signs; nothing else is accepted from it.</param>
/// <param name="NotBefore">The first day of its use, in the issuer's time.</param>
/// <param name="NotAfter">The last day, inclusive. The entry stays published until the last seal made with it has expired.</param>
/// <param name="Compromised">Whether it fell into other hands. Its seals are then refused, whatever their date, unless the register confirms them.</param>
public sealed record SealKey(
    ReadOnlyMemory<byte> Kid, ReadOnlyMemory<byte> PublicKey, SealKeyUse Use, DateOnly NotBefore, DateOnly NotAfter, bool Compromised = false)
{
    /// <summary>Whether the key was in use on a day.</summary>
    internal bool Covers(DateOnly day) => day >= NotBefore && day <= NotAfter;

    /// <summary>The key for .NET to verify with.</summary>
    internal ECDsa Open() => SealKeys.Import(PublicKey.Span);
}

/// <summary>The keys of seals: on the curve P-256 (FIPS 186-5, named secp256r1).</summary>
public static class SealKeys
{
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>The name of a key: the first 8 bytes of SHA-256 over its SubjectPublicKeyInfo in DER.</summary>
    /// <exception cref="ArgumentException">The key is not on P-256.</exception>
    public static byte[] KidOf(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        if (!IsP256(key))
            throw new ArgumentException("A seal's key is on P-256.", nameof(key));
        return SHA256.HashData(key.ExportSubjectPublicKeyInfo())[..8];
    }

    /// <summary>Whether .NET takes these bytes as a public key on P-256.</summary>
    internal static bool IsPublicKey(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        try
        {
            using var key = Import(subjectPublicKeyInfo);
            return IsP256(key);
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    internal static ECDsa Import(ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static bool IsP256(ECDsa key) => key.ExportParameters(false).Curve is { IsNamed: true, Oid: var oid } && (oid.Value ?? Named(oid)) == P256;

    // Some platforms name the curve without its number.
    private static string? Named(Oid oid) => oid.FriendlyName is "nistP256" or "ECDSA_P256" ? P256 : null;
}
