using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>The PAdES baseline level that a signature has (EN 319 142-1, 6), as far as its parts were validated.</summary>
internal static class SignatureLevels
{
    /// <param name="proofs">What document timestamps prove.</param>
    /// <param name="value">Where the signature's value stands.</param>
    /// <param name="signer">The signer's certificate.</param>
    /// <param name="timestamps">The signature's own timestamps.</param>
    public static SignatureLevel Of(ProofOfExistence proofs, SignedRange value, CertificateValidation signer, SignatureTimestamps timestamps)
    {
        var later = proofs.Over(value.GapStart, value.GapEnd).ToArray();
        if (timestamps.Earliest is null && later.Length == 0)
            return SignatureLevel.B;
        List<CertificateValidation> all = [signer, .. timestamps.Certificates];
        if (timestamps.Earliest is null)
        {
            // Where document timestamps alone prove the time, one of them must have its own evidence in the file as well.
            if (Array.Find(later, t => t.Certificate.IsSelfContained) is not { } proving)
                return SignatureLevel.T;
            all.Add(proving.Certificate);
        }

        if (!all.All(c => c.IsSelfContained))
            return SignatureLevel.T;
        // The file is archived when a timestamp covers what it would be validated with.
        var evidence = all.SelectMany(c => c.Statuses).Select(s => s.InFile).OfType<Revocation.UsedEvidence>();
        var isArchived = later.Length > 0 && evidence.All(e => proofs.Of(e.Evidence.Place) is not null);
        return isArchived ? SignatureLevel.LTA : SignatureLevel.LT;
    }
}
