using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Org.BouncyCastle.Asn1;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>Signatures and certificates of kinds that the library itself does not make.</summary>
internal static class HandMade
{
    private const int Room = 6000;

    /// <summary>Adds a signature in a new, invisible field.</summary>
    /// <param name="file">The file so far.</param>
    /// <param name="entries">Entries of the signature dictionary besides ByteRange and Contents.</param>
    /// <param name="value">Makes the value from the signed bytes.</param>
    /// <param name="endsWithLine">Whether an end of line follows the last %%EOF, and is signed.</param>
    public static byte[] AddSignature(byte[] file, string entries, Func<byte[], byte[]> value, bool endsWithLine = true)
    {
        var (catalog, number) = (LaterRevision.CatalogOf(file), LaterRevision.SizeOf(file));
        var text = LaterRevision.TextOf(file, catalog);
        var root = text.Contains("/Fields[", StringComparison.Ordinal)
            ? text.Replace("/Fields[", $"/Fields[{number} 0 R ", StringComparison.Ordinal)
            : $"{text[..^2]}/AcroForm<</Fields[{number} 0 R]/SigFlags 3>>>>";
        const string Range = "/ByteRange[0                                 ]";
        var signed = LaterRevision.Append(file, [
            (catalog, root),
            (number, $"<</Type/Annot/Subtype/Widget/FT/Sig/T(Tangan{number})/Rect[0 0 0 0]/F 132/V {number + 1} 0 R>>"),
            (number + 1, $"<<{entries}{Range}/Contents<{new string('0', Room * 2)}>>>"),
        ]);
        if (!endsWithLine)
            signed = signed[..^1];
        var start = signed.AsSpan().LastIndexOf("/Contents<"u8) + 9;
        var length = Room * 2 + 2;
        var range = string.Create(CultureInfo.InvariantCulture, $"/ByteRange[0 {start} {start + length} {signed.Length - start - length}");
        Encoding.ASCII.GetBytes(range.PadRight(Range.Length - 1)).CopyTo(signed, signed.AsSpan().LastIndexOf("/ByteRange["u8));
        var made = value([.. signed[..start], .. signed[(start + length)..]]);
        Assert.That(made.Length, Is.AtMost(Room), "it fits the place");
        Encoding.ASCII.GetBytes(Convert.ToHexString(made)).CopyTo(signed, start + 1);
        return signed;
    }

    /// <summary>Whether the form stands where <see cref="AddSignature"/> finds it: in the catalog, or nowhere yet.</summary>
    public static bool CanExtend(byte[] file)
    {
        var text = LaterRevision.TextOf(file, LaterRevision.CatalogOf(file));
        return text.Contains("/Fields[", StringComparison.Ordinal) || !text.Contains("/AcroForm", StringComparison.Ordinal);
    }

    /// <summary>A CMS container by an RSA key.</summary>
    /// <param name="certificate">The signer's certificate, DER.</param>
    /// <param name="key">The key.</param>
    /// <param name="hash">SHA-1 or SHA-256.</param>
    /// <param name="content">What is signed.</param>
    /// <param name="isEmbedded">Whether the container holds the content.</param>
    /// <param name="hasAttributes">Whether there are signed attributes.</param>
    public static byte[] Container(
        ReadOnlyMemory<byte> certificate, RSA key, HashAlgorithmName hash, byte[] content, bool isEmbedded = false, bool hasAttributes = true)
    {
        var data = new DerObjectIdentifier("1.2.840.113549.1.7.1");
        var algorithm = new DerSequence(new DerObjectIdentifier(hash == HashAlgorithmName.SHA1 ? "1.3.14.3.2.26" : "2.16.840.1.101.3.4.2.1"));
        Assert.That(Certificate.TryParse(certificate, out var read), Is.True);
        var attributes = new DerSet(
            Attribute("1.2.840.113549.1.9.3", data), Attribute("1.2.840.113549.1.9.4", new DerOctetString(CryptographicOperations.HashData(hash, content))));
        List<Asn1Encodable> signer =
        [
            DerInteger.One,
            new DerSequence(Asn1Object.FromByteArray(read!.Issuer.Encoded.ToArray()), new DerInteger(new Org.BouncyCastle.Math.BigInteger(read.Serial.ToByteArray(isBigEndian: true)))),
            algorithm,
        ];
        if (hasAttributes)
            signer.Add(new DerTaggedObject(false, 0, attributes));
        signer.Add(new DerSequence(new DerObjectIdentifier("1.2.840.113549.1.1.1"), DerNull.Instance));
        signer.Add(new DerOctetString(key.SignData(hasAttributes ? attributes.GetDerEncoded() : content, hash, RSASignaturePadding.Pkcs1)));
        var signedData = new DerSequence(
            DerInteger.One,
            new DerSet(algorithm),
            isEmbedded ? new DerSequence(data, new DerTaggedObject(true, 0, new DerOctetString(content))) : new DerSequence(data),
            new DerTaggedObject(false, 0, new DerSet(Asn1Object.FromByteArray(certificate.ToArray()), Asn1Object.FromByteArray(Pki[TestPki.Issuing].Certificate.ToArray()))),
            new DerSet(new DerSequence(signer.ToArray())));
        return new DerSequence(new DerObjectIdentifier("1.2.840.113549.1.7.2"), new DerTaggedObject(true, 0, signedData)).GetDerEncoded();
    }

    /// <summary>A certificate by the issuing authority for an RSA key, with further extensions.</summary>
    public static byte[] Issue(RSA key, params X509Extension[] extensions)
    {
        var request = new CertificateRequest(new X500DistinguishedName("CN=Pejabat, C=ID"), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, critical: true));
        foreach (var extension in extensions)
            request.CertificateExtensions.Add(extension);
        using var issuer = X509CertificateLoader.LoadCertificate(Pki[TestPki.Issuing].Certificate.Span);
        var generator = X509SignatureGenerator.CreateForRSA((RSA)Pki[TestPki.Issuing].Key, RSASignaturePadding.Pkcs1);
        using var certificate = request.Create(issuer.SubjectName, generator, At.AddMinutes(-1), At.AddDays(30), [0x44, 0x55, 0x66]);
        return certificate.RawData;
    }

    private static DerSequence Attribute(string type, Asn1Encodable value) => new(new DerObjectIdentifier(type), new DerSet(value));
}
