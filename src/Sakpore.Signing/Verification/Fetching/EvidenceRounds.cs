using Sakpore.Signing.Revocation;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;

namespace Sakpore.Signing.Verification.Fetching;

/// <summary>The rounds of fetching for one file: nothing is asked twice, and all of them together keep to the fetcher's limits.</summary>
internal sealed class EvidenceRounds : IDisposable
{
    private readonly IEvidenceFetcher _fetcher;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _time;
    private readonly HashSet<(Uri Address, string Request)> _asked = [];
    private readonly List<ReadOnlyMemory<byte>> _fetched = [];

    /// <param name="fetcher">Who fetches.</param>
    /// <param name="caller">Ends the fetching with an exception.</param>
    public EvidenceRounds(IEvidenceFetcher fetcher, CancellationToken caller)
    {
        (_fetcher, _caller) = (fetcher, caller);
        _time = CancellationTokenSource.CreateLinkedTokenSource(caller);
        _time.CancelAfter(fetcher.MaximumTime);
    }

    /// <summary>All that was brought so far.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Fetched => [.. _fetched];

    /// <summary>Asks for what is missing and was not asked for yet.</summary>
    /// <returns>Whether anything came.</returns>
    public async Task<bool> FetchAsync(IReadOnlyCollection<(Certificate Certificate, Certificate Issuer)> missing)
    {
        var left = _fetcher.MaximumRequests - _asked.Count;
        var requests = missing.SelectMany(m => Requests(m.Certificate, m.Issuer)).DistinctBy(KeyOf).Where(r => !_asked.Contains(KeyOf(r))).Take(left).ToArray();
        _asked.UnionWith(requests.Select(KeyOf));
        if (requests.Length == 0)
            return false;
        try
        {
            var answers = await _fetcher.FetchAsync(requests, _time.Token).ConfigureAwait(false);
            _caller.ThrowIfCancellationRequested();
            _fetched.AddRange(answers);
            return answers.Count > 0;
        }
        catch (OperationCanceledException) when (!_caller.IsCancellationRequested)
        {
            return false; // the time for this file is up
        }
    }

    public void Dispose() => _time.Dispose();

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
