using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using Sakpore.Signing.Verification.Fetching;

namespace Sakpore.Signing.Verification;

/// <summary>
/// Fetches revocation lists and OCSP responses over HTTP, from permitted hosts only: no redirects, no proxy, no credentials or
/// cookies; the address is looked at after the name was resolved, and it is that address which is connected to. Safe for use
/// from several threads.
/// </summary>
public sealed class HttpEvidenceFetcher : IEvidenceFetcher, IDisposable
{
    private readonly HttpEvidenceLimits _limits;
    private readonly HttpClient _client;

    /// <summary>A fetcher with these limits.</summary>
    public HttpEvidenceFetcher(HttpEvidenceLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectCallback = ConnectAsync,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        })
        {
            MaxResponseContentBufferSize = limits.AnswerBytes,
            Timeout = limits.Timeout,
        };
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> FetchAsync(IReadOnlyList<EvidenceRequest> requests, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(requests);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(_limits.Timeout);
        var permitted = requests.Where(r => IsPermitted(r.Address)).Take(_limits.Requests);
        var answers = await Task.WhenAll(permitted.Select(r => FetchAsync(r, limit.Token))).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        return [.. answers.OfType<byte[]>().Select(a => (ReadOnlyMemory<byte>)a)];
    }

    /// <summary>Closes the connections.</summary>
    public void Dispose() => _client.Dispose();

    private bool IsPermitted(Uri address) =>
        (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps) && address.UserInfo.Length == 0
        && (_limits.Hosts is null || _limits.Hosts.Contains(address.IdnHost, StringComparer.OrdinalIgnoreCase));

    private async Task<byte[]?> FetchAsync(EvidenceRequest request, CancellationToken cancellation)
    {
        try
        {
            using var message = new HttpRequestMessage(request.OcspRequest is null ? HttpMethod.Get : HttpMethod.Post, request.Address);
            if (request.OcspRequest is { } body)
            {
                message.Content = new ReadOnlyMemoryContent(body);
                message.Content.Headers.ContentType = new MediaTypeHeaderValue("application/ocsp-request");
            }

            using var response = await _client.SendAsync(message, HttpCompletionOption.ResponseContentRead, cancellation).ConfigureAwait(false);
            return response.StatusCode == HttpStatusCode.OK
                ? await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false)
                : null;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            return null;
        }
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var host = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(host.Host, cancellation).ConfigureAwait(false);
        // One local address among several spoils them all: names that resolve to both are made to.
        if (addresses.Length == 0 || (!_limits.AllowLocalAddresses && addresses.Any(LocalAddresses.Contain)))
            throw new HttpRequestException($"{host.Host} has no address that may be connected to.");
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, host.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
