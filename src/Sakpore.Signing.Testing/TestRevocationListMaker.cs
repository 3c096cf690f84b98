using System.Formats.Asn1;
using System.Security.Cryptography;

namespace Sakpore.Signing.Testing;

/// <summary>Makes revocation lists (RFC 5280, 5), direct and indirect.</summary>
internal static class TestRevocationListMaker
{
    private const string AuthorityKeyIdentifier = "2.5.29.35";
    private const string CrlNumber = "2.5.29.20";
    private const string ReasonCode = "2.5.29.21";
    private const string IssuingDistributionPoint = "2.5.29.28";
    private const string CertificateIssuer = "2.5.29.29";
    private const int KeyCompromise = 1;

    public static byte[] Make(TestPki pki, string authority, DateTimeOffset thisUpdate, TimeSpan lifetime, string signedBy)
    {
        var signer = pki[signedBy];
        var isIndirect = signedBy != authority;
        var tbs = new AsnWriter(AsnEncodingRules.DER);
        using (tbs.PushSequence())
        {
            tbs.WriteInteger(1); // v2
            SignedStructure.WriteSignatureAlgorithm(tbs, signer);
            tbs.WriteEncodedValue(signer.SubjectName.RawData);
            SignedStructure.WriteTime(tbs, thisUpdate);
            SignedStructure.WriteTime(tbs, thisUpdate + lifetime);
            WriteEntries(tbs, pki, authority, thisUpdate, isIndirect);
            using (tbs.PushSequence(Tag(0)))
            using (tbs.PushSequence())
                WriteExtensions(tbs, signer, thisUpdate, isIndirect);
        }

        var list = new AsnWriter(AsnEncodingRules.DER);
        SignedStructure.Write(list, tbs.Encode(), signer);
        return list.Encode();
    }

    private static void WriteEntries(AsnWriter writer, TestPki pki, string authority, DateTimeOffset thisUpdate, bool isIndirect)
    {
        var revoked = pki.IssuedBy(authority).Where(i => pki.RevocationOf(i) <= thisUpdate).ToArray();
        if (revoked.Length == 0)
            return; // absent, never empty (RFC 5280, 5.1.2.6)
        using (writer.PushSequence())
        {
            for (var i = 0; i < revoked.Length; i++)
            {
                using (writer.PushSequence())
                {
                    writer.WriteInteger(pki[revoked[i].Name].SerialNumber);
                    SignedStructure.WriteTime(writer, pki.RevocationOf(revoked[i])!.Value);
                    using (writer.PushSequence())
                    {
                        SignedStructure.WriteExtension(writer, ReasonCode, critical: false, [0x0a, 0x01, KeyCompromise]);
                        // What the first entry says of the issuer holds for those after it (RFC 5280, 5.3.3).
                        if (isIndirect && i == 0)
                            SignedStructure.WriteExtension(writer, CertificateIssuer, critical: true, DirectoryName(pki[authority]));
                    }
                }
            }
        }
    }

    private static void WriteExtensions(AsnWriter writer, TestSigner signer, DateTimeOffset thisUpdate, bool isIndirect)
    {
        var identifier = Encode(w =>
        {
            using (w.PushSequence())
                w.WriteOctetString(SignedStructure.Hash(HashAlgorithmName.SHA1, signer.PublicKeyBits), new Asn1Tag(TagClass.ContextSpecific, 0));
        });
        SignedStructure.WriteExtension(writer, AuthorityKeyIdentifier, critical: false, identifier);
        // Seconds grow as numbers of lists must.
        SignedStructure.WriteExtension(writer, CrlNumber, critical: false, Encode(w => w.WriteInteger(thisUpdate.ToUnixTimeSeconds())));
        if (!isIndirect)
            return;
        SignedStructure.WriteExtension(writer, IssuingDistributionPoint, critical: true, Encode(w =>
        {
            using (w.PushSequence())
                w.WriteBoolean(true, new Asn1Tag(TagClass.ContextSpecific, 4)); // indirectCRL
        }));
    }

    private static byte[] DirectoryName(TestSigner authority) => Encode(w =>
    {
        using (w.PushSequence())
        using (w.PushSequence(Tag(4)))
            w.WriteEncodedValue(authority.SubjectName.RawData);
    });

    private static byte[] Encode(Action<AsnWriter> write)
    {
        var writer = new AsnWriter(AsnEncodingRules.DER);
        write(writer);
        return writer.Encode();
    }

    private static Asn1Tag Tag(int number) => new(TagClass.ContextSpecific, number, isConstructed: true);
}
