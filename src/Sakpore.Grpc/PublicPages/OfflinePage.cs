using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;

namespace Sakpore.Grpc.PublicPages;

/// <summary>
/// The page that checks seals without a network, and what makes it installable: a manifest and a service worker (docs/seal.md
/// says what such a checker owes).
/// </summary>
internal static class OfflinePage
{
    /// <summary>The address of the page.</summary>
    internal const string Path = "/tte/luring";

    /// <summary>The address of its manifest.</summary>
    internal const string ManifestPath = "/tte/luring.webmanifest";

    /// <summary>The address of its service worker: beside the page, because its scope is.</summary>
    internal const string WorkerPath = "/tte/luring-pekerja.js";

    /// <summary>Maps manifest and worker.</summary>
    internal static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet(ManifestPath, (HttpContext context, Asset.Shelf assets, IOptions<PublicPagesOptions> options) =>
            Answer(context, JsonSerializer.Serialize(Manifest(assets, options.Value)), "application/manifest+json"));
        routes.MapGet(WorkerPath, (HttpContext context, Asset.Shelf assets) => Answer(context, Worker(assets), "text/javascript"));
    }

    /// <summary>The worker with its list of files; its name changes with any of them.</summary>
    internal static string Worker(Asset.Shelf assets)
    {
        string[] files = [Path, $"{Path}?{PageLanguage.Parameter}={PageLanguage.English.Code}", .. assets.Offline.Select(asset => asset.Path)];
        var list = string.Join("', '", files);
        return Asset.Text("pekerja.js")
            .Replace("__BERKAS__", list, StringComparison.Ordinal)
            .Replace("__VERSI__", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(list)).AsSpan(0, 6)), StringComparison.Ordinal);
    }

    private static object Manifest(Asset.Shelf assets, PublicPagesOptions options) => new
    {
        name = new Words("Periksa segel surat", "Check seals of letters").ToString(),
        short_name = "SAKPORE",
        description = options.OfficeTitle,
        id = Path,
        start_url = PageLanguage.Current.Link(Path),
        scope = Path,
        lang = PageLanguage.Current.Code,
        display = "standalone",
        background_color = "#f5f3ee",
        theme_color = "#0b3d4c",
        icons = new[] { new { src = assets.Emblem.Path, sizes = "any", type = assets.Emblem.MediaType, purpose = "any maskable" } },
    };

    private static IResult Answer(HttpContext context, string text, string mediaType)
    {
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Text(text, mediaType, Encoding.UTF8);
    }
}
