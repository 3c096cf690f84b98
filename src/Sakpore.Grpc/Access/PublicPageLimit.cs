using Sakpore.Grpc.Faults;

namespace Sakpore.Grpc.Access;

/// <summary>Counts what anyone may ask for over HTTP without a service: pages, published keys and lists, the description.</summary>
internal sealed class PublicPageLimit(RequestDelegate next, PublicLimit limit)
{
    private static readonly PathString[] Public = ["/tte", "/lacak", "/.well-known", "/openapi.json"];

    /// <summary>Goes on, or answers that it was too often.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!Public.Any(path => context.Request.Path.StartsWithSegments(path)) || limit.TryTake(context))
        {
            await next(context);
            return;
        }

        var fault = Fault.Of(FaultReason.TooManyRequests);
        context.Response.StatusCode = FaultStatus.Http(fault);
        context.Response.Headers.RetryAfter = FaultRetry.Header(fault.RetryAfter!.Value);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        context.Response.ContentType = "text/plain; charset=utf-8";
        await context.Response.WriteAsync($"{fault.Text.Id}\n{fault.Text.En}\n", context.RequestAborted);
    }
}
