using System.Globalization;

namespace Sakpore.Grpc.PublicPages;

/// <summary>
/// Tells an open tracking page that something changed, as server-sent events (HTML, 9.2). Only that, and never what: the
/// page asks for itself again.
/// </summary>
internal static class TrackingEvents
{
    /// <summary>The most pages that one hub process tells of changes at once; the next is asked to come again.</summary>
    internal const int MostListeners = 1000;

    /// <summary>How long one connection is held. A browser then connects anew, perhaps to another hub process.</summary>
    internal static readonly TimeSpan LongestConnection = TimeSpan.FromMinutes(10);

    private static int _listeners;

    /// <summary>Maps <c>/lacak/{token}/peristiwa</c>.</summary>
    internal static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/lacak/{token}/peristiwa", ListenAsync);

    private static async Task ListenAsync(string token, HttpContext context, ITrackedApplications applications)
    {
        if (Interlocked.Increment(ref _listeners) > MostListeners)
        {
            Interlocked.Decrement(ref _listeners);
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.Headers.RetryAfter = "60";
            return;
        }
        try
        {
            await TellAsync(token, context.Response, applications, context.RequestAborted);
        }
        finally
        {
            Interlocked.Decrement(ref _listeners);
        }
    }

    private static async Task TellAsync(string token, HttpResponse response, ITrackedApplications applications, CancellationToken aborted)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(aborted);
        end.CancelAfter(LongestConnection);
        try
        {
            var known = token.Length <= PublicPagesOptions.MaxSecretLength;
            await foreach (var version in known ? applications.WatchAsync(token, end.Token) : AsyncEnumerable.Empty<long?>())
            {
                if (!response.HasStarted)
                    response.ContentType = "text/event-stream";
                // A comment between changes shows both ends that the connection lives.
                await response.WriteAsync(
                    version is { } number ? string.Create(CultureInfo.InvariantCulture, $"event: versi\ndata: {number}\n\n") : ":\n\n", end.Token);
                await response.Body.FlushAsync(end.Token);
            }
            // 204 tells a browser not to come again (HTML, 9.2.3).
            if (!response.HasStarted)
                response.StatusCode = StatusCodes.Status204NoContent;
        }
        catch (OperationCanceledException)
        {
            // The page was closed, or it was time.
        }
    }
}
