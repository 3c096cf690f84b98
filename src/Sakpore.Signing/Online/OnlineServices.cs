using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Timeout;

namespace Sakpore.Signing.Online;

/// <summary>
/// The way to timestamp authorities, OCSP responders and revocation lists over HTTP, when signing and when verifying: bounded in
/// time and size, with retries. It follows no redirects, sends no cookies and no credentials but those it is given, and connects to
/// local addresses only where the options permit it. Safe for use from several threads; dispose of it when done.
/// </summary>
/// <remarks>Waiting is measured by the machine's clock: it concerns the network, and no statement about a document.</remarks>
public sealed class OnlineServices : IDisposable
{
    private readonly HttpClient _http;
    private readonly TimeSpan _timeout;

    /// <summary>Opens the way.</summary>
    /// <param name="options">How patient it is; null means the defaults.</param>
    /// <param name="transport">
    /// Carries the requests, for a proxy or client certificates; then it alone decides where it connects to. Null: a plain one,
    /// without proxy. Disposed of with this.
    /// </param>
    public OnlineServices(OnlineOptions? options = null, HttpMessageHandler? transport = null)
    {
        options ??= new OnlineOptions();
        _timeout = options.Timeout;
        transport ??= OnlineConnection.Handler(options);
        var pipeline = new ResiliencePipelineBuilder<HttpResponseMessage>();
        if (options.Retries > 0)
        {
            pipeline.AddRetry(new HttpRetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries,
                Delay = options.RetryDelay,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldRetryAfterHeader = false, // a service does not decide how long a signer waits
                ShouldHandle = tried => ValueTask.FromResult(
                    tried.Outcome.Exception?.InnerException is not LocalAddressException && HttpClientResiliencePredicates.IsTransient(tried.Outcome)),
            });
        }

        pipeline.AddTimeout(options.Timeout);
        _http = new HttpClient(new ResilienceHandler(pipeline.Build()) { InnerHandler = transport })
        {
            Timeout = System.Threading.Timeout.InfiniteTimeSpan, // each try has its own
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    /// <summary>Sends one request and reads its answer.</summary>
    /// <param name="request">The request; disposed of here.</param>
    /// <param name="limit">Most bytes of answer.</param>
    /// <param name="cancellationToken">Gives up; that is the caller's wish and throws.</param>
    internal async Task<OnlineAnswer> AskAsync(HttpRequestMessage request, int limit, CancellationToken cancellationToken)
    {
        using var _ = request;
        if (request.RequestUri is not { IsAbsoluteUri: true, Scheme: "http" or "https" })
            return OnlineAnswer.Of(OnlineFault.AddressUnusable, $"{request.RequestUri}");
        try
        {
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                return OnlineAnswer.Of(OnlineFault.StatusCode, $"HTTP {(int)response.StatusCode}");
            if (response.Content.Headers.ContentLength > limit)
                return OnlineAnswer.Of(OnlineFault.TooLong, $"{limit}");
            return await ReadAsync(response.Content, limit, cancellationToken).ConfigureAwait(false);
        }
        catch (HttpRequestException e) when (e.InnerException is LocalAddressException)
        {
            return OnlineAnswer.Of(OnlineFault.LocalAddress, $"{request.RequestUri.Host}: local address");
        }
        catch (HttpRequestException e)
        {
            return OnlineAnswer.Of(OnlineFault.Unreachable, e.HttpRequestError.ToString());
        }
        catch (IOException)
        {
            return OnlineAnswer.Of(OnlineFault.Unreachable, nameof(HttpRequestError.ResponseEnded));
        }
        catch (TimeoutRejectedException)
        {
            return OnlineAnswer.Of(OnlineFault.TimedOut, $"{_timeout.TotalSeconds:0.###} s");
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return OnlineAnswer.Of(OnlineFault.TimedOut, $"{_timeout.TotalSeconds:0.###} s");
        }
    }

    private async Task<OnlineAnswer> ReadAsync(HttpContent content, int limit, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(_timeout);
        var stream = await content.ReadAsStreamAsync(deadline.Token).ConfigureAwait(false);
        await using (stream.ConfigureAwait(false))
        {
            var known = (int?)content.Headers.ContentLength;
            using var body = new MemoryStream(known ?? 4096);
            var chunk = new byte[16 * 1024];
            while (await stream.ReadAsync(chunk, deadline.Token).ConfigureAwait(false) is var length and > 0)
            {
                if (body.Length + length > limit)
                    return OnlineAnswer.Of(OnlineFault.TooLong, $"{limit}");
                body.Write(chunk, 0, length);
            }

            return OnlineAnswer.Of(body.ToArray());
        }
    }
}
