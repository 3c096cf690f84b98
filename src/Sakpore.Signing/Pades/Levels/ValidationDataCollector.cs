using Sakpore.Signing.Revocation;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using Sakpore.Signing.Verification.Revocation;
using Sakpore.Signing.Verification.Signatures;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Pades;

/// <summary>
/// Gathers certificates and revocation evidence for every signature of a file. About signers and timestamp authorities it is
/// issued after the time that a timestamp tells. All of it suffices for whoever validates later: it is issued after the time
/// proved, or was in force when both it and what it is for are proved to have existed.
/// </summary>
/// <param name="policy">Who is trusted, and the time.</param>
/// <param name="revocation">Whom to ask.</param>
internal sealed class ValidationDataCollector(VerificationPolicy policy, IRevocationSource revocation)
{
    // A list, the responder that it speaks of, and the certificate that the responder speaks of.
    private const int DeepestEvidence = 3;

    private readonly List<(RevocationEvidence Evidence, DateTimeOffset Proved)> _evidence = [];
    private readonly List<Certificate> _pool = [];
    private readonly CertificateSignatures _signatures = new();

    /// <summary>Whether evidence need only be in force, even for signers and timestamp authorities. Default false.</summary>
    public bool AcceptsOlder { get; init; }

    /// <summary>What was gathered.</summary>
    public ValidationData Data { get; } = new();

    /// <summary>Gathers for all; stops at the first piece that cannot be had.</summary>
    /// <param name="stamped">The signers and timestamp authorities.</param>
    /// <param name="store">What the file has already.</param>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public async Task<PadesRefusal?> CollectAsync(StampedCertificates stamped, SecurityStore store, CancellationToken cancellationToken)
    {
        _evidence.AddRange(store.Revocation.Select(evidence => (evidence, stamped.ProvedSince(evidence.Place.End))));
        _pool.AddRange(stamped.Pool.Concat(store.Certificates.Select(c => c.Certificate)).Concat(policy.Intermediates).Distinct());
        foreach (var subject in stamped.All)
        {
            if (Path(subject.Certificate, subject.Purpose, subject.At) is not { Anchor: not null } path)
                return new PadesRefusal(PadesRefusalCode.SignatureNotValid) { Cause = Findings.NoPath.About($"{subject.Certificate.Subject}").ToReason() };
            if (await CollectAsync(subject, path, isLeaf: true, depth: 0, cancellationToken).ConfigureAwait(false) is { } refusal)
                return refusal;
        }

        return null;
    }

    private async Task<PadesRefusal?> CollectAsync(
        StampedCertificate stamped, CertificatePath path, bool isLeaf, int depth, CancellationToken cancellationToken)
    {
        foreach (var certificate in SignatureOutcome.ChainOf(path))
            Data.Add(stamped.Signature, certificate);
        for (var i = 0; i < path.Certificates.Count; i++)
        {
            var certificate = path.Certificates[i];
            if (path.IssuerOf(i) is not { } issuer || certificate.Equals(path.Anchor!.Certificate) || RevocationCheck.IsExempt(certificate))
                continue;
            var subject = new EvidenceSubject(certificate, issuer, path.Anchor, AnchorPurposes.Signatures);
            if (await CollectAsync(stamped, subject, isLeaf && i == 0, depth, cancellationToken).ConfigureAwait(false) is { } refusal)
                return refusal;
        }

        return null;
    }

