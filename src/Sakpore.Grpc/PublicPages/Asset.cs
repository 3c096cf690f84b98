using System.Security.Cryptography;

namespace Sakpore.Grpc.PublicPages;

/// <summary>A file that the pages load from the hub itself. Its name carries its hash, so that a browser may keep it for ever.</summary>
/// <param name="Path">The address, from the root.</param>
/// <param name="MediaType">The media type.</param>
/// <param name="Content">The bytes.</param>
internal sealed record Asset(string Path, string MediaType, byte[] Content)
{
    /// <summary>The folder of all assets.</summary>
    internal const string Folder = "/aset";

    private static Asset Read(string name, string extension, string mediaType)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream($"PublicPages.{name}.{extension}")
            ?? throw new InvalidOperationException($"The build left out the asset {name}.{extension}.");
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6));
        return new($"{Folder}/{name}.{hash}.{extension}", mediaType, content);
    }

    /// <summary>All assets, read once.</summary>
    internal sealed class Shelf
    {
        /// <summary>The stylesheet.</summary>
        public Asset Stylesheet { get; } = Read("gaya", "css", "text/css; charset=utf-8");

        /// <summary>The emblem, for the browser's tab.</summary>
        public Asset Emblem { get; } = Read("lambang", "svg", "image/svg+xml");

        /// <summary>Serves them.</summary>
        internal void Map(IEndpointRouteBuilder routes)
        {
            foreach (var asset in (Asset[])[Stylesheet, Emblem])
            {
                routes.MapGet(asset.Path, (HttpContext context) =>
                {
                    context.Response.Headers.CacheControl = "public, max-age=31536000, immutable";
                    return TypedResults.Bytes(asset.Content, asset.MediaType);
                });
            }
        }
    }
}
