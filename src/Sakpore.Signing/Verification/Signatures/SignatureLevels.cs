namespace Sakpore.Signing.Verification.Signatures;

/// <summary>The PAdES baseline level that a signature has (EN 319 142-1, 6), as far as its parts were validated.</summary>
internal static class SignatureLevels
{
    /// <param name="proofs">What document timestamps prove.</param>
    /// <param name="best">When the signature is proved to have existed; null without proof.</param>
    /// <param name="provedByLater">When document timestamps alone prove it; null without one.</param>
    /// <param name="signer">The signer's certificate.</param>
    /// <param name="timestamps">The signature's own timestamps.</param>
    public static SignatureLevel Of(
        ProofOfExistence proofs, DateTimeOffset? best, DateTimeOffset? provedByLater, CertificateValidation signer, SignatureTimestamps timestamps)
    {
        if (best is null)
            return SignatureLevel.B;
        CertificateValidation[] all = [signer, .. timestamps.Certificates];
        if (!all.All(c => c.IsSelfContained))
            return SignatureLevel.T;
        // The file is archived when a timestamp covers what it would be validated with.
        var evidence = all.SelectMany(c => c.Statuses).Select(s => s.InFile).OfType<Revocation.UsedEvidence>();
        var isArchived = provedByLater is not null && evidence.All(e => proofs.Of(e.Evidence.Place) is not null);
        return isArchived ? SignatureLevel.LTA : SignatureLevel.LT;
    }
}
