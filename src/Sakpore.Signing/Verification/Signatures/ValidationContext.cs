using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>What all signatures of one file are validated with (EN 319 102-1, 5.2.4): the policy and the evidence at hand.</summary>
internal sealed record ValidationContext(VerificationPolicy Policy, SecurityStore Store)
{
    /// <summary>Certificates that may help with paths: the caller's and the file's, none of them trusted.</summary>
    public IEnumerable<Certificate> Helpers => Policy.Intermediates.Concat(Store.Certificates);
}
