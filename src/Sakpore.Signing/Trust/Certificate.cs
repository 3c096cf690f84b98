using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Sakpore.Signing.Trust;

/// <summary>
/// An X.509 certificate (RFC 5280, 4.1) as read: no key is decoded and no signature is checked. Equal when the bytes are equal.
/// </summary>
public sealed class Certificate : IEquatable<Certificate>
{
    private readonly byte[] _sha256;
    private readonly IReadOnlyDictionary<string, CertificateExtension> _extensions;

    private Certificate(
        ReadOnlyMemory<byte> der, ReadOnlyMemory<byte> signed, BigInteger serialNumber, DistinguishedName issuer,
        DistinguishedName subject, DateTimeOffset notBefore, DateTimeOffset notAfter, ReadOnlyMemory<byte> publicKey,
        IReadOnlyDictionary<string, CertificateExtension> extensions, AlgorithmIdentifier signatureAlgorithm,
        ReadOnlyMemory<byte> signature)
    {
        Der = der;
        SignedBytes = signed;
        Serial = serialNumber;
        Issuer = issuer;
        Subject = subject;
        NotBefore = notBefore;
        NotAfter = notAfter;
        PublicKey = publicKey;
        _extensions = extensions;
        SignatureAlgorithm = signatureAlgorithm;
        Signature = signature;
        _sha256 = SHA256.HashData(der.Span);
        BasicConstraints = BasicConstraints.Read(Extension(CertificateExtension.BasicConstraintsOid));
        KeyUsage = KeyUsages.Read(Extension(CertificateExtension.KeyUsageOid));
        ExtendedKeyUsage = ExtendedKeyUsages.Read(Extension(CertificateExtension.ExtendedKeyUsageOid));
        PolicyOids = CertificatePolicies.Read(Extension(CertificateExtension.CertificatePoliciesOid));
        SubjectKeyIdentifier = KeyIdentifiers.ReadSubject(Extension(CertificateExtension.SubjectKeyIdentifierOid));
        AuthorityKeyIdentifier = KeyIdentifiers.ReadAuthority(Extension(CertificateExtension.AuthorityKeyIdentifierOid));
    }

    /// <summary>The encoded certificate as received.</summary>
    public ReadOnlyMemory<byte> Der { get; }

    /// <summary>Who the certificate speaks of.</summary>
    public DistinguishedName Subject { get; }

    /// <summary>Who says so.</summary>
    public DistinguishedName Issuer { get; }

    /// <summary>The serial number within its issuer, in lower-case hexadecimal, two's complement as encoded.</summary>
    public string SerialNumber => Convert.ToHexStringLower(Serial.ToByteArray(isBigEndian: true));

    /// <summary>The first instant at which the certificate is valid (inclusive; RFC 5280, 4.1.2.5).</summary>
    public DateTimeOffset NotBefore { get; }

    /// <summary>The last instant at which the certificate is valid (inclusive, to the second).</summary>
    public DateTimeOffset NotAfter { get; }

    /// <summary>SHA-256 of <see cref="Der"/>, lower-case hexadecimal: the certificate's fingerprint.</summary>
    public string Sha256 => Convert.ToHexStringLower(_sha256);

    internal BigInteger Serial { get; }

    /// <summary>TBSCertificate as received: what the issuer signed.</summary>
    internal ReadOnlyMemory<byte> SignedBytes { get; }

    internal AlgorithmIdentifier SignatureAlgorithm { get; }

    internal ReadOnlyMemory<byte> Signature { get; }

    /// <summary>SubjectPublicKeyInfo as received.</summary>
    internal ReadOnlyMemory<byte> PublicKey { get; }

    internal BasicConstraints BasicConstraints { get; }

    internal KeyUsages KeyUsage { get; }

    internal ExtendedKeyUsages ExtendedKeyUsage { get; }

    internal IReadOnlySet<string> PolicyOids { get; }

    internal byte[]? SubjectKeyIdentifier { get; }

    internal byte[]? AuthorityKeyIdentifier { get; }

    internal IEnumerable<CertificateExtension> Extensions => _extensions.Values;

    /// <summary>Issuer and subject are the same name; whether it really signed itself is another question.</summary>
    internal bool IsSelfIssued => Subject.Matches(Issuer);

