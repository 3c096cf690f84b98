using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Org.BouncyCastle.Asn1;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>A CMS container in one of the many lawful forms that signing software writes.</summary>
internal sealed record ContainerForm(AsymmetricAlgorithm Key, ReadOnlyMemory<byte> Certificate)
{
    private const string Data = "1.2.840.113549.1.7.1";

    /// <summary>What is hashed, and what the value is computed with.</summary>
    public HashAlgorithmName Digest { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>RSASSA-PSS with the digest's own length of salt.</summary>
    public bool IsPss { get; init; }

    /// <summary>The signer named by the key identifier in place of issuer and serial number.</summary>
    public bool NamesKey { get; init; }

    /// <summary>The version of the signing-certificate attribute; 0: none.</summary>
    public int Reference { get; init; } = 2;

    /// <summary>Lengths left open and strings in pieces, as streaming writers have it.</summary>
    public bool IsBer { get; init; }

    /// <summary>Further certificates; the signer's own comes first unless it is <see cref="OmitsOwn"/>.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Further { get; init; } = [Pki[TestPki.Issuing].Certificate];

    /// <summary>Whether the signer's own certificate is left out.</summary>
    public bool OmitsOwn { get; init; }

    /// <summary>Revocation lists in the container's own place for them.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Lists { get; init; } = [];

    /// <summary>OCSP responses in the same place (RFC 5940).</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Answers { get; init; } = [];

    /// <summary>Lists and answers in the signed attribute of ISO 32000-2, 12.8.3.3.2.</summary>
    public (IReadOnlyList<ReadOnlyMemory<byte>> Lists, IReadOnlyList<ReadOnlyMemory<byte>> Answers)? Archive { get; init; }

    /// <summary>Signs content.</summary>
    public byte[] Sign(byte[] content)
    {
        Assert.That(Sakpore.Signing.Trust.Certificate.TryParse(Certificate, out var read), Is.True);
        var digest = new DerSequence(new DerObjectIdentifier(CryptoConfig.MapNameToOID(Digest.Name!) ?? Oids[Digest.Name!]));
        var attributes = new DerSet(Attributes(content).ToArray());
        var signer = new DerSequence(
            NamesKey ? DerInteger.ValueOf(3) : DerInteger.One,
            NamesKey ? new DerTaggedObject(false, 0, new DerOctetString(read!.SubjectKeyIdentifier)) : IssuerAndSerial(read!),
            digest,
            new DerTaggedObject(false, 0, attributes),
            Algorithm(digest),
            new DerOctetString(Value(attributes.GetDerEncoded())));
        var certificates = new DerSet((OmitsOwn ? Further : Further.Prepend(Certificate)).Select(c => (Asn1Encodable)Asn1Object.FromByteArray(c.ToArray())).ToArray());
        var revocation = new DerSet(
            Lists.Select(l => (Asn1Encodable)Asn1Object.FromByteArray(l.ToArray()))
                .Concat(Answers.Select(a => new DerTaggedObject(false, 1, new DerSequence(new DerObjectIdentifier("1.3.6.1.5.5.7.16.2"), Asn1Object.FromByteArray(a.ToArray()))))).ToArray());
        List<Asn1Encodable> data = [DerInteger.One, new DerSet(digest), new DerSequence(new DerObjectIdentifier(Data)), new DerTaggedObject(false, 0, certificates)];
        if (revocation.Count > 0)
            data.Add(new DerTaggedObject(false, 1, revocation));
        data.Add(new DerSet(signer));
        var type = new DerObjectIdentifier("1.2.840.113549.1.7.2");
        return IsBer
            ? new BerSequence(type, new BerTaggedObject(true, 0, new BerSequence(data.ToArray()))).GetEncoded()
            : new DerSequence(type, new DerTaggedObject(true, 0, new DerSequence(data.ToArray()))).GetDerEncoded();
    }

    /// <summary>A signer's certificate by the issuing authority for any key.</summary>
    public static byte[] Issue(AsymmetricAlgorithm key)
    {
        var request = new CertificateRequest(new X500DistinguishedName("CN=Pejabat, C=ID"), new PublicKey(key), HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        request.CertificateExtensions.Add(new X509SubjectKeyIdentifierExtension(new PublicKey(key), critical: false));
        using var issuer = X509CertificateLoader.LoadCertificate(Pki[TestPki.Issuing].Certificate.Span);
        var generator = X509SignatureGenerator.CreateForRSA((RSA)Pki[TestPki.Issuing].Key, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(issuer.SubjectName, generator, At.AddMinutes(-1), At.AddDays(30), [0x77, 0x55, 0x66]);
        return certificate.RawData;
    }

    private static readonly Dictionary<string, string> Oids = new()
    {
        ["SHA3-256"] = "2.16.840.1.101.3.4.2.8",
        ["SHA3-384"] = "2.16.840.1.101.3.4.2.9",
        ["SHA3-512"] = "2.16.840.1.101.3.4.2.10",
    };

    private IEnumerable<Asn1Encodable> Attributes(byte[] content)
    {
        yield return Attribute("1.2.840.113549.1.9.3", new DerObjectIdentifier(Data));
        yield return Attribute("1.2.840.113549.1.9.4", new DerOctetString(CryptographicOperations.HashData(Digest, content)));
#pragma warning disable CA5350 // Version 1 is SHA-1 by definition.
        if (Reference == 1)
            yield return Attribute("1.2.840.113549.1.9.16.2.12", new DerSequence(new DerSequence(new DerSequence(new DerOctetString(SHA1.HashData(Certificate.Span))))));
#pragma warning restore CA5350
        if (Reference == 2)
            yield return Attribute("1.2.840.113549.1.9.16.2.47", new DerSequence(new DerSequence(new DerSequence(new DerOctetString(SHA256.HashData(Certificate.Span))))));
        if (Archive is var (lists, answers))
            yield return Attribute("1.2.840.113583.1.1.8", new DerSequence(Sequence(0, lists), Sequence(1, answers)));
    }

    private DerSequence Algorithm(DerSequence digest)
    {
        if (Key is ECDsa)
            return new DerSequence(new DerObjectIdentifier(Digest == HashAlgorithmName.SHA384 ? "1.2.840.10045.4.3.3" : Digest == HashAlgorithmName.SHA512 ? "1.2.840.10045.4.3.4" : "1.2.840.10045.4.3.2"));
        return IsPss
            ? new DerSequence(new DerObjectIdentifier("1.2.840.113549.1.1.10"), new DerSequence(
                new DerTaggedObject(true, 0, digest),
                new DerTaggedObject(true, 1, new DerSequence(new DerObjectIdentifier("1.2.840.113549.1.1.8"), digest)),
                new DerTaggedObject(true, 2, DerInteger.ValueOf(CryptographicOperations.HashData(Digest, []).Length))))
            : new DerSequence(new DerObjectIdentifier("1.2.840.113549.1.1.1"), DerNull.Instance);
    }

    private byte[] Value(byte[] attributes) => Key switch
    {
        RSA rsa => rsa.SignData(attributes, Digest, IsPss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1),
        ECDsa ecdsa => ecdsa.SignData(attributes, Digest, DSASignatureFormat.Rfc3279DerSequence),
        _ => throw new InvalidOperationException("No such key."),
    };

    private static DerSequence IssuerAndSerial(Certificate certificate) => new(
        Asn1Object.FromByteArray(certificate.Issuer.Encoded.ToArray()), new DerInteger(new Org.BouncyCastle.Math.BigInteger(certificate.Serial.ToByteArray(isBigEndian: true))));

    private static DerTaggedObject Sequence(int tag, IReadOnlyList<ReadOnlyMemory<byte>> items) =>
        new(true, tag, new DerSequence(items.Select(i => (Asn1Encodable)Asn1Object.FromByteArray(i.ToArray())).ToArray()));

    private static DerSequence Attribute(string type, Asn1Encodable value) => new(new DerObjectIdentifier(type), new DerSet(value));
}
