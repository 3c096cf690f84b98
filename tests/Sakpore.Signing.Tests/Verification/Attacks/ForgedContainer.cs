using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Org.BouncyCastle.Asn1;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification.Attacks;

/// <summary>Containers that an attacker makes from nothing, over the true bytes of a file, with a certificate that even a trusted authority issued.</summary>
internal static class ForgedContainer
{
    public static readonly IReadOnlyDictionary<string, Func<SignedFile, byte[]>> All = new Dictionary<string, Func<SignedFile, byte[]>>
    {
        ["RSA e = 1"] = WithExponentOne,
        ["RSA e = 3, loose padding"] = WithLoosePadding,
        ["certificate swapped under the same key"] = WithCertificateSwapped,
        ["SubFilter exchanged"] = f => Exchanged(f, "/ETSI.CAdES.detached", "/adbe.pkcs7.detached"),
        ["SubFilter of sha1"] = f => Exchanged(f, "/ETSI.CAdES.detached", "/adbe.pkcs7.sha1    "),
        ["SubFilter of a bare value"] = f => Exchanged(f, "/ETSI.CAdES.detached", "/adbe.x509.rsa_sha1 "),
        ["SubFilter of a timestamp"] = f => Exchanged(f, "/ETSI.CAdES.detached", "/ETSI.RFC3161       "),
    };

    private const string Sha256 = "2.16.840.1.101.3.4.2.1";
    private const string RsaEncryption = "1.2.840.113549.1.1.1";

    private static readonly byte[] DigestInfo = Convert.FromHexString("3031300d060960864801650304020105000420");

    /// <summary>RSA with e = 1: every value signs itself.</summary>
    public static byte[] WithExponentOne(SignedFile file)
    {
        var modulus = Modulus();
        return Fill(file, Issue(Rsa(modulus, 1)), hash => [0, 1, .. Enumerable.Repeat((byte)0xff, modulus.Length - 3 - DigestInfo.Length - hash.Length), 0, .. DigestInfo, .. hash]);
    }

    /// <summary>RSA with e = 3 and a padding that ends early, so that a cube root forges it for whoever does not look at its end.</summary>
    public static byte[] WithLoosePadding(SignedFile file)
    {
        var modulus = Modulus();
        return Fill(file, Issue(Rsa(modulus, 3)), hash =>
        {
            byte[] head = [0, 1, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, .. DigestInfo, .. hash];
            byte[] wanted = [.. head, .. new byte[modulus.Length - head.Length]];
            var root = CubeRoot(new BigInteger(wanted, isUnsigned: true, isBigEndian: true)) + 1;
            var cube = (root * root * root).ToByteArray(isUnsigned: true, isBigEndian: true);
            Assert.That(cube.AsSpan(0, head.Length - 1).SequenceEqual(head.AsSpan(1)), "a lenient verifier would take it");
            var value = root.ToByteArray(isUnsigned: true, isBigEndian: true);
            return [.. new byte[modulus.Length - value.Length], .. value];
        });
    }

    /// <summary>A true signature, and beside it another certificate for the same key, issuer and serial number: another name.</summary>
    public static byte[] WithCertificateSwapped(SignedFile file)
    {
        var key = ((ECDsa)Pki[TestPki.EcdsaSigner].Key).ExportSubjectPublicKeyInfo();
        Assert.That(Certificate.TryParse(Pki[TestPki.EcdsaSigner].Certificate, out var own), Is.True);
        var other = Issue(key, own!.Serial.ToByteArray(isBigEndian: true));
        var (start, end) = file.Gap;
        var info = (Asn1Sequence)new Asn1InputStream(Convert.FromHexString(file.Bytes.AsSpan(start + 1, end - start - 2))).ReadObject();
        var data = (Asn1Sequence)((Asn1TaggedObject)info[1]).GetExplicitBaseObject();
        var swapped = TimestampedLetters.Replace(data, 3, new DerTaggedObject(false, 0, new DerSet(Asn1Object.FromByteArray(other))));
        return Put(file, new DerSequence(info[0], new DerTaggedObject(true, 0, swapped)).GetEncoded());
    }

    private static byte[] Exchanged(SignedFile file, string from, string to)
    {
        Assert.That(to, Has.Length.EqualTo(from.Length));
        return System.Text.Encoding.Latin1.GetBytes(file.Text.Replace(from, to, StringComparison.Ordinal));
    }

