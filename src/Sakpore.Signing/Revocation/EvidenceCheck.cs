using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using Sakpore.Signing.Verification.Revocation;
using Sakpore.Signing.Verification.Signatures;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Revocation;

/// <summary>What evidence must be before it is used: about the certificate, authorised, in force, and new enough.</summary>
internal static class EvidenceCheck
{
    private static readonly CarriedEvidence Nothing = new([], [], EvidencePlace.Network);

    public static RevocationResult Run(RevocationEvidence evidence, RevocationQuery query, RevocationOptions options, DateTimeOffset now)
    {
        if (evidence.About(query.Certificate, query.Issuer) is not { } statement)
            return Refuse(RevocationRefusalCode.NotAnswered);
        if (statement.ThisUpdate > now + options.ClockSkew || statement.NextUpdate + options.ClockSkew < now)
            return Refuse(RevocationRefusalCode.NotInForce, $"{statement.ThisUpdate:O}");
        if (Signer(evidence, query, options, now) is not { } signer)
            return Refuse(RevocationRefusalCode.NotAuthorized);
        // An old list that names the certificate as revoked is news enough.
        if (statement.RevokedSince is null && query.IssuedAfter is { } after && statement.ThisUpdate + options.ClockSkew < after)
            return RevocationResult.Of(new RevocationRefusal(RevocationRefusalCode.TooOld, $"{statement.ThisUpdate:O}", statement.NextUpdate));
        return RevocationResult.Of(new RevocationAnswer(
            evidence.Kind, evidence.Encoded, statement.ThisUpdate, statement.NextUpdate, statement.RevokedSince, signer));
    }

    // RFC 6960, 4.2.2.2 and RFC 5280, 6.3.3 f, as the verifier has them; the issuer's own path was checked by whoever asks.
    private static Certificate? Signer(RevocationEvidence evidence, RevocationQuery query, RevocationOptions options, DateTimeOffset now)
    {
        var policy = new VerificationPolicy { At = now, Intermediates = options.ListIssuers };
        var subject = new EvidenceSubject(query.Certificate, query.Issuer, new TrustAnchor(query.Issuer), AnchorPurposes.Signatures);
        return EvidenceSigners.Authorise(new ValidationContext(policy, SecurityStore.Empty), evidence, subject, Nothing)?.Leaf;
    }

    private static RevocationResult Refuse(RevocationRefusalCode code, string? detail = null) => RevocationResult.Of(new RevocationRefusal(code, detail));
}
