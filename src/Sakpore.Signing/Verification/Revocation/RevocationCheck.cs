using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Verification.Revocation;

/// <summary>
/// Revocation status and freshness (EN 319 102-1, 5.2.5 and 5.2.6) of the certificates below an anchor, from lists and OCSP
/// answers that the caller, the file or the signature brings.
/// </summary>
/// <param name="context">Policy and evidence.</param>
/// <param name="carried">What came with the signature.</param>
/// <param name="purpose">What the path is for.</param>
/// <param name="best">
/// The best signature time (EN 319 102-1, 5.1.4.2): the earliest at which the signature is proved to have existed; null
/// without proof, when it is the validation time.
/// </param>
/// <param name="needed">When evidence must still have counted for a level of LT; null: as <paramref name="best"/>.</param>
internal sealed class RevocationCheck(
    ValidationContext context, CarriedEvidence carried, AnchorPurposes purpose, DateTimeOffset? best, DateTimeOffset? needed)
{
    private const string OcspNoCheck = "1.3.6.1.5.5.7.48.1.5";
    private const string ValidityAssuredShortTerm = "0.4.0.194121.2.1"; // EN 319 412-1, 5.2

    /// <summary>Most pieces looked at for one certificate.</summary>
    private const int MaximumPieces = 200;

    // A responder's own status may come from a list, whose issuer may have one too; further it does not go.
    private const int DeepestSigner = 2;

    private readonly VerificationPolicy _policy = context.Policy;
    private readonly HashSet<RevocationEvidence> _inUse = [];

    /// <summary>The status of every certificate of a path below its anchor, the leaf's first; what is wrong is noted.</summary>
    public IReadOnlyList<RevocationStatus> Run(CertificatePath path, SignatureFindings findings)
    {
        if (_policy.Revocation == RevocationRequirement.Off)
            findings.Add(Findings.RevocationOff);
        // When nobody asks, the level is still told.
        return Check(path, path.Anchor!, _policy.Revocation == RevocationRequirement.Off ? new SignatureFindings() : findings);
    }

    /// <summary>The evidence that an authorised signer gave about a certificate by the validation time.</summary>
    public IEnumerable<UsedEvidence> About(EvidenceSubject subject) => About(subject, depth: 0);

    private List<RevocationStatus> Check(CertificatePath path, TrustAnchor anchor, SignatureFindings findings)
    {
        var statuses = new List<RevocationStatus>();
        // From the anchor down (RFC 5280, 6.1): what is wrong further up is told first.
        for (var i = path.Certificates.Count - 1; i >= 0; i--)
        {
            var certificate = path.Certificates[i];
            if (certificate.Equals(anchor.Certificate) || path.IssuerOf(i) is not { } issuer)
                continue;
            statuses.Add(IsExempt(certificate)
                ? new RevocationStatus(null, null, IsExempt: true, RestsOnProof: false)
                : Check(new EvidenceSubject(certificate, issuer, anchor, purpose), best, isAuthority: i > 0, depth: 0, findings));
        }

        statuses.Reverse();
        return statuses;
    }

    private List<UsedEvidence> About(EvidenceSubject subject, int depth)
    {
        var found = new List<UsedEvidence>();
        var others = new List<(RevocationList, Certificate)>();
        var latest = _policy.At + _policy.ClockSkew; // evidence from after the validation time is ignored
        foreach (var evidence in carried.Revocation.Concat(context.Revocation).Take(MaximumPieces))
        {
            if (_inUse.Contains(evidence) || evidence.ProducedAt > latest)
                continue;
            if (evidence.About(subject.Certificate, subject.Issuer) is { } statement)
            {
                if (statement.ThisUpdate <= latest && Signer(evidence, subject, depth) is { } own)
                    found.Add(new UsedEvidence(evidence, statement, own, subject.Certificate));
            }
            else if (evidence is RevocationList { IsComplete: false } list && list.ThisUpdate <= latest && Signer(list, subject, depth) is { } signer)
                others.Add((list, signer));
        }

        if (others.Count > 0)
            found.AddRange(CombinedLists.About(found, others, subject));
        return found;
    }

    private RevocationStatus Check(EvidenceSubject subject, DateTimeOffset? proved, bool isAuthority, int depth, SignatureFindings findings)
    {
        var certificate = subject.Certificate;
        UsedEvidence? revoked = null, fresh = null, archived = null, inFile = null;
        var weak = new SignatureFindings();
        foreach (var used in About(subject, depth))
        {
            if (used.Statement.RevokedSince is not null)
                revoked = Newer(revoked, used);
            else if (!IsStrong(used, weak) || !used.Statement.StillKnows(certificate))
                continue;
            else if (IsFresh(used.Statement))
                fresh = Newer(fresh, used);
            else if (!used.IsCombined && InForceWhenProved(used) is not null)
                archived = Newer(archived, used);
            if (!used.IsCombined && used.Evidence.Place.IsInFile && CountedAt(used.Statement, needed ?? best ?? _policy.At))
                inFile = Newer(inFile, used);
        }

        var good = fresh ?? archived;
        // A newer answer may lift a hold, and nothing else.
        if (revoked is { Statement.IsOnHold: true } && good is not null && good.Statement.ThisUpdate > revoked.Statement.ThisUpdate)
            revoked = null;
        if (revoked is not null)
            NoteRevoked(revoked, proved, isAuthority, findings);
        else if (good is null)
        {
            context.Missing.Add((certificate, subject.Issuer));
            if (_policy.Revocation == RevocationRequirement.Required)
            {
                foreach (var finding in weak.All)
                    findings.Add(finding);
                findings.Add(Findings.RevocationMissing.About(certificate.Subject.ToString()));
            }
        }

        return new RevocationStatus(revoked ?? good, inFile, IsExempt: false, RestsOnProof: revoked is null && fresh is null && archived is not null);
    }

    private void NoteRevoked(UsedEvidence revoked, DateTimeOffset? proved, bool isAuthority, SignatureFindings findings)
    {
        var since = revoked.Statement.RevokedSince!.Value;
        var subject = revoked.Subject.Subject.ToString();
        // EN 319 102-1, 5.5.4: proof that what it signed is older than the revocation saves it. What an authority signed is more
        // than one signature: that is left to the sliding of time (5.6.2.2).
        if (since > _policy.At || (!isAuthority && proved < since))
            findings.Add(Findings.RevokedAfterwards.About(subject));
        else if (revoked.Statement.IsOnHold)
            findings.Add(Findings.OnHold.About(subject));
        else
            findings.Add(isAuthority ? Findings.AuthorityRevoked.About(subject) : Findings.RevokedNoProof);
    }

    // The signer's own certificate, where it is not the issuer, must not have been revoked either.
    private Certificate? Signer(RevocationEvidence evidence, EvidenceSubject subject, int depth)
    {
        if (EvidenceSigners.Authorise(context, evidence, subject, carried) is not { } path)
            return null;
        if (path.Certificates.Count == 1 || path.Leaf.Equals(subject.Issuer))
            return path.Leaf;
        if (depth >= DeepestSigner)
            return null;
        _inUse.Add(evidence);
        var findings = new SignatureFindings();
        // Of a responder only its own certificate is in question: the rest of its path is the one already looked at.
        var own = path.Anchor is null ? path with { Certificates = [path.Leaf, subject.Issuer] } : path;
        CertificateAlgorithms.Check(context, own, carried, null, findings);
        if (_policy.Revocation != RevocationRequirement.Off && !IsExempt(own.Leaf))
            Check(new EvidenceSubject(own.Leaf, own.IssuerOf(0)!, subject.Anchor, purpose), context.Proofs.Of(evidence.Place), isAuthority: false, depth + 1, findings);
        _inUse.Remove(evidence);
        return findings.Conclude().Indication == Indication.TotalPassed ? own.Leaf : null;
    }

    /// <summary>Whether its algorithm counted when the evidence is proved to have existed; if not, what is weak is noted.</summary>
    public bool IsStrong(UsedEvidence used, SignatureFindings weak)
    {
        var before = weak.All.Count;
        if (used.Evidence.Scheme is { } scheme)
            CertificateAlgorithms.Check(_policy, scheme, null, used.Signer, context.Proofs.Of(used.Evidence.Place) ?? _policy.At, weak);
        return weak.All.Count == before;
    }

    // Issued after the best signature time, clocks that differ allowed for; or the next one not yet due at the validation time
    // (EN 319 102-1, 5.2.5 with the best signature time of 5.5.4).
    private bool IsFresh(RevocationStatement statement) =>
        statement.ThisUpdate + _policy.ClockSkew >= (best ?? _policy.At) || _policy.At <= statement.NextUpdate;

    /// <summary>
    /// The time since when both the signature and the evidence are proved to have existed, if the evidence was in force then:
    /// the one decided about the other, and cannot grow worse by age. Null otherwise. Whether the chain above still stood at
    /// that time is for the sliding of time to say.
    /// </summary>
    public DateTimeOffset? InForceWhenProved(UsedEvidence used)
    {
        if (best is not { } proved || context.Proofs.Of(used.Evidence.Place) is not { } evidenceProved)
            return null;
        var both = proved > evidenceProved ? proved : evidenceProved;
        return both <= used.Statement.NextUpdate ? both : null;
    }

    // What suffices for whoever validates later (EN 319 142-1, 6.3: LT).
    private bool CountedAt(RevocationStatement statement, DateTimeOffset time) =>
        statement.ThisUpdate + _policy.ClockSkew >= time || time <= statement.NextUpdate;

    private static UsedEvidence Newer(UsedEvidence? a, UsedEvidence b) => a is null || a.Statement.ThisUpdate < b.Statement.ThisUpdate ? b : a;

    /// <summary>Whether nobody asks for a certificate's status: ocsp-nocheck, or validity assured short-term.</summary>
    public static bool IsExempt(Certificate certificate) =>
        certificate.Extension(OcspNoCheck) is not null || certificate.Extension(ValidityAssuredShortTerm) is not null;
}
