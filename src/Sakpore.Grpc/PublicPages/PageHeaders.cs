using Microsoft.Extensions.Primitives;

namespace Sakpore.Grpc.PublicPages;

/// <summary>The headers of every public answer: no script, no third party, no frame, no referrer, nothing kept.</summary>
internal static class PageHeaders
{
    internal const string ContentSecurityPolicy =
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private static readonly (string Name, StringValues Value)[] Always =
    [
        ("Content-Security-Policy", ContentSecurityPolicy),
        ("X-Content-Type-Options", "nosniff"),
        // The tracking token is in the address: a link away from the page must not carry it.
        ("Referrer-Policy", "no-referrer"),
        ("Permissions-Policy", "camera=(), microphone=(), geolocation=(), browsing-topics=()"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    /// <summary>Whether a path is one of ours.</summary>
    internal static bool Concern(PathString path) =>
        path.StartsWithSegments("/tte") || path.StartsWithSegments("/lacak") || path.StartsWithSegments(Asset.Folder);

    /// <summary>Adds the headers when the answer starts, so that an answer made of a fault has them too.</summary>
    internal static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        var isAsset = context.Request.Path.StartsWithSegments(Asset.Folder);
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            foreach (var (name, value) in Always)
                headers[name] = value;
            // Assets say for themselves how long they hold.
            if (isAsset)
                return Task.CompletedTask;
            headers.CacheControl = "no-store";
            headers["X-Robots-Tag"] = "noindex, nofollow";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
