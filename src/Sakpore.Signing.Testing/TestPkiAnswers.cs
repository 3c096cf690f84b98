using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Sakpore.Signing.Testing;

/// <summary>What a <see cref="TestPkiServer"/> answers, HTTP apart.</summary>
internal sealed class TestPkiAnswers(TestPki pki, TimeProvider clock)
{
    private const string OtherPolicy = Trust.DevelopmentMark.PolicyOid + ".2";
    private const string NonceOid = "1.3.6.1.5.5.7.48.1.2";
    private const int TryLater = 3;
    private const int MalformedRequest = 1;

    private static readonly TimeSpan WrongBy = TimeSpan.FromHours(1);
    private static readonly TimeSpan UsualLifetime = TimeSpan.FromDays(1);

    public string Responder { get; set; } = TestPki.OcspResponder;

    public TimeSpan RevocationListInterval { get; set; }

    /// <summary>Which service a path is, and of whom; null if none.</summary>
    public (TestService Service, string Name)? Route(string path)
    {
        var parts = path.Trim('/').Split('/');
        if (parts.Length != 2 || pki.Names.FirstOrDefault(n => TestServicePaths.Slug(n) == parts[1]) is not { } name)
            return null;
        return parts[0] switch
        {
            TestServicePaths.Timestamps => (TestService.Timestamps, name),
            TestServicePaths.Ocsp => (TestService.Ocsp, name),
            TestServicePaths.Crl => (TestService.RevocationLists, name),
            TestServicePaths.Certificate => (TestService.Certificates, name),
            _ => null,
        };
    }

    public (string ContentType, byte[] Body) Answer(TestService service, string name, byte[] body, TestMisbehavior misbehavior)
    {
        byte[] answer = misbehavior switch
        {
            TestMisbehavior.Garbage => [.. "this is not DER"u8],
            TestMisbehavior.Empty or TestMisbehavior.Endless => [],
            _ => service switch
            {
                TestService.Timestamps => Timestamp(name, body, misbehavior),
                TestService.Ocsp => Ocsp(name, body, misbehavior),
                TestService.RevocationLists => RevocationList(name, misbehavior),
                _ => pki[name].Certificate.ToArray(),
            },
        };
        return (service switch
        {
            TestService.Timestamps => "application/timestamp-reply",
            TestService.Ocsp => "application/ocsp-response",
            TestService.RevocationLists => "application/pkix-crl",
            _ => "application/pkix-cert",
        }, answer);
    }

    private byte[] Timestamp(string authority, byte[] body, TestMisbehavior misbehavior)
    {
        byte[] imprint;
        TestTimestampOptions options;
        try
        {
            (imprint, options) = ReadTimestampRequest(body);
        }
        catch (Exception e) when (e is AsnContentException or CryptographicException)
        {
            return TimestampRejection();
        }

        options = options with { Authority = authority };
        switch (misbehavior)
        {
            case TestMisbehavior.Refusal:
                return TimestampRejection();
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

        var token = pki.Timestamp(imprint, Now(misbehavior), options);
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
    private static (byte[] Imprint, TestTimestampOptions Options) ReadTimestampRequest(byte[] body)
    {
        var request = new AsnReader(body, AsnEncodingRules.BER).ReadSequence();
        request.ReadInteger();
        var imprint = request.ReadSequence();
        var digest = CryptoConfigName(imprint.ReadSequence().ReadObjectIdentifier());
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

    private static HashAlgorithmName CryptoConfigName(string oid) => oid switch
    {
        "1.3.14.3.2.26" => HashAlgorithmName.SHA1,
        "2.16.840.1.101.3.4.2.1" => HashAlgorithmName.SHA256,
        "2.16.840.1.101.3.4.2.2" => HashAlgorithmName.SHA384,
        "2.16.840.1.101.3.4.2.3" => HashAlgorithmName.SHA512,
        _ => throw new CryptographicException($"No digest {oid}."),
    };

    private static byte[] TimestampRejection()
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

    private byte[] Ocsp(string authority, byte[] body, TestMisbehavior misbehavior)
    {
        if (misbehavior == TestMisbehavior.Refusal)
            return TestOcspMaker.Refusal(TryLater);
        try
        {
            var (asked, nonce) = ReadOcspRequest(authority, body);
            var responder = misbehavior switch
            {
                TestMisbehavior.WrongPurpose => TestPki.UnauthorizedOcspResponder,
                TestMisbehavior.UnknownRoot => TestPki.ForeignOcspResponder,
                _ => pki[authority].Issuer is null ? authority : Responder, // the root delegates to nobody
            };
            if (misbehavior == TestMisbehavior.WrongSubject)
                asked = [TestOcspMaker.CertificateId(pki, TestPki.Issuing, HashAlgorithmName.SHA1)];
            var options = new TestOcspOptions
            {
                Responder = responder,
                IncludeCertificates = misbehavior != TestMisbehavior.MissingCertificates,
                Nonce = misbehavior switch
                {
                    TestMisbehavior.MissingNonce => null,
                    TestMisbehavior.WrongNonce => new byte[32],
                    _ => nonce,
                },
            };
            return TestOcspMaker.Make(pki, asked, Now(misbehavior), options);
        }
        catch (AsnContentException)
        {
            return TestOcspMaker.Refusal(MalformedRequest);
        }
    }

    // OCSPRequest (RFC 6960, 4.1.1)
    private (TestCertificateId[] Asked, ReadOnlyMemory<byte>? Nonce) ReadOcspRequest(string authority, byte[] body)
    {
        var tbs = new AsnReader(body, AsnEncodingRules.BER).ReadSequence().ReadSequence();
        while (tbs.PeekTag().TagClass == TagClass.ContextSpecific)
            tbs.ReadEncodedValue(); // version, requestorName
        var list = tbs.ReadSequence();
        var asked = new List<TestCertificateId>();
        while (list.HasData)
            asked.Add(TestOcspMaker.Find(pki, authority, list.ReadSequence().ReadEncodedValue()));
        ReadOnlyMemory<byte>? nonce = null;
        if (tbs.HasData)
        {
            var extensions = tbs.ReadSequence(new Asn1Tag(TagClass.ContextSpecific, 2, isConstructed: true)).ReadSequence();
            while (extensions.HasData)
            {
                var extension = extensions.ReadSequence();
                if (extension.ReadObjectIdentifier() == NonceOid)
                    nonce = new AsnReader(extension.ReadOctetString(), AsnEncodingRules.BER).ReadOctetString();
            }
        }

        return ([.. asked], nonce);
    }

    private byte[] RevocationList(string authority, TestMisbehavior misbehavior)
    {
        var (thisUpdate, lifetime) = (Now(misbehavior), UsualLifetime);
        if (RevocationListInterval > TimeSpan.Zero)
        {
            lifetime = RevocationListInterval;
            thisUpdate = pki.At + Math.Floor((thisUpdate - pki.At) / lifetime) * lifetime;
        }

        var signedBy = misbehavior switch
        {
            TestMisbehavior.WrongPurpose => TestPki.UnauthorizedOcspResponder,
            _ => authority,
        };
        var of = misbehavior is TestMisbehavior.WrongSubject or TestMisbehavior.UnknownRoot ? TestPki.UnknownRoot : authority;
        return pki.RevocationList(of, thisUpdate, lifetime, of == authority ? signedBy : of).ToArray();
    }

    private DateTimeOffset Now(TestMisbehavior misbehavior) => clock.GetUtcNow() + misbehavior switch
    {
        TestMisbehavior.Early => -WrongBy,
        TestMisbehavior.Late => WrongBy,
        _ => TimeSpan.Zero,
    };
}
