using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Verification.Revocation;

/// <summary>
/// Validation time sliding (EN 319 102-1, 5.6.2.2): from the anchor down, each certificate moves the control time back to where
/// it is still known to be good. What speaks of the certificates below must be proved to have existed by then: whoever got hold of
/// an authority's key later can date anything back, but cannot have it proved.
/// </summary>
/// <param name="context">Policy, evidence and proofs.</param>
/// <param name="carried">What came with the signature.</param>
/// <param name="purpose">What the path is for.</param>
/// <param name="check">Finds the evidence about each certificate.</param>
/// <param name="best">When the signature is proved to have existed.</param>
internal sealed class ValidationTimeSliding(
    ValidationContext context, CarriedEvidence carried, AnchorPurposes purpose, RevocationCheck check, DateTimeOffset best)
{
    private readonly VerificationPolicy _policy = context.Policy;

    /// <summary>The control time at the end; null when some certificate or evidence about it is not proved (NO_POE).</summary>
    public DateTimeOffset? Run(CertificatePath path)
    {
        var control = _policy.At;
        for (var i = path.Certificates.Count - 1; i >= 0; i--)
        {
            var certificate = path.Certificates[i];
            if (certificate.Equals(path.Anchor!.Certificate) || path.IssuerOf(i) is not { } issuer)
                continue;
            if (!IsKnown(certificate, isLeaf: i == 0, control))
                return null;
            if (_policy.Revocation == RevocationRequirement.Off || RevocationCheck.IsExempt(certificate))
                continue;
            if (Slide(new EvidenceSubject(certificate, issuer, path.Anchor, purpose), control) is { } slid)
                control = slid;
            else if (_policy.Revocation == RevocationRequirement.Required)
                return null;
        }

        return control;
    }

    // Steps a to c for one certificate. Everything is proved to exist at the validation time itself, where the sliding begins.
    private DateTimeOffset? Slide(EvidenceSubject subject, DateTimeOffset control)
    {
        DateTimeOffset? revoked = null, reached = null;
        var all = check.About(subject).ToArray();
        foreach (var used in all)
        {
            if (used.Statement.RevokedSince is { } since)
                revoked = IsLifted(used, all) || revoked < since ? revoked : since;
            else if (IsUsable(used, control) && Freshness(used, control) is var next && !(reached >= next))
                reached = next;
        }

        return revoked is { } end ? Earlier(control, end) : reached;
    }

    private bool IsUsable(UsedEvidence used, DateTimeOffset control) =>
        !used.IsCombined && used.Evidence.ProducedAt <= control + _policy.ClockSkew && IsProved(context.Proofs.Of(used.Evidence.Place), control)
        && used.Signer.IsValidAt(used.Statement.ThisUpdate)
        && used.Statement.StillKnows(used.Subject) && check.IsStrong(used, new SignatureFindings());

    // Step c: fresh at the control time, or else the control time becomes that of its issue. Where it is proved while it was in
    // force, that later time does as well: a validation then would have found it fresh.
    private DateTimeOffset Freshness(UsedEvidence used, DateTimeOffset control)
    {
        if (control <= used.Statement.NextUpdate || used.Statement.ThisUpdate + _policy.ClockSkew >= control)
            return control;
        return Earlier(control, check.InForceWhenProved(used) ?? used.Statement.ThisUpdate);
    }

    private bool IsKnown(Certificate certificate, bool isLeaf, DateTimeOffset control) =>
        (isLeaf && best <= control) || control == _policy.At || IsProved(context.KnownSince(certificate, carried), control);

    private bool IsProved(DateTimeOffset? since, DateTimeOffset control) => control == _policy.At || since <= control;

    private static bool IsLifted(UsedEvidence hold, UsedEvidence[] all) => hold.Statement.IsOnHold
        && Array.Exists(all, other => other.Statement.RevokedSince is null && other.Statement.ThisUpdate > hold.Statement.ThisUpdate);

    private static DateTimeOffset Earlier(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;
}
