using Microsoft.Extensions.Primitives;

namespace Sakpore.Grpc.PublicPages;

/// <summary>The headers of every public answer: scripts of our own files alone, no third party, no frame, no referrer, nothing kept.</summary>
internal static class PageHeaders
{
    /// <summary>What a page may load: our own files. No script inside a page, no evaluated text.</summary>
    internal const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    /// <summary>The same for the page with the camera: its reader of QR codes is compiled to WebAssembly.</summary>
    internal static readonly string ContentSecurityPolicyOfCamera = ContentSecurityPolicy.Replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", StringComparison.Ordinal);

    private const string Permissions = "camera=(), microphone=(), geolocation=(), browsing-topics=()";

    private static readonly (string Name, StringValues Value)[] Always =
    [
        ("X-Content-Type-Options", "nosniff"),
        // The tracking token is in the address: a link away from the page must not carry it.
        ("Referrer-Policy", "no-referrer"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ];

    /// <summary>Whether a path is one of ours.</summary>
    internal static bool Concern(PathString path) =>
        path.StartsWithSegments("/tte") || path.StartsWithSegments("/lacak") || path.StartsWithSegments(Asset.Folder);

    /// <summary>Adds the headers when the answer starts, so that an answer made of a fault has them too.</summary>
    internal static Task AddAsync(HttpContext context, RequestDelegate next)
    {
        var path = context.Request.Path;
        var isAsset = path.StartsWithSegments(Asset.Folder);
        var hasCamera = path == "/tte" || path == OfflinePage.Path;
        context.Response.OnStarting(() =>
        {
            var headers = context.Response.Headers;
            foreach (var (name, value) in Always)
                headers[name] = value;
            headers["Content-Security-Policy"] = hasCamera ? ContentSecurityPolicyOfCamera : ContentSecurityPolicy;
            headers["Permissions-Policy"] = hasCamera ? Permissions.Replace("camera=()", "camera=(self)", StringComparison.Ordinal) : Permissions;
            // Assets, and the page that works without a network, say for themselves how long they hold.
            if (isAsset)
                return Task.CompletedTask;
            headers["X-Robots-Tag"] = "noindex, nofollow";
            if (StringValues.IsNullOrEmpty(headers.CacheControl))
                headers.CacheControl = "no-store";
            return Task.CompletedTask;
        });
        return next(context);
    }
}
