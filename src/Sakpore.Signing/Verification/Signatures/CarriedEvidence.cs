using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification.Revocation;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>What a signature brings along inside its container; none of it is trusted for that.</summary>
/// <param name="Certificates">Certificates.</param>
/// <param name="Revocation">Revocation lists and OCSP answers.</param>
/// <param name="Place">Where the container stands in the file.</param>
internal sealed record CarriedEvidence(
    IReadOnlyList<Certificate> Certificates, IReadOnlyList<RevocationEvidence> Revocation, EvidencePlace Place)
{
    public static CarriedEvidence Of(SignedContainer container, EvidencePlace place) =>
        new(container.Certificates, EvidenceReader.Read(container, place), place);
}