    private async Task<PadesRefusal?> CollectAsync(
        StampedCertificate stamped, EvidenceSubject subject, bool isLeaf, int depth, CancellationToken cancellationToken)
    {
        DateTimeOffset? after = isLeaf && !AcceptsOlder ? stamped.At : null;
        if (Find(subject, after, stamped.Proved) is not var (evidence, statement, signer))
        {
            var query = new RevocationQuery(subject.Certificate, subject.Issuer, after);
            var result = await revocation.FindAsync(query, cancellationToken).ConfigureAwait(false);
            if (!result.TryGetAnswer(out var answer, out var refused))
                return Refuse(subject.Certificate, refused);
            RevocationEvidence? read = answer.Kind == EvidenceKind.Ocsp
                ? OcspAnswer.Read(answer.Encoded, EvidencePlace.Network)
                : RevocationList.Read(answer.Encoded, EvidencePlace.Network);
            if (read?.About(subject.Certificate, subject.Issuer) is not { } told)
                return Refuse(subject.Certificate, new RevocationRefusal(RevocationRefusalCode.NotAnswered));
            _evidence.Add((read, policy.At));
            (evidence, statement, signer) = (read, told, answer.Signer);
        }

        if (statement.RevokedSince <= stamped.Proved)
        {
            var finding = isLeaf ? Findings.RevokedNoProof : Findings.AuthorityRevoked;
            return new PadesRefusal(PadesRefusalCode.SignatureNotValid) { Cause = finding.About($"{subject.Certificate.Subject}").ToReason() };
        }

        Data.Add(stamped.Signature, evidence.Kind, evidence.Encoded);
        return signer.Equals(subject.Issuer) || depth == DeepestEvidence
            ? null
            : await CollectForSignerAsync(stamped, evidence, signer, depth + 1, cancellationToken).ConfigureAwait(false);
    }

    // A responder or list issuer of its own: its certificate may come with the answer alone, and may be revoked too.
    private async Task<PadesRefusal?> CollectForSignerAsync(
        StampedCertificate stamped, RevocationEvidence evidence, Certificate signer, int depth, CancellationToken cancellationToken)
    {
        var use = evidence.Kind == EvidenceKind.Ocsp ? (Func<Certificate, PathFault>)PathRules.CheckResponder : PathRules.CheckListIssuer;
        var path = new PathBuilder(policy.Anchors, _pool, _signatures).Build(signer, AnchorPurposes.Signatures, policy.At, use);
        return path.Anchor is null
            ? Refuse(signer, new RevocationRefusal(RevocationRefusalCode.NotAuthorized))
            : await CollectAsync(stamped, path, isLeaf: false, depth, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The newest piece at hand that suffices.</summary>
    private (RevocationEvidence Evidence, RevocationStatement Statement, Certificate Signer)? Find(
        EvidenceSubject subject, DateTimeOffset? after, DateTimeOffset proved)
    {
        var context = new ValidationContext(policy with { Intermediates = _pool }, SecurityStore.Empty);
        var carried = new CarriedEvidence(_pool, [], EvidencePlace.Network);
        (RevocationEvidence, RevocationStatement Statement, Certificate)? newest = null;
        foreach (var (evidence, evidenceProved) in _evidence)
        {
            if (evidence.About(subject.Certificate, subject.Issuer) is { } statement && Suffices(statement, evidenceProved, after, proved)
                && !(newest?.Statement.ThisUpdate >= statement.ThisUpdate)
                && EvidenceSigners.Authorise(context, evidence, subject, carried) is { } path)
                newest = (evidence, statement, path.Leaf);
        }

        return newest;
    }

    private bool Suffices(RevocationStatement statement, DateTimeOffset evidenceProved, DateTimeOffset? after, DateTimeOffset proved)
    {
        var issued = statement.ThisUpdate + policy.ClockSkew;
        var both = proved > evidenceProved ? proved : evidenceProved;
        return !(issued < after) && (issued >= proved || both <= statement.NextUpdate);
    }

    private CertificatePath Path(Certificate leaf, AnchorPurposes purpose, DateTimeOffset at)
    {
        var builder = new PathBuilder(policy.Anchors, _pool, _signatures);
        var path = builder.Build(leaf, purpose, policy.At);
        return path.Fault == PathFault.None ? path : builder.Build(leaf, purpose, at);
    }

    private static string OldDetail(Certificate certificate, RevocationRefusal refused) =>
        refused.RetryAt is { } next ? $"{certificate.Subject}; {next.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}" : $"{certificate.Subject}";

    private static PadesRefusal Refuse(Certificate certificate, RevocationRefusal refused)
    {
        var isOld = refused.Code == RevocationRefusalCode.TooOld;
        return new PadesRefusal(isOld ? PadesRefusalCode.EvidenceTooOld : PadesRefusalCode.EvidenceMissing, isOld ? OldDetail(certificate, refused) : null)
        {
            RetryAt = refused.RetryAt,
            Cause = isOld ? null : new Reason(
                refused.Reason, ReasonSeverity.Error, $"{certificate.Subject}: {refused.Indonesian}", $"{certificate.Subject}: {refused.English}"),
        };
    }
}
