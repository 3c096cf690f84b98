using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Sakpore.Signing.Testing;

/// <summary>Makes timestamp tokens: a TSTInfo (RFC 3161, 2.4.2) in a CMS SignedData (RFC 5652, 5).</summary>
internal static class TestTimestampMaker
{
    private const string SignedData = "1.2.840.113549.1.7.2";
    private const string TstInfo = "1.2.840.113549.1.9.16.1.4";
    private const string ContentType = "1.2.840.113549.1.9.3";
    private const string MessageDigest = "1.2.840.113549.1.9.4";
    private const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";

    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);

    public static byte[] Make(TestPki pki, ReadOnlySpan<byte> imprint, DateTimeOffset genTime, TestTimestampOptions options)
    {
        if (imprint.Length != SignedStructure.Hash(options.Digest, []).Length)
            throw new ArgumentException($"An imprint by {options.Digest} has another length than {imprint.Length}.", nameof(imprint));
        var content = Content(imprint, genTime, options);
        var authority = pki[options.Authority];
        var attributes = Attributes(content, options.NamesCertificate ? pki[options.NamedCertificate ?? options.Authority] : null);

        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(SignedData);
            using (writer.PushSequence(Tag0))
            using (writer.PushSequence())
            {
                writer.WriteInteger(3); // RFC 5652, 5.1: the content is not id-data
                using (writer.PushSetOf())
                    SignedStructure.WriteDigestAlgorithm(writer, HashAlgorithmName.SHA256);
                WriteContent(writer, content);
                if (options.IncludeCertificates)
                    WriteCertificates(writer, authority);
                using (writer.PushSetOf())
                    WriteSigner(writer, authority, attributes);
            }
        }

        return writer.Encode();
    }

    private static byte[] Content(ReadOnlySpan<byte> imprint, DateTimeOffset genTime, TestTimestampOptions options)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            writer.WriteObjectIdentifier(options.Policy);
            using (writer.PushSequence())
            {
                SignedStructure.WriteDigestAlgorithm(writer, options.Digest);
                writer.WriteOctetString(imprint);
            }

            writer.WriteInteger(SignedStructure.NewSerialNumber());
            SignedStructure.WriteGeneralizedTime(writer, genTime);
            if (options.Nonce is { } nonce)
                writer.WriteInteger(nonce);
        }

        return writer.Encode();
    }

    private static byte[] Attributes(byte[] content, TestSigner? named)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSetOf())
        {
            WriteAttribute(writer, ContentType, value => value.WriteObjectIdentifier(TstInfo));
            WriteAttribute(writer, MessageDigest, value => value.WriteOctetString(SHA256.HashData(content)));
            if (named is not null)
                WriteAttribute(writer, SigningCertificateV2, value => WriteReference(value, named));
        }

        return writer.Encode();
    }

    private static void WriteAttribute(AsnWriter writer, string type, Action<AsnWriter> value)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(type);
            using (writer.PushSetOf())
                value(writer);
        }
    }

    // SigningCertificateV2 ::= SEQUENCE { SEQUENCE OF ESSCertIDv2 }, SHA-256 being the default (RFC 5035, 3 and 4).
    private static void WriteReference(AsnWriter writer, TestSigner named)
    {
        using (writer.PushSequence())
        using (writer.PushSequence())
        using (writer.PushSequence())
            writer.WriteOctetString(SHA256.HashData(named.Certificate.Span));
    }

    private static void WriteContent(AsnWriter writer, byte[] content)
    {
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(TstInfo);
            using (writer.PushSequence(Tag0))
                writer.WriteOctetString(content);
        }
    }

    private static void WriteCertificates(AsnWriter writer, TestSigner authority)
    {
        using (writer.PushSetOf(Tag0))
        {
            foreach (var certificate in authority.Chain)
                writer.WriteEncodedValue(certificate.Span);
        }
    }

    private static void WriteSigner(AsnWriter writer, TestSigner authority, byte[] attributes)
    {
        using (writer.PushSequence())
        {
            writer.WriteInteger(1);
            using (writer.PushSequence())
            {
                writer.WriteEncodedValue((authority.Issuer ?? authority).SubjectName.RawData);
                writer.WriteInteger(authority.SerialNumber);
            }

            SignedStructure.WriteDigestAlgorithm(writer, HashAlgorithmName.SHA256);
            var tagged = attributes.ToArray();
            tagged[0] = 0xa0; // [0] IMPLICIT in place of SET OF, which is what is signed (RFC 5652, 5.4)
            writer.WriteEncodedValue(tagged);
            SignedStructure.WriteSignatureAlgorithm(writer, authority);
            writer.WriteOctetString(SignedStructure.Sign(authority, attributes));
        }
    }
}
