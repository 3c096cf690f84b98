namespace Sakpore.Signing.Trust;

/// <summary>
/// Finds a path from a certificate to a configured anchor (RFC 4158) and checks it (RFC 5280, 6.1). The leaf's own validity
/// period is left to the caller, who has to tell "expired" from "no path".
/// </summary>
/// <param name="anchors">Whom the operator trusts.</param>
/// <param name="pool">Certificates that may lie between.</param>
/// <param name="signatures">Checks the signature of one certificate by another's key, each at most once.</param>
internal sealed class PathBuilder(TrustAnchors anchors, IEnumerable<Certificate> pool, CertificateSignatures signatures)
{
    /// <summary>Longest path followed, the leaf counted.</summary>
    private const int MaximumLength = 10;

    /// <summary>Most signatures checked for one path, so that a crowd of namesakes cannot keep the verifier busy.</summary>
    private const int MaximumChecks = 64;

    private readonly Certificate[] _pool = pool.Distinct().ToArray();

    /// <summary>The best path: the first accepted one, else the first that reaches an anchor, else the longest.</summary>
    /// <param name="leaf">The certificate that the path is for.</param>
    /// <param name="purpose">What the anchor must be trusted for.</param>
    /// <param name="at">When everything above the leaf must be valid.</param>
    /// <param name="use">What the leaf itself must be fit for; null: what the purpose says.</param>
    public CertificatePath Build(Certificate leaf, AnchorPurposes purpose, DateTimeOffset at, Func<Certificate, PathFault>? use = null) =>
        new Search(this, purpose, at, use ?? (c => PathRules.CheckLeaf(c, purpose))).Run(leaf);

    private sealed class Search(PathBuilder builder, AnchorPurposes purpose, DateTimeOffset at, Func<Certificate, PathFault> use)
    {
        private readonly List<Certificate> _path = [];
        private int _checks;
        private CertificatePath? _anchored;
        private Certificate[] _longest = [];

        public CertificatePath Run(Certificate leaf)
        {
            // An anchor that signs itself is trusted as it is; what it may do is still its own to say.
            if (builder.Anchors.Find(leaf, purpose, at) is { } direct)
                return new CertificatePath([leaf], direct, use(leaf));
            return Extend(leaf) ?? _anchored ?? new CertificatePath(_longest, null, PathFault.NoAnchor);
        }

        private CertificatePath? Extend(Certificate next)
        {
            _path.Add(next);
            if (_path.Count > _longest.Length)
                _longest = [.. _path];
            var accepted = FromAnchors(next) ?? (_path.Count < MaximumLength ? FromPool(next) : null);
            _path.RemoveAt(_path.Count - 1);
            return accepted;
        }

        private CertificatePath? FromAnchors(Certificate next)
        {
            foreach (var anchor in builder.Anchors.All)
            {
                if (!anchor.Serves(purpose, at) || !MayHaveIssued(anchor.Certificate, next) || !IsSignedBy(next, anchor.Certificate))
                    continue;
                var path = new CertificatePath([.. _path], anchor, PathFault.None);
                path = path with { Fault = PathRules.Check(path, at, use) };
                if (path.Fault == PathFault.None)
                    return path;
                _anchored ??= path;
            }

            return null;
        }

        private CertificatePath? FromPool(Certificate next)
        {
            foreach (var issuer in builder._pool)
            {
                // The same name and key twice make a circle (RFC 4158, 2.4.2).
                if (_path.Any(c => c.PublicKey.Span.SequenceEqual(issuer.PublicKey.Span) && c.Subject.Matches(issuer.Subject)))
                    continue;
                if (MayHaveIssued(issuer, next) && IsSignedBy(next, issuer) && Extend(issuer) is { } accepted)
                    return accepted;
            }

            return null;
        }

        private bool IsSignedBy(Certificate certificate, Certificate issuer) =>
            ++_checks <= MaximumChecks && builder.Signatures.IsSignedBy(certificate, issuer);
    }

    private TrustAnchors Anchors => anchors;

    private CertificateSignatures Signatures => signatures;

    /// <summary>Name chaining (RFC 5280, 6.1.3 a 4), and the key identifiers' hint where both give one.</summary>
    internal static bool MayHaveIssued(Certificate issuer, Certificate certificate) =>
        certificate.Issuer.Matches(issuer.Subject)
        && (certificate.AuthorityKeyIdentifier is not { } wanted
            || issuer.SubjectKeyIdentifier is not { } own
            || wanted.AsSpan().SequenceEqual(own));
}
