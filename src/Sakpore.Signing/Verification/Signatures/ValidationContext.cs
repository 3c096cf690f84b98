using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification.Revocation;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>
/// What all signatures of one file are validated with (validation context initialisation, EN 319 102-1, 5.2.4): the policy,
/// the evidence at hand, and what has been proved so far.
/// </summary>
internal sealed class ValidationContext(VerificationPolicy policy, SecurityStore store)
{
    public VerificationPolicy Policy { get; } = policy;

    /// <summary>What document timestamps prove; grows while they are validated.</summary>
    public ProofOfExistence Proofs { get; } = new();

    /// <summary>Certificates that may help with paths: the caller's and the file's, none of them trusted.</summary>
    public IReadOnlyList<Certificate> Helpers { get; } = [.. policy.Intermediates.Concat(store.Certificates.Select(c => c.Certificate)).Distinct()];

    /// <summary>Revocation evidence that the caller, a fetcher and the file bring, in this order.</summary>
    public IReadOnlyList<RevocationEvidence> Revocation { get; } = [.. ReadGiven(policy), .. store.Revocation];

    public CertificateSignatures Signatures { get; } = new();

    /// <summary>Certificates below a verified path for which fresh evidence was missing: what a fetcher may ask about.</summary>
    public HashSet<(Certificate Certificate, Certificate Issuer)> Missing { get; } = [];

    /// <summary>The earliest time at which a certificate of the store or of a container is proved to have existed; null without proof.</summary>
    public DateTimeOffset? KnownSince(Certificate certificate, CarriedEvidence carried)
    {
        DateTimeOffset? earliest = carried.Certificates.Contains(certificate) ? Proofs.Of(carried.Place) : null;
        foreach (var (stored, place) in store.Certificates)
        {
            if (stored.Equals(certificate) && Proofs.Of(place) is { } time && !(earliest <= time))
                earliest = time;
        }

        return earliest;
    }

    private static IEnumerable<RevocationEvidence> ReadGiven(VerificationPolicy policy)
    {
        var read = policy.RevocationLists.Select(b => (RevocationEvidence?)RevocationList.Read(b, EvidencePlace.Caller))
            .Concat(policy.OcspResponses.Select(b => OcspAnswer.Read(b, EvidencePlace.Caller)))
            .Concat(policy.Fetched.Select(b => (RevocationEvidence?)OcspAnswer.Read(b, EvidencePlace.Network) ?? RevocationList.Read(b, EvidencePlace.Network)));
        return read.OfType<RevocationEvidence>();
    }
}
