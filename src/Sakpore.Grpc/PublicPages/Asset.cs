using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Sakpore.Grpc.PublicPages;

/// <summary>A file that the pages load from the hub itself. Its name carries its hash, so that a browser may keep it for ever.</summary>
/// <param name="Name">The file's own name, such as <c>kamera.js</c>.</param>
/// <param name="Path">The address, from the root.</param>
/// <param name="MediaType">The media type.</param>
/// <param name="Content">The bytes.</param>
internal sealed record Asset(string Name, string Path, string MediaType, byte[] Content)
{
    /// <summary>The folder of all assets.</summary>
    internal const string Folder = "/aset";

    private readonly byte[] _gzip = Compress(Content);

    private const string Script = "text/javascript; charset=utf-8";

    /// <summary>The text of an embedded file.</summary>
    internal static string Text(string name) => Encoding.UTF8.GetString(
        Embedded(name) ?? throw new InvalidOperationException($"The build left out the asset {name}."));

    private static Asset? Find(string name, string mediaType) => Embedded(name) is { } content ? Of(name, mediaType, content) : null;

    /// <summary>An asset whose imports are written by the names that the imported ones have here: their hashes are in its hash.</summary>
    private static Asset Read(string name, string mediaType, params Asset[] imports) => Of(name, mediaType, Encoding.UTF8.GetBytes(imports.Aggregate(
        Text(name),
        (text, imported) => text.Contains($"'./{imported.Name}'", StringComparison.Ordinal)
            ? text.Replace($"'./{imported.Name}'", $"'{imported.Path}'", StringComparison.Ordinal)
            : throw new InvalidOperationException($"{name} does not import {imported.Name}."))));

    private static Asset Of(string name, string mediaType, byte[] content)
    {
        var dot = name.LastIndexOf('.');
        var hash = Convert.ToHexStringLower(SHA256.HashData(content).AsSpan(0, 6));
        return new(name, $"{Folder}/{name[..dot]}.{hash}{name[dot..]}", mediaType, content);
    }

    private static byte[]? Embedded(string name)
    {
        using var stream = typeof(Asset).Assembly.GetManifestResourceStream("PublicPages." + name);
        if (stream is null)
            return null;
        var content = new byte[stream.Length];
        stream.ReadExactly(content);
        return content;
    }

    // Compressed once. Pages are not: they show secrets beside what others wrote, and the length of such a mixture tells (BREACH).
    private static byte[] Compress(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
            gzip.Write(content);
        return compressed.ToArray();
    }

    private IResult Serve(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "public, max-age=31536000, immutable";
        headers.Vary = "Accept-Encoding";
        if (!context.Request.GetTypedHeaders().AcceptEncoding.Any(coding => coding.Value == "gzip" && coding.Quality != 0))
            return TypedResults.Bytes(Content, MediaType);
        headers.ContentEncoding = "gzip";
        return TypedResults.Bytes(_gzip, MediaType);
    }

    /// <summary>All assets, read once.</summary>
    internal sealed class Shelf
    {
        /// <summary>Reads them.</summary>
        public Shelf()
        {
            Camera = Read("kamera.js", Script);
            Seal = Read("seal.js", Script);
            CheckScript = Read("periksa.js", Script, Camera);
            OfflineScript = Read("luring.js", Script, Camera, Seal);
        }

        /// <summary>The stylesheet.</summary>
        public Asset Stylesheet { get; } = Read("gaya.css", "text/css; charset=utf-8");

        /// <summary>The emblem, for the browser's tab and an installed page.</summary>
        public Asset Emblem { get; } = Read("lambang.svg", "image/svg+xml");

        /// <summary>Reads QR codes from the camera.</summary>
        public Asset Camera { get; }

        /// <summary>Verifies seals (docs/seal.md).</summary>
        public Asset Seal { get; }

        /// <summary>The script of <c>/tte</c>.</summary>
        public Asset CheckScript { get; }

        /// <summary>The script of <c>/lacak</c>.</summary>
        public Asset TrackScript { get; } = Read("lacak.js", Script);

        /// <summary>The script of the page that works without a network.</summary>
        public Asset OfflineScript { get; }

        /// <summary>A reader of QR codes for browsers that have none; null in a build without npm.</summary>
        public Asset? Scanner { get; } = Find("pemindai.js", Script);

        /// <summary>What that reader is compiled to; null without it.</summary>
        public Asset? ScannerCode { get; } = Find("pemindai.wasm", "application/wasm");

        /// <summary>What the page that works without a network needs.</summary>
        public IEnumerable<Asset> Offline => Present([Stylesheet, Emblem, OfflineScript, Camera, Seal, Scanner, ScannerCode]);

        /// <summary>Serves them.</summary>
        internal void Map(IEndpointRouteBuilder routes)
        {
            foreach (var asset in Present([Stylesheet, Emblem, Camera, Seal, CheckScript, TrackScript, OfflineScript, Scanner, ScannerCode]))
            {
                routes.MapGet(asset.Path, asset.Serve);
            }
        }

        private static IEnumerable<Asset> Present(Asset?[] assets) => assets.OfType<Asset>();
    }
}