    /// <summary>Reads one certificate. Its memory must not change afterwards.</summary>
    /// <param name="der">Exactly one certificate, DER or BER.</param>
    /// <param name="certificate">The certificate, or null when the result is false.</param>
    /// <returns>False when the bytes are not exactly one well-formed certificate, an extension occurring twice included.</returns>
    public static bool TryParse(ReadOnlyMemory<byte> der, [NotNullWhen(true)] out Certificate? certificate)
    {
        try
        {
            certificate = Read(der);
            return true;
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException or FormatException)
        {
            certificate = null;
            return false;
        }
    }

    /// <summary>Whether an instant lies within the validity period, both ends included.</summary>
    internal bool IsValidAt(DateTimeOffset instant) => NotBefore <= instant && instant < NotAfter.AddSeconds(1);

    internal CertificateExtension? Extension(string oid) => _extensions.TryGetValue(oid, out var found) ? found : null;

    /// <inheritdoc/>
    public bool Equals(Certificate? other) => other is not null && _sha256.AsSpan().SequenceEqual(other._sha256);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Certificate);

    /// <inheritdoc/>
    public override int GetHashCode() => BitConverter.ToInt32(_sha256);

    /// <summary>The subject's RFC 4514 text.</summary>
    public override string ToString() => Subject.ToString();

    private static Certificate Read(ReadOnlyMemory<byte> der)
    {
        var whole = new AsnReader(der, AsnEncodingRules.BER);
        var outer = whole.ReadSequence();
        whole.ThrowIfNotEmpty();
        var signed = outer.ReadEncodedValue();
        var algorithm = AlgorithmIdentifier.Read(outer);
        var signature = outer.ReadBitString(out var unused);
        outer.ThrowIfNotEmpty();
        if (unused != 0)
            throw new FormatException("A signature is a whole number of octets.");

        var tbs = new AsnReader(signed, AsnEncodingRules.BER).ReadSequence();
        var version = BigInteger.Zero;
        if (tbs.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, 0)))
            version = tbs.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 0)).ReadInteger();
        var serial = tbs.ReadInteger();
        // RFC 5280, 4.1.1.2: the identifier inside must be the one outside, which alone is not signed.
        if (!AlgorithmIdentifier.Read(tbs).Matches(algorithm))
            throw new FormatException("The two signature algorithms of the certificate differ.");
        var issuer = DistinguishedName.Parse(tbs.ReadEncodedValue());
        var validity = tbs.ReadSequence();
        var notBefore = ReadTime(validity);
        var notAfter = ReadTime(validity);
        validity.ThrowIfNotEmpty();
        var subject = DistinguishedName.Parse(tbs.ReadEncodedValue());
        var publicKey = tbs.ReadEncodedValue();
        SkipUniqueIdentifier(tbs, 1);
        SkipUniqueIdentifier(tbs, 2);
        IReadOnlyDictionary<string, CertificateExtension> extensions = new Dictionary<string, CertificateExtension>();
        if (tbs.HasData)
        {
            extensions = CertificateExtension.ReadAll(tbs.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 3)));
            if (version != 2)
                throw new FormatException("Extensions belong to version 3 only.");
        }

        tbs.ThrowIfNotEmpty();
        return new Certificate(
            der, signed, serial, issuer, subject, notBefore, notAfter, publicKey, extensions, algorithm, signature);
    }

    private static void SkipUniqueIdentifier(AsnReader tbs, int number)
    {
        if (tbs.HasData && tbs.PeekTag().HasSameClassAndValue(new Asn1Tag(TagClass.ContextSpecific, number)))
            tbs.ReadEncodedValue();
    }

    /// <summary>Time ::= CHOICE { UTCTime, GeneralizedTime }; a two-digit year below 50 is of this century (RFC 5280, 4.1.2.5.1).</summary>
    internal static DateTimeOffset ReadTime(AsnReader reader) =>
        reader.PeekTag().TagValue == (int)UniversalTagNumber.UtcTime
            ? reader.ReadUtcTime(twoDigitYearMax: 2049)
            : reader.ReadGeneralizedTime();
}
