using System.Formats.Asn1;
using System.Numerics;
using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.Tsp;
using Sakpore.Signing.Trust.Arithmetic;
using BcAlgorithm = Org.BouncyCastle.Asn1.X509.AlgorithmIdentifier;

namespace Sakpore.Signing.Timestamps;

/// <summary>One request for a token and how its answer is opened (RFC 3161, 2.4).</summary>
/// <param name="Digest">What the imprint was computed with.</param>
/// <param name="Imprint">The imprint.</param>
/// <param name="Nonce">Random and positive.</param>
/// <param name="Policy">The policy asked for; null for any.</param>
internal sealed record TimestampExchange(DigestAlgorithm Digest, ReadOnlyMemory<byte> Imprint, BigInteger Nonce, string? Policy)
{
    public const string RequestType = "application/timestamp-query";
    public const string ResponseType = "application/timestamp-reply";

    // PKIStatus of RFC 3161, 2.4.2 with which a token comes.
    private const int Granted = 0;
    private const int GrantedWithModifications = 1;

    /// <summary>TimeStampReq, with the certificates asked for.</summary>
    public byte[] Request() => new TimeStampReq(
        // NULL beside the digest: some old services expect it, and RFC 4055 lets both stand.
        new MessageImprint(new BcAlgorithm(new DerObjectIdentifier(Digest.Oid), DerNull.Instance), Imprint.ToArray()),
        Policy is null ? null : new DerObjectIdentifier(Policy),
        new DerInteger(Nonce.ToByteArray(isBigEndian: true)),
        DerBoolean.True,
        extensions: null).GetEncoded(Asn1Encodable.Der);

    /// <summary>The token inside TimeStampResp.</summary>
    /// <param name="response">The answer as received.</param>
    /// <param name="token">The token, when null is returned.</param>
    public static TimestampRefusal? Open(ReadOnlyMemory<byte> response, out ReadOnlyMemory<byte> token)
    {
        token = default;
        try
        {
            var whole = new AsnReader(response, AsnEncodingRules.BER);
            var answer = whole.ReadSequence();
            whole.ThrowIfNotEmpty();
            var status = answer.ReadSequence();
            var code = status.ReadInteger();
            if (code != Granted && code != GrantedWithModifications)
                return new TimestampRefusal(TimestampRefusalCode.Refused, $"PKIStatus {code}");
            token = answer.ReadEncodedValue();
            answer.ThrowIfNotEmpty();
            return null;
        }
        catch (AsnContentException)
        {
            return new TimestampRefusal(TimestampRefusalCode.Malformed);
        }
    }
}
