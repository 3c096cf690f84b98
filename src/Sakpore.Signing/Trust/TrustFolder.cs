using System.Globalization;
using System.Text.Json;

namespace Sakpore.Signing.Trust;

/// <summary>
/// Anchors as an operator lays them down: one file, or a folder of certificate files with an optional <c>anchors.json</c> that
/// limits them.
/// </summary>
internal static class TrustFolder
{
    private const string LimitsFile = "anchors.json";

    private static readonly string[] Extensions = [".pem", ".crt", ".cer", ".der"];

    public static TrustAnchors Read(string path)
    {
        if (!Directory.Exists(path))
            return TrustAnchors.Read(File.ReadAllBytes(path));
        var limits = ReadLimits(Path.Combine(path, LimitsFile));
        var anchors = new List<TrustAnchor>();
        foreach (var file in Directory.EnumerateFiles(path).Where(IsCertificateFile).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(file);
            limits.Remove(name, out var limit);
            anchors.AddRange(ReadFile(file, name).All.Select(a => limit?.Apply(a) ?? a));
        }

        return limits.Count == 0
            ? TrustAnchors.Of(anchors)
            : throw new ArgumentException($"{LimitsFile} names \"{limits.Keys.Order(StringComparer.Ordinal).First()}\", which is no certificate file of the folder.", nameof(path));
    }

    private static bool IsCertificateFile(string file) => Extensions.Contains(Path.GetExtension(file), StringComparer.OrdinalIgnoreCase);

    private static TrustAnchors ReadFile(string file, string name)
    {
        try
        {
            return TrustAnchors.Read(File.ReadAllBytes(file));
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"{name}: {e.Message}", nameof(file), e);
        }
    }

    private static Dictionary<string, Limit> ReadLimits(string file)
    {
        var limits = new Dictionary<string, Limit>(StringComparer.Ordinal);
        if (!File.Exists(file))
            return limits;
        try
        {
            using var json = JsonDocument.Parse(File.ReadAllBytes(file));
            foreach (var row in json.RootElement.GetProperty("anchors").EnumerateArray())
                limits.Add(row.GetProperty("file").GetString()!, Limit.Read(row));
            return limits;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new ArgumentException($"{LimitsFile}: {e.Message}", nameof(file), e);
        }
    }

    /// <summary>One row of <c>anchors.json</c>: what all certificates of a file are trusted for, and when.</summary>
    private sealed record Limit(AnchorPurposes Purposes, DateTimeOffset? From, DateTimeOffset? Until)
    {
        public TrustAnchor Apply(TrustAnchor anchor) => anchor with { Purposes = Purposes, TrustedFrom = From, TrustedUntil = Until };

        public static Limit Read(JsonElement row)
        {
            var purposes = AnchorPurposes.All;
            if (row.TryGetProperty("purposes", out var named))
            {
                purposes = AnchorPurposes.None;
                foreach (var purpose in named.EnumerateArray())
                {
                    purposes |= purpose.GetString() switch
                    {
                        "signatures" => AnchorPurposes.Signatures,
                        "timestamps" => AnchorPurposes.Timestamps,
                        var other => throw new FormatException($"\"{other}\" is no purpose; there are \"signatures\" and \"timestamps\"."),
                    };
                }
            }

            return new Limit(purposes, Instant(row, "trusted_from"), Instant(row, "trusted_until"));
        }

        private static DateTimeOffset? Instant(JsonElement row, string key) => row.TryGetProperty(key, out var value)
            ? DateTimeOffset.ParseExact(value.GetString()!, ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK"], CultureInfo.InvariantCulture)
            : null;
    }
}
