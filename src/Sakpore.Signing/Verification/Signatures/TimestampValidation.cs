using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>Timestamp validation (EN 319 102-1, 5.4): a token proves existence only when everything about it is TOTAL-PASSED.</summary>
internal sealed record TimestampValidation(TimestampToken? Token, ContainerCheck? Check, CertificatePath? Path, Integrity Integrity)
{
    /// <param name="context">Policy and evidence.</param>
    /// <param name="bytes">The token as received.</param>
    /// <param name="digest">The digest of what it must be over.</param>
    /// <param name="proved">A time at which the token itself is proved to have existed; null without proof.</param>
    /// <param name="findings">Where to note what is wrong.</param>
    public static TimestampValidation Run(
        ValidationContext context, ReadOnlyMemory<byte> bytes, Func<DigestAlgorithm, byte[]> digest,
        DateTimeOffset? proved, SignatureFindings findings)
    {
        var fault = TimestampToken.Read(bytes, out var token);
        if (CmsFindings.Of(fault) is { } malformed)
        {
            findings.Add(malformed);
            return new TimestampValidation(null, null, null, Integrity.Broken);
        }

        var container = token!.Container;
        var check = ContainerCheck.Run(
            container, SignedContainer.TimestampType, d => d.Hash(container.Content!.Value.Span), context.Helpers, findings);
        var integrity = check.Integrity;
        if (token.ImprintDigest is null)
        {
            findings.Add(Findings.AlgorithmUnknown);
            integrity = integrity == Integrity.Broken ? integrity : Integrity.Unknown;
        }
        else if (!token.IsOver(digest))
        {
            findings.Add(Findings.DigestMismatch);
            integrity = Integrity.Broken;
        }

        // RFC 3161, 2.4.2: the certificate must be named by an ESS attribute.
        if (check.Signer is not null && !check.NamesSigner && !findings.Has(Findings.ReferenceMismatch))
            findings.Add(Findings.ReferenceMissing);
        CertificatePath? path = null;
        if (check.Signer is { } signer)
        {
            path = CertificateValidation.Run(context, signer, CarriedEvidence.Of(container), AnchorPurposes.Timestamps, proved, findings);
            CheckAlgorithms(context, check, token, proved ?? context.Policy.At, findings);
        }

        // A token from the future proves nothing about the past.
        if (token.Time > context.Policy.At + context.Policy.ClockSkew)
            findings.Add(Findings.TimestampFromFuture);
        return new TimestampValidation(token, check, path, integrity);
    }

    private static void CheckAlgorithms(
        ValidationContext context, ContainerCheck check, TimestampToken token, DateTimeOffset at, SignatureFindings findings)
    {
        if (check.Scheme is { } scheme)
            CertificateValidation.CheckAlgorithm(context.Policy, scheme, check.Digest, check.Signer!, at, findings);
        if (check.Scheme is { } same && token.ImprintDigest is { } imprint && imprint != check.Digest)
            CertificateValidation.CheckAlgorithm(context.Policy, same with { Digest = imprint }, imprint, check.Signer!, at, findings);
    }
}
