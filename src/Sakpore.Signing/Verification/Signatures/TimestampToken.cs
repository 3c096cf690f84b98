using System.Formats.Asn1;
using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>A timestamp token (RFC 3161, 2.4.2): a CMS container whose content is a TSTInfo.</summary>
internal sealed record TimestampToken(SignedContainer Container, DigestAlgorithm? ImprintDigest, ReadOnlyMemory<byte> Imprint, DateTimeOffset Time)
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
            info.ReadObjectIdentifier(); // policy
            var imprint = info.ReadSequence();
            var digest = DigestAlgorithm.Find(AlgorithmIdentifier.Read(imprint));
            var hash = imprint.ReadOctetString();
            imprint.ThrowIfNotEmpty();
            info.ReadInteger(); // serial number
            token = new TimestampToken(container, digest, hash, info.ReadGeneralizedTime().ToUniversalTime());
            return CmsFault.None; // accuracy, ordering, nonce, tsa and extensions decide nothing here
        }
        catch (AsnContentException)
        {
            return CmsFault.NotSignedData;
        }
    }

    /// <summary>Whether the token was made over a message with that digest.</summary>
    public bool IsOver(Func<DigestAlgorithm, byte[]> digest) =>
        ImprintDigest is not null && digest(ImprintDigest).AsSpan().SequenceEqual(Imprint.Span);
}
