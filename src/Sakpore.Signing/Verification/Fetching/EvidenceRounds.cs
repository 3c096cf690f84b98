using Sakpore.Signing.Revocation;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;

namespace Sakpore.Signing.Verification.Fetching;

/// <summary>The rounds of fetching for one file: nothing is asked twice.</summary>
internal sealed class EvidenceRounds(IEvidenceFetcher fetcher)
{
    private readonly HashSet<(Uri Address, string Request)> _asked = [];
    private readonly List<ReadOnlyMemory<byte>> _fetched = [];

    /// <summary>All that was brought so far.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Fetched => [.. _fetched];

    /// <summary>Asks for what is missing and was not asked for yet.</summary>
    /// <returns>Whether anything came.</returns>
    public async Task<bool> FetchAsync(
        IReadOnlyCollection<(Certificate Certificate, Certificate Issuer)> missing, CancellationToken cancellation)
    {
        var requests = missing.SelectMany(m => Requests(m.Certificate, m.Issuer)).Where(r => _asked.Add(KeyOf(r))).ToArray();
        if (requests.Length == 0)
            return false;
        var answers = await fetcher.FetchAsync(requests, cancellation).ConfigureAwait(false);
        _fetched.AddRange(answers);
        return answers.Count > 0;
    }

    private static IEnumerable<EvidenceRequest> Requests(Certificate certificate, Certificate issuer)
    {
        if (PublicKey.Read(issuer.PublicKey) is { } key)
        {
            // CertID by SHA-1, which every responder understands (RFC 5019, 2.1.1): a name, not a proof. No nonce: freshness is
            // judged by thisUpdate and nextUpdate, as for any other evidence.
            var request = OcspRequest.Create(certificate, key, DigestAlgorithm.Sha1, nonce: []);
            foreach (var address in CertificatePointers.OcspResponders(certificate))
                yield return new EvidenceRequest(address, request);
        }

        foreach (var address in CertificatePointers.RevocationLists(certificate))
            yield return new EvidenceRequest(address, null);
    }

    private static (Uri, string) KeyOf(EvidenceRequest request) =>
        (request.Address, request.OcspRequest is { } body ? Convert.ToHexStringLower(body.Span) : "");
}
