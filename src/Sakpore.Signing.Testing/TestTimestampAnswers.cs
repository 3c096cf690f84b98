using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Sakpore.Signing.Testing;

/// <summary>Answers timestamp requests (RFC 3161, 2.4), well or badly.</summary>
internal static class TestTimestampAnswers
{
    private const string OtherPolicy = Trust.DevelopmentMark.PolicyOid + ".2";

    public static byte[] Answer(TestPki pki, string authority, byte[] body, DateTimeOffset now, TestMisbehavior misbehavior)
    {
        byte[] imprint;
        TestTimestampOptions options;
        try
        {
            (imprint, options) = Read(body);
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return Rejection();
        }

        options = options with { Authority = authority };
        switch (misbehavior)
        {
            case TestMisbehavior.Refusal:
                return Rejection();
            case TestMisbehavior.WrongNonce:
                options = options with { Nonce = (options.Nonce ?? 0) + 1 };
                break;
            case TestMisbehavior.MissingNonce:
                options = options with { Nonce = null };
                break;
            case TestMisbehavior.WrongSubject:
                imprint[0] ^= 1;
                break;
            case TestMisbehavior.WrongPolicy:
                options = options with { Policy = OtherPolicy };
                break;
            case TestMisbehavior.WrongPurpose:
                options = options with { Authority = TestPki.TimestampAuthorityWithoutPurpose };
                break;
            case TestMisbehavior.UnknownRoot:
                options = options with { Authority = TestPki.UnknownTimestampAuthority };
                break;
            case TestMisbehavior.WrongReference:
                options = options with { NamedCertificate = TestPki.Issuing };
                break;
            case TestMisbehavior.MissingCertificates:
                options = options with { IncludeCertificates = false };
                break;
        }

        var token = pki.Timestamp(imprint, now, options);
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            using (writer.PushSequence())
                writer.WriteInteger(0); // granted
            writer.WriteEncodedValue(token);
        }

        return writer.Encode();
    }

    // TimeStampReq (RFC 3161, 2.4.1)
    private static (byte[] Imprint, TestTimestampOptions Options) Read(byte[] body)
    {
        var request = new AsnReader(body, AsnEncodingRules.BER).ReadSequence();
        request.ReadInteger();
        var imprint = request.ReadSequence();
        var digest = DigestOf(imprint.ReadSequence().ReadObjectIdentifier());
        var options = new TestTimestampOptions { Digest = digest, IncludeCertificates = false };
        var hash = imprint.ReadOctetString();
        while (request.HasData)
        {
            switch ((UniversalTagNumber)request.PeekTag().TagValue)
            {
                case UniversalTagNumber.ObjectIdentifier:
                    options = options with { Policy = request.ReadObjectIdentifier() };
                    break;
                case UniversalTagNumber.Integer:
                    options = options with { Nonce = request.ReadInteger() };
                    break;
                case UniversalTagNumber.Boolean:
                    options = options with { IncludeCertificates = request.ReadBoolean() };
                    break;
                default:
                    request.ReadEncodedValue();
                    break;
            }
        }

        return hash.Length == SignedStructure.Hash(digest, []).Length
            ? (hash, options)
            : throw new AsnContentException("The imprint has another length than its digest.");
    }

    private static HashAlgorithmName DigestOf(string oid) => oid switch
    {
        "1.3.14.3.2.26" => HashAlgorithmName.SHA1,
        "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
        "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
        "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
        _ => throw new CryptographicException($"No digest {oid}."),
    };

    private static byte[] Rejection()
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        using (writer.PushSequence())
        {
            writer.WriteInteger(2); // rejection
            using (writer.PushSequence())
                writer.WriteCharacterString(UniversalTagNumber.UTF8String, "told to refuse");
            writer.WriteBitString([0x04], 2); // PKIFailureInfo: badDataFormat (5)
        }

        return writer.Encode();
    }
}
