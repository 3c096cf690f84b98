using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Sakpore.Signing.Testing;

/// <summary>Answers OCSP requests (RFC 6960, 4.1), well or badly.</summary>
internal static class TestOcspAnswers
{
    private const string NonceOid = "1.3.6.1.5.5.7.48.1.2";
    private const int TryLater = 3;
    private const int MalformedRequest = 1;

    /// <param name="pki">The PKI.</param>
    /// <param name="authority">Whose certificates are asked about.</param>
    /// <param name="delegated">Who answers for authorities below the root, which delegates to nobody.</param>
    /// <param name="body">The request.</param>
    /// <param name="now">The time to tell.</param>
    /// <param name="misbehavior">What to do instead.</param>
    public static byte[] Answer(TestPki pki, string authority, string delegated, byte[] body, DateTimeOffset now, TestMisbehavior misbehavior)
    {
        if (misbehavior == TestMisbehavior.Refusal)
            return TestOcspMaker.Refusal(TryLater);
        try
        {
            var (asked, nonce) = Read(pki, authority, body);
            var responder = misbehavior switch
            {
                TestMisbehavior.WrongPurpose => TestPki.UnauthorizedOcspResponder,
                TestMisbehavior.UnknownRoot => TestPki.ForeignOcspResponder,
                _ => pki[authority].Issuer is null ? authority : delegated,
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
            return TestOcspMaker.Make(pki, asked, now, options);
        }
        catch (AsnContentException)
        {
            return TestOcspMaker.Refusal(MalformedRequest);
        }
    }

    // OCSPRequest (RFC 6960, 4.1.1)
    private static (TestCertificateId[] Asked, ReadOnlyMemory<byte>? Nonce) Read(TestPki pki, string authority, byte[] body)
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
}
