using Sakpore.Signing.Online;
using Sakpore.Signing.Revocation;

namespace Sakpore.Signing.Verification;

/// <summary>
/// Fetches revocation lists and OCSP responses over HTTP, from permitted hosts only, by the library's one way to services
/// (<see cref="OnlineServices"/>), without retries. Safe for use from several threads.
/// </summary>
public sealed class HttpEvidenceFetcher : IEvidenceFetcher, IDisposable
{
    private readonly HttpEvidenceLimits _limits;
    private readonly OnlineServices _online;

    /// <summary>A fetcher with these limits.</summary>
    public HttpEvidenceFetcher(HttpEvidenceLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
        _online = new OnlineServices(new OnlineOptions { Timeout = limits.Timeout, Retries = 0, AllowLocalAddresses = limits.AllowLocalAddresses });
    }

    /// <inheritdoc/>
    public int MaximumRequests => _limits.Requests;

    /// <inheritdoc/>
    public TimeSpan MaximumTime => _limits.Timeout;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> FetchAsync(IReadOnlyList<EvidenceRequest> requests, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var permitted = requests.Where(r => IsPermitted(r.Address)).Take(_limits.Requests);
        var answers = await Task.WhenAll(permitted.Select(r => FetchAsync(r, cancellation))).ConfigureAwait(false);
        return [.. answers.OfType<ReadOnlyMemory<byte>>()];
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _online.Dispose();

    private bool IsPermitted(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.UserInfo.Length == 0
        && (_limits.Hosts is null || _limits.Hosts.Contains(address.IdnHost, StringComparer.OrdinalIgnoreCase));

    private async Task<ReadOnlyMemory<byte>?> FetchAsync(EvidenceRequest request, CancellationToken cancellation)
    {
        var message = request.OcspRequest is { } body ? OcspRequest.Post(request.Address, body) : new HttpRequestMessage(HttpMethod.Get, request.Address);
        try
        {
            return (await _online.AskAsync(message, _limits.AnswerBytes, cancellation).ConfigureAwait(false)).Body;
        }
        catch (OperationCanceledException)
        {
            return null; // what came before stands
        }
    }
}
