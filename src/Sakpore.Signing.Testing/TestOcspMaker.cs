using System.Formats.Asn1;
using System.Numerics;
using System.Security.Cryptography;

namespace Sakpore.Signing.Testing;

/// <summary>A certificate as OCSP names it (RFC 6960, 4.1.1), with the identity meant; null when the PKI does not know it.</summary>
internal sealed record TestCertificateId(ReadOnlyMemory<byte> Encoded, TestIdentity? Identity);

/// <summary>Makes OCSP responses (RFC 6960, 4.2).</summary>
internal static class TestOcspMaker
{
    private const string BasicResponse = "1.3.6.1.5.5.7.48.1.1";
    private const string NonceOid = "1.3.6.1.5.5.7.48.1.2";
    private const int KeyCompromise = 1;

    public static TestCertificateId CertificateId(TestPki pki, string name, HashAlgorithmName digest)
    {
        var subject = pki[name];
        var issuer = subject.Issuer ?? subject;
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            SignedStructure.WriteDigestAlgorithm(writer, digest);
            writer.WriteOctetString(SignedStructure.Hash(digest, issuer.SubjectName.RawData));
            writer.WriteOctetString(SignedStructure.Hash(digest, issuer.PublicKeyBits));
            writer.WriteInteger(subject.SerialNumber);
        }

        return new TestCertificateId(writer.Encode(), pki.Identity(name));
    }

    /// <summary>The certificate of an authority that has the serial number; whatever digest the request used.</summary>
    public static TestCertificateId Find(TestPki pki, string authority, ReadOnlyMemory<byte> encoded)
    {
        var id = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        id.ReadSequence();
        id.ReadOctetString();
        id.ReadOctetString();
        BigInteger serial = id.ReadInteger();
        var found = pki.MadeBy(authority).FirstOrDefault(i => new BigInteger(pki[i.Name].SerialNumber, isBigEndian: true) == serial);
        return new TestCertificateId(encoded, found);
    }

    /// <summary>A response without answers: malformedRequest (1), internalError (2), tryLater (3), unauthorized (6).</summary>
    public static byte[] Refusal(int status)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
            writer.WriteEncodedValue([0x0a, 0x01, (byte)status]); // ENUMERATED
        return writer.Encode();
    }

    public static byte[] Make(TestPki pki, IReadOnlyList<TestCertificateId> asked, DateTimeOffset producedAt, TestOcspOptions options)
    {
        var responder = pki[options.Responder];
        var basic = new AsnWriter(AsnEncodingRules.DER);
        SignedStructure.Write(basic, Data(pki, responder, asked, producedAt, options), responder, writer =>
        {
            // The issuer's own certificate is at hand; a delegate's is not.
            if (!options.IncludeCertificates || asked.Any(a => a.Identity?.IssuedBy == responder.Name))
                return;
            using (writer.PushSequence(Tag(0)))
            using (writer.PushSequence())
                writer.WriteEncodedValue(responder.Certificate.Span);
        });

        var response = new AsnWriter(AsnEncodingRules.DER);
        using (response.PushSequence())
        {
            response.WriteEncodedValue([0x0a, 0x01, 0x00]); // successful
            using (response.PushSequence(Tag(0)))
            using (response.PushSequence())
            {
                response.WriteObjectIdentifier(BasicResponse);
                response.WriteOctetString(basic.Encode());
            }
        }

        return response.Encode();
    }

    private static byte[] Data(
        TestPki pki, TestSigner responder, IReadOnlyList<TestCertificateId> asked, DateTimeOffset producedAt, TestOcspOptions options)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            if (options.NamesResponderByKey)
            {
                using (writer.PushSequence(Tag(2)))
                    writer.WriteOctetString(SignedStructure.Hash(HashAlgorithmName.SHA1, responder.PublicKeyBits));
            }
            else
            {
                using (writer.PushSequence(Tag(1)))
                    writer.WriteEncodedValue(responder.SubjectName.RawData);
            }

            SignedStructure.WriteGeneralizedTime(writer, producedAt);
            using (writer.PushSequence())
            {
                foreach (var certificate in asked)
                    WriteAnswer(writer, pki, certificate, options.ThisUpdate ?? producedAt, options);
            }

            if (options.Nonce is { } nonce)
                WriteNonce(writer, nonce.Span);
        }

        return writer.Encode();
    }

    private static void WriteAnswer(
        AsnWriter writer, TestPki pki, TestCertificateId certificate, DateTimeOffset thisUpdate, TestOcspOptions options)
    {
        var declared = certificate.Identity is { } identity ? pki.RevocationOf(identity) : null;
        var status = options.Status
            ?? (certificate.Identity is null ? TestOcspStatus.Unknown
            : declared <= thisUpdate ? TestOcspStatus.Revoked
            : TestOcspStatus.Good);
        using (writer.PushSequence())
        {
            writer.WriteEncodedValue(certificate.Encoded.Span);
            WriteStatus(writer, status, options.RevokedAt ?? declared ?? thisUpdate);
            SignedStructure.WriteGeneralizedTime(writer, thisUpdate);
            if (options.Lifetime is { } lifetime)
            {
                using (writer.PushSequence(Tag(0)))
                    SignedStructure.WriteGeneralizedTime(writer, thisUpdate + lifetime);
            }
        }
    }

    private static void WriteStatus(AsnWriter writer, TestOcspStatus status, DateTimeOffset revokedAt)
    {
        switch (status)
        {
            case TestOcspStatus.Good:
                writer.WriteNull(new Asn1Tag(TagClass.ContextSpecific, 0));
                break;
            case TestOcspStatus.Unknown:
                writer.WriteNull(new Asn1Tag(TagClass.ContextSpecific, 2));
                break;
            default:
                using (writer.PushSequence(Tag(1)))
                {
                    SignedStructure.WriteGeneralizedTime(writer, revokedAt);
                    using (writer.PushSequence(Tag(0)))
                        writer.WriteEncodedValue([0x0a, 0x01, KeyCompromise]);
                }

                break;
        }
    }

    private static void WriteNonce(AsnWriter writer, ReadOnlySpan<byte> nonce)
    {
        var wrapped = new AsnWriter(AsnEncodingRules.DER);
        wrapped.WriteOctetString(nonce);
        using (writer.PushSequence(Tag(1)))
        using (writer.PushSequence())
            SignedStructure.WriteExtension(writer, NonceOid, critical: false, wrapped.Encode());
    }

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}
