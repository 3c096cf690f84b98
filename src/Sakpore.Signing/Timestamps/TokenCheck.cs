using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;
using Sakpore.Signing.Verification;
using Sakpore.Signing.Verification.Signatures;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Timestamps;

/// <summary>Everything that a token must pass before it is embedded: what was asked for, and what the verifier will ask later.</summary>
internal static class TokenCheck
{
    /// <param name="exchange">What was asked.</param>
    /// <param name="bytes">The token.</param>
    /// <param name="options">What it must be.</param>
    /// <param name="now">The clock's time when it arrived.</param>
    /// <param name="timestamp">The token with its time, when null is returned.</param>
    public static TimestampRefusal? Run(
        TimestampExchange exchange, ReadOnlyMemory<byte> bytes, TimestampAuthorityOptions options, DateTimeOffset now, out Timestamp? timestamp)
    {
        timestamp = null;
        if (TimestampToken.Read(bytes, out var token) is var fault and not CmsFault.None)
            return new TimestampRefusal(TimestampRefusalCode.Malformed, fault.ToString());
        if (token!.Nonce != exchange.Nonce)
            return new TimestampRefusal(TimestampRefusalCode.WrongNonce);
        if (token.ImprintDigest != exchange.Digest || !token.Imprint.Span.SequenceEqual(exchange.Imprint.Span))
            return new TimestampRefusal(TimestampRefusalCode.WrongImprint);
        if (exchange.Policy is { } policy && token.Policy != policy)
            return new TimestampRefusal(TimestampRefusalCode.WrongPolicy, token.Policy);
        if ((token.Time - now).Duration() > options.ClockSkew)
            return new TimestampRefusal(TimestampRefusalCode.WrongTime, $"{token.Time:O}");
        if (Judge(exchange.Digest, exchange.Imprint, bytes, options.Anchors, options.Intermediates, options.ClockSkew, now) is { } refusal)
            return refusal;
        timestamp = new Timestamp(bytes, token.Time);
        return null;
    }

    /// <summary>Signature, ESS reference, key usage, path to an anchor and algorithms: the verifier's own rules (EN 319 102-1, 5.4).</summary>
    public static TimestampRefusal? Judge(
        DigestAlgorithm digest, ReadOnlyMemory<byte> imprint, ReadOnlyMemory<byte> bytes, TrustAnchors anchors, IReadOnlyList<Certificate> intermediates,
        TimeSpan clockSkew, DateTimeOffset at)
    {
        var policy = new VerificationPolicy
        {
            At = at,
            Anchors = anchors,
            Intermediates = intermediates,
            Revocation = RevocationRequirement.Off, // asked about when evidence is gathered
            ClockSkew = clockSkew,
        };
        var findings = new SignatureFindings();
        var context = new ValidationContext(policy, SecurityStore.Empty);
        var result = TimestampValidation.Run(
            context, bytes, asked => asked == digest ? imprint.ToArray() : [], proved: null, EvidencePlace.Caller, findings);
        var (indication, _) = findings.Conclude();
        if (indication == Indication.TotalPassed && result.Integrity == Integrity.Intact)
            return null;
        var decisive = findings.All.FirstOrDefault(f => f.Indication is not null);
        return new TimestampRefusal(CodeOf(decisive?.Code), decisive?.Code);
    }

    private static TimestampRefusalCode CodeOf(string? finding)
    {
        if (finding == Findings.SignerMissing.Code)
            return TimestampRefusalCode.CertificateMissing;
        if (finding == Findings.ReferenceMissing.Code || finding == Findings.ReferenceMismatch.Code)
            return TimestampRefusalCode.WrongReference;
        if (finding == Findings.KeyPurpose.Code)
            return TimestampRefusalCode.WrongPurpose;
        return finding == Findings.NoPath.Code ? TimestampRefusalCode.Untrusted : TimestampRefusalCode.Invalid;
    }
}
