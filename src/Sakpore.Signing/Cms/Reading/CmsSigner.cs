using System.Formats.Asn1;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Cms.Reading;

/// <summary>A SignerInfo as received (RFC 5652, 5.3).</summary>
internal sealed record CmsSigner(
    SignerIdentifier Identifier,
    AlgorithmIdentifier DigestAlgorithm,
    CmsAttributes? SignedAttributes,
    ReadOnlyMemory<byte> SignedAttributesBytes,
    AlgorithmIdentifier SignatureAlgorithm,
    ReadOnlyMemory<byte> Signature,
    CmsAttributes UnsignedAttributes)
{
    private static readonly Asn1Tag SignedTag = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag UnsignedTag = new(TagClass.ContextSpecific, 1, isConstructed: true);

    /// <summary>
    /// The signed attributes as they were signed: the received bytes with the tag of SET OF in place of [0] (RFC 5652, 5.4).
    /// Never re-encoded, so what was not DER when signed fails here as it would elsewhere.
    /// </summary>
    public byte[] AttributesToVerify()
    {
        var bytes = SignedAttributesBytes.ToArray();
        bytes[0] = 0x31;
        return bytes;
    }

    /// <exception cref="AsnContentException">Malformed.</exception>
    /// <exception cref="CmsAttributesException">The attributes break their rules.</exception>
    public static CmsSigner Read(AsnReader reader)
    {
        var info = reader.ReadSequence();
        info.ReadInteger(); // version: says which form of identifier follows, which its tag says too
        var identifier = SignerIdentifier.Read(info);
        var digest = AlgorithmIdentifier.Read(info);
        CmsAttributes? signed = null;
        ReadOnlyMemory<byte> signedBytes = default;
        if (info.PeekTag().HasSameClassAndValue(SignedTag))
        {
            signedBytes = info.ReadEncodedValue();
            signed = ReadAttributes(signedBytes, SignedTag, allowRepeats: false);
            if (signed.IsEmpty)
                throw new CmsAttributesException("Signed attributes are present and empty.");
        }

        var algorithm = AlgorithmIdentifier.Read(info);
        var signature = info.ReadOctetString();
        var unsigned = info.HasData ? ReadAttributes(info.ReadEncodedValue(), UnsignedTag, allowRepeats: true) : CmsAttributes.None;
        info.ThrowIfNotEmpty();
        return new CmsSigner(identifier, digest, signed, signedBytes, algorithm, signature, unsigned);
    }

    private static CmsAttributes ReadAttributes(ReadOnlyMemory<byte> encoded, Asn1Tag tag, bool allowRepeats)
    {
        try
        {
            return CmsAttributes.Read(encoded, tag, allowRepeats);
        }
        catch (AsnContentException e)
        {
            throw new CmsAttributesException(e.Message);
        }
    }
}

/// <summary>Carries <see cref="CmsFault.Attributes"/> out of the reading of a signer, no further.</summary>
internal sealed class CmsAttributesException(string message) : Exception(message);
