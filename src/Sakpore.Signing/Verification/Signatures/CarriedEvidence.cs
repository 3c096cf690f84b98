using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>What a signature brings along inside its container; none of it is trusted for that.</summary>
/// <param name="Certificates">Certificates.</param>
/// <param name="Revocation">Revocation lists and OCSP answers, as received.</param>
internal sealed record CarriedEvidence(IReadOnlyList<Certificate> Certificates, IReadOnlyList<ReadOnlyMemory<byte>> Revocation)
{
    public static CarriedEvidence Of(SignedContainer container) => new(container.Certificates, container.Revocation);
}
