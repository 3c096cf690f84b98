using System.Security.Cryptography;
using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>Timestamp validation (EN 319 102-1, 5.4): a token proves existence only when everything about it is TOTAL-PASSED.</summary>
internal sealed record TimestampValidation(TimestampToken? Token, ContainerCheck? Check, CertificateValidation? Certificate, Integrity Integrity)
{
    /// <param name="context">Policy and evidence.</param>
    /// <param name="bytes">The token as received; zeros may follow.</param>
    /// <param name="digest">The digest of what it must be over.</param>
    /// <param name="proved">A time at which the token itself is proved to have existed; null without proof.</param>
    /// <param name="place">Where the token stands in the file.</param>
    /// <param name="findings">Where to note what is wrong.</param>
    public static TimestampValidation Run(
        ValidationContext context, ReadOnlyMemory<byte> bytes, Func<Trust.Arithmetic.DigestAlgorithm, byte[]> digest,
        DateTimeOffset? proved, EvidencePlace place, SignatureFindings findings)
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
        var integrity = CheckImprint(token, digest, check.Integrity, findings);
        // RFC 3161, 2.4.2: the certificate must be named by an ESS attribute.
        if (check.Signer is not null && !check.NamesSigner && !findings.Has(Findings.ReferenceMismatch))
            findings.Add(Findings.ReferenceMissing);
        CheckTime(context.Policy, token.Time, check.Signer, proved, findings);
        if (check.Signer is not { } signer)
            return new TimestampValidation(token, check, null, integrity);
        var carried = CarriedEvidence.Of(container, place);
        var certificate = CertificateValidation.Run(context, signer, carried, AnchorPurposes.Timestamps, proved, token.Time, findings);
        CheckAlgorithms(context, check, token, proved ?? context.Policy.At, findings);
        return new TimestampValidation(token, check, certificate, integrity);
    }

    /// <summary>Whether the token proves anything.</summary>
    public bool IsValid(SignatureFindings findings) =>
        Integrity == Integrity.Intact && findings.Conclude().Indication == Indication.TotalPassed;

    /// <summary>The token as evidence.</summary>
    public EvidenceReport ToReport(ReadOnlyMemory<byte> bytes, EvidenceSource source) => new(
        EvidenceKind.Timestamp, source, Convert.ToHexStringLower(SHA256.HashData(bytes.Span)), Check!.Signer!, null, Token!.Time, null);

    private static Integrity CheckImprint(
        TimestampToken token, Func<Trust.Arithmetic.DigestAlgorithm, byte[]> digest, Integrity integrity, SignatureFindings findings)
    {
        if (token.ImprintDigest is null)
        {
            findings.Add(Findings.AlgorithmUnknown);
            return integrity == Integrity.Broken ? integrity : Integrity.Unknown;
        }

        if (token.IsOver(digest))
            return integrity;
        findings.Add(Findings.DigestMismatch);
        return Integrity.Broken;
    }

    private static void CheckTime(
        VerificationPolicy policy, DateTimeOffset time, Certificate? signer, DateTimeOffset? proved, SignatureFindings findings)
    {
        // A token from the future proves nothing about the past.
        if (time > policy.At + policy.ClockSkew)
            findings.Add(Findings.TimestampFromFuture);
        // 5.6.3, step 4: what covers it cannot be older.
        if (time > proved + policy.ClockSkew)
            findings.Add(Findings.TimestampOrder);
        if (signer is not null && (time + policy.ClockSkew < signer.NotBefore || time - policy.ClockSkew >= signer.NotAfter.AddSeconds(1)))
            findings.Add(Findings.TimestampOutsideCertificate);
    }

    private static void CheckAlgorithms(
        ValidationContext context, ContainerCheck check, TimestampToken token, DateTimeOffset at, SignatureFindings findings)
    {
        if (check.Scheme is not { } scheme)
            return;
        CertificateAlgorithms.Check(context.Policy, scheme, check.Digest, check.Signer!, at, findings);
        if (token.ImprintDigest is { } imprint && imprint != check.Digest)
            CertificateAlgorithms.Check(context.Policy, scheme with { Digest = imprint }, imprint, check.Signer!, at, findings);
    }
}
