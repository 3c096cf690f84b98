using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Verification.Revocation;

/// <summary>What was found out about one certificate.</summary>
/// <param name="Used">What decides: the newest that speaks of revocation, else the newest that is fresh; null: nothing does.</param>
/// <param name="InFile">A piece that the file itself holds and that suffices to decide later on; null: there is none.</param>
/// <param name="IsExempt">Whether none is needed (ocsp-nocheck, validity assured short-term).</param>
/// <param name="RestsOnProof">Whether what decides is no longer fresh, and counts because it is proved to have existed while it was.</param>
internal sealed record RevocationStatus(UsedEvidence? Used, UsedEvidence? InFile, bool IsExempt, bool RestsOnProof);

/// <summary>Evidence that counts for a certificate.</summary>
/// <param name="Evidence">The piece; of several that speak together the one that decided their age.</param>
/// <param name="Statement">What it says.</param>
/// <param name="Signer">Whose key signed it.</param>
/// <param name="Subject">The certificate.</param>
/// <param name="IsCombined">Whether it speaks only together with others, and so counts at present only, and for no level.</param>
internal sealed record UsedEvidence(
    RevocationEvidence Evidence, RevocationStatement Statement, Certificate Signer, Certificate Subject, bool IsCombined = false)
{
    public EvidenceReport ToReport() => new(
        Evidence.Kind, Evidence.Place.Source, Evidence.Sha256, Signer, Subject, Statement.ThisUpdate, Statement.NextUpdate);
}
