namespace Sakpore.Signing.Verification;

/// <summary>
/// Brings revocation evidence from elsewhere. Verification asks only for addresses in certificates whose path to a configured
/// anchor is verified already; where it may really connect to is for the fetcher to limit. Certificates are never fetched.
/// </summary>
public interface IEvidenceFetcher
{
    /// <summary>Most requests for one file, all rounds together; verification makes no more.</summary>
    int MaximumRequests { get; }

    /// <summary>Longest time of fetching for one file, all rounds together; then verification goes on with what came.</summary>
    TimeSpan MaximumTime { get; }

    /// <summary>Answers requests in any order; what cannot or may not be fetched is left out, and nothing is thrown for it.</summary>
    /// <param name="requests">What is missing for one file, each address at most once in the verification of that file.</param>
    /// <param name="cancellation">Ends the fetching: what came by then is returned, or an <see cref="OperationCanceledException"/> is thrown.</param>
    /// <returns>Revocation lists and OCSP responses, DER.</returns>
    Task<IReadOnlyList<ReadOnlyMemory<byte>>> FetchAsync(IReadOnlyList<EvidenceRequest> requests, CancellationToken cancellation);
}

/// <summary>A request for revocation evidence.</summary>
/// <param name="Address">http or https, as the certificate has it.</param>
/// <param name="OcspRequest">The OCSP request (RFC 6960, 4.1.1) to post; null: a revocation list, to get.</param>
public sealed record EvidenceRequest(Uri Address, ReadOnlyMemory<byte>? OcspRequest);