    /// <summary>A certificate that the issuing authority signs for any key.</summary>
    private static byte[] Issue(byte[] subjectPublicKeyInfo, byte[]? serial = null)
    {
        var key = PublicKey.CreateFromSubjectPublicKeyInfo(subjectPublicKeyInfo, out _);
        var request = new CertificateRequest(new X500DistinguishedName("CN=Wali Kota, C=ID"), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        using var issuer = X509CertificateLoader.LoadCertificate(Pki[TestPki.Issuing].Certificate.Span);
        var generator = X509SignatureGenerator.CreateForRSA((RSA)Pki[TestPki.Issuing].Key, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(issuer.SubjectName, generator, At.AddMinutes(-1), At.AddDays(30), serial ?? [0x11, 0x22, 0x33]);
        return certificate.RawData;
    }

    private static byte[] Fill(SignedFile file, byte[] certificate, Func<byte[], byte[]> sign)
    {
        var (start, end) = file.Gap;
        var range = file.Signature.Signature!;
        var length = end + (int)((Signing.Pdf.Syntax.PdfInteger)((Signing.Pdf.Syntax.PdfArray)file.Document.Resolve(range["ByteRange"]!))[3]).Value;
        var digest = SHA256.HashData([.. file.Bytes[..start], .. file.Bytes[end..length]]);
        Assert.That(Certificate.TryParse(certificate, out var read), Is.True);
        var algorithm = new DerSequence(new DerObjectIdentifier(Sha256));
        var attributes = new DerSet(
            Attribute("1.2.840.113549.1.9.3", new DerObjectIdentifier("1.2.840.113549.1.7.1")),
            Attribute("1.2.840.113549.1.9.4", new DerOctetString(digest)),
            Attribute("1.2.840.113549.1.9.16.2.47", new DerSequence(new DerSequence(new DerSequence(new DerOctetString(SHA256.HashData(certificate)))))));
        var signer = new DerSequence(
            DerInteger.One,
            new DerSequence(Asn1Object.FromByteArray(read!.Issuer.Encoded.ToArray()), new DerInteger(new Org.BouncyCastle.Math.BigInteger(read.Serial.ToByteArray(isBigEndian: true)))),
            algorithm,
            new DerTaggedObject(false, 0, attributes),
            new DerSequence(new DerObjectIdentifier(RsaEncryption), DerNull.Instance),
            new DerOctetString(sign(SHA256.HashData(attributes.GetDerEncoded()))));
        var data = new DerSequence(
            DerInteger.One,
            new DerSet(algorithm),
            new DerSequence(new DerObjectIdentifier("1.2.840.113549.1.7.1")),
            new DerTaggedObject(false, 0, new DerSet(Asn1Object.FromByteArray(certificate))),
            new DerSet(signer));
        return Put(file, new DerSequence(new DerObjectIdentifier("1.2.840.113549.1.7.2"), new DerTaggedObject(true, 0, data)).GetDerEncoded());
    }

    private static byte[] Put(SignedFile file, byte[] container)
    {
        var (start, end) = file.Gap;
        Assert.That(container.Length * 2, Is.AtMost(end - start - 2), "it fits the place");
        var copy = (byte[])file.Bytes.Clone();
        Encoding.ASCII.GetBytes($"<{Convert.ToHexString(container).PadRight(end - start - 2, '0')}>").CopyTo(copy, start);
        return copy;
    }

    private static DerSequence Attribute(string type, Asn1Encodable value) => new(new DerObjectIdentifier(type), new DerSet(value));

    private static byte[] Modulus()
    {
        using var rsa = RSA.Create(2048);
        return rsa.ExportParameters(false).Modulus!;
    }

    private static byte[] Rsa(byte[] modulus, int exponent) => new DerSequence(
        new DerSequence(new DerObjectIdentifier(RsaEncryption), DerNull.Instance),
        new DerBitString(new DerSequence(new DerInteger(new Org.BouncyCastle.Math.BigInteger(1, modulus)), DerInteger.ValueOf(exponent)).GetEncoded())).GetEncoded();

    private static BigInteger CubeRoot(BigInteger value)
    {
        BigInteger low = 0, high = BigInteger.One << (int)(value.GetBitLength() / 3 + 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (middle * middle * middle <= value)
                low = middle;
            else
                high = middle - 1;
        }

        return low;
    }
}
