namespace Sakpore.Grpc.Documents;

/// <summary>The media types that the hub takes, told by the first bytes and not by what the upload says.</summary>
internal static class MediaTypes
{
    /// <summary>PDF (ISO 32000).</summary>
    public const string Pdf = "application/pdf";

    /// <summary>JPEG.</summary>
    public const string Jpeg = "image/jpeg";

    /// <summary>PNG.</summary>
    public const string Png = "image/png";

    /// <summary>The media type of a content, or null where it is none of these.</summary>
    public static string? Of(ReadOnlySpan<byte> content) => content switch
    {
        _ when content.StartsWith("%PDF-"u8) => Pdf,
        [0xFF, 0xD8, 0xFF, ..] => Jpeg,
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, ..] => Png,
        _ => null,
    };
}
