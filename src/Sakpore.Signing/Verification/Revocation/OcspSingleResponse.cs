using System.Formats.Asn1;
using System.Numerics;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;

namespace Sakpore.Signing.Verification.Revocation;

/// <summary>SingleResponse (RFC 6960, 4.2.1).</summary>
/// <param name="Digest">What the issuer's name and key are hashed with; null when the library does not know it.</param>
/// <param name="NameHash">Hash of the issuer's name.</param>
/// <param name="KeyHash">Hash of the issuer's key.</param>
/// <param name="Serial">The certificate's serial number.</param>
/// <param name="Statement">What it says; null for "unknown", which says nothing, and with unknown critical extensions.</param>
internal sealed record OcspSingleResponse(
    DigestAlgorithm? Digest, ReadOnlyMemory<byte> NameHash, ReadOnlyMemory<byte> KeyHash, BigInteger Serial, RevocationStatement? Statement)
{
    private const string ArchiveCutoffOid = "1.3.6.1.5.5.7.48.1.6";
    private const int CertificateHold = 6;

    private static readonly Asn1Tag Good = new(TagClass.ContextSpecific, 0);
    private static readonly Asn1Tag Revoked = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Tag1 = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>Whether CertID names the certificate (RFC 6960, 4.1.1): serial number, issuer's name and issuer's key.</summary>
    public bool IsAbout(Certificate certificate, Certificate issuer) =>
        Serial == certificate.Serial && Digest is not null && PublicKey.Read(issuer.PublicKey) is { } key
        && Digest.Hash(key.KeyBits).AsSpan().SequenceEqual(KeyHash.Span)
        && Digest.Hash(certificate.Issuer.Encoded.Span).AsSpan().SequenceEqual(NameHash.Span);

    /// <exception cref="AsnContentException">Malformed.</exception>
    public static OcspSingleResponse Read(AsnReader single)
    {
        var id = single.ReadSequence();
        var digest = DigestAlgorithm.Find(AlgorithmIdentifier.Read(id));
        ReadOnlyMemory<byte> name = id.ReadOctetString();
        ReadOnlyMemory<byte> key = id.ReadOctetString();
        var serial = id.ReadInteger();
        id.ThrowIfNotEmpty();

        var tag = single.PeekTag();
        var isKnown = tag.HasSameClassAndValue(Good) || tag.HasSameClassAndValue(Revoked);
        DateTimeOffset? since = null;
        var isOnHold = false;
        if (tag.HasSameClassAndValue(Revoked))
        {
            var revoked = single.ReadSequence(Revoked);
            since = revoked.ReadGeneralizedTime();
            isOnHold = revoked.HasData && revoked.ReadSequence(Tag0).ReadEnumeratedBytes().Span is [CertificateHold];
        }
        else
            single.ReadEncodedValue();

        var thisUpdate = single.ReadGeneralizedTime();
        DateTimeOffset? nextUpdate = null;
        if (single.HasData && single.PeekTag().HasSameClassAndValue(Tag0))
            nextUpdate = single.ReadSequence(Tag0).ReadGeneralizedTime();
        DateTimeOffset? cutoff = null;
        if (single.HasData)
        {
            foreach (var extension in CertificateExtension.ReadAll(single.ReadSequence(Tag1)).Values)
            {
                if (extension.Oid == ArchiveCutoffOid)
                    cutoff = extension.Open().ReadGeneralizedTime();
                else
                    isKnown &= !extension.IsCritical;
            }
        }

        var statement = isKnown ? new RevocationStatement(thisUpdate, nextUpdate, since, isOnHold, cutoff) : null;
        return new OcspSingleResponse(digest, name, key, serial, statement);
    }
}
