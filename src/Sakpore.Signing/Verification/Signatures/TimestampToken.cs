using System.Formats.Asn1;
using System.Numerics;
using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>A timestamp token (RFC 3161, 2.4.2): a CMS container whose content is a TSTInfo.</summary>
/// <param name="Container">The container.</param>
/// <param name="Policy">The policy that it was made under, dotted.</param>
/// <param name="ImprintDigest">What the imprint was computed with; null when the library does not know it.</param>
/// <param name="Imprint">The imprint.</param>
/// <param name="Time">genTime.</param>
/// <param name="Nonce">What the request sent along; null when the token has none.</param>
internal sealed record TimestampToken(
    SignedContainer Container, string Policy, DigestAlgorithm? ImprintDigest, ReadOnlyMemory<byte> Imprint, DateTimeOffset Time, BigInteger? Nonce)
{
    /// <summary>Reads a token that zeros may follow.</summary>
    public static CmsFault Read(ReadOnlyMemory<byte> bytes, out TimestampToken? token)
    {
        token = null;
        var fault = SignedContainer.Read(bytes, out var container);
        if (fault != CmsFault.None)
            return fault;
        if (container!.ContentType != SignedContainer.TimestampType || container.Content is not { } content)
            return CmsFault.NotSignedData;
        try
        {
            var whole = new AsnReader(content, AsnEncodingRules.BER);
            var info = whole.ReadSequence();
            whole.ThrowIfNotEmpty();
            if (info.ReadInteger() != 1)
                return CmsFault.NotSignedData;
            var policy = info.ReadObjectIdentifier();
            var imprint = info.ReadSequence();
            var digest = DigestAlgorithm.Find(AlgorithmIdentifier.Read(imprint));
            var hash = imprint.ReadOctetString();
            imprint.ThrowIfNotEmpty();
            info.ReadInteger(); // serial number
            var time = info.ReadGeneralizedTime().ToUniversalTime();
            token = new TimestampToken(container, policy, digest, hash, time, ReadNonce(info));
            return CmsFault.None;
        }
        catch (AsnContentException)
        {
            return CmsFault.NotSignedData;
        }
    }

    // accuracy, ordering, tsa and extensions decide nothing here.
    private static BigInteger? ReadNonce(AsnReader info)
    {
        while (info.HasData)
        {
            if (info.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
                return info.ReadInteger();
            info.ReadEncodedValue();
        }

        return null;
    }

    /// <summary>Whether the token was made over a message with that digest.</summary>
    public bool IsOver(Func<DigestAlgorithm, byte[]> digest) =>
        ImprintDigest is not null && digest(ImprintDigest).AsSpan().SequenceEqual(Imprint.Span);
}
