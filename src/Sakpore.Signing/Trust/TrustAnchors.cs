using System.Security.Cryptography;
using System.Text;

namespace Sakpore.Signing.Trust;

/// <summary>What an anchor is trusted for.</summary>
[Flags]
public enum AnchorPurposes
{
    /// <summary>Nothing: the anchor is known, and used for no path.</summary>
    None = 0,

    /// <summary>Signatures of documents.</summary>
    Signatures = 1,

    /// <summary>Timestamps, and through them proof of existence.</summary>
    Timestamps = 2,

    /// <summary>Both.</summary>
    All = Signatures | Timestamps,
}

/// <summary>A certificate that the operator trusts, with the limits of that trust.</summary>
/// <param name="Certificate">The anchor itself. Only its name and key count; its own signature is not checked (RFC 5280, 6.1.1 d).</param>
/// <param name="Purposes">What it is trusted for. Default: all.</param>
/// <param name="TrustedFrom">The first instant at which it is trusted; null: its notBefore.</param>
/// <param name="TrustedUntil">The last instant at which it is trusted; null: its notAfter.</param>
public sealed record TrustAnchor(
    Certificate Certificate,
    AnchorPurposes Purposes = AnchorPurposes.All,
    DateTimeOffset? TrustedFrom = null,
    DateTimeOffset? TrustedUntil = null)
{
    /// <summary>Whether the anchor may be used for a purpose at an instant; the limits are inclusive.</summary>
    internal bool Serves(AnchorPurposes purpose, DateTimeOffset at) =>
        Purposes.HasFlag(purpose)
        && (TrustedFrom is { } from ? from <= at : Certificate.NotBefore <= at)
        && (TrustedUntil is { } until ? at <= until : at < Certificate.NotAfter.AddSeconds(1));
}

/// <summary>The anchors of all trust, as configured: certificates, never names. Immutable.</summary>
public sealed class TrustAnchors
{
    private readonly TrustAnchor[] _anchors;

    private TrustAnchors(TrustAnchor[] anchors) => _anchors = anchors;

    /// <summary>No anchor: no signature can be more than untrusted.</summary>
    public static TrustAnchors None { get; } = new([]);

    /// <summary>The anchors, in the order in which they were given, each certificate once.</summary>
    public IReadOnlyList<TrustAnchor> All => _anchors;

    /// <summary>Whether any anchor belongs to a development PKI; a production start refuses such anchors.</summary>
    public bool HasDevelopmentMark => _anchors.Any(a => DevelopmentMark.IsMarked(a.Certificate));

    /// <summary>The given anchors; of the same certificate given twice the first counts.</summary>
    public static TrustAnchors Of(IEnumerable<TrustAnchor> anchors)
    {
        ArgumentNullException.ThrowIfNull(anchors);
        return new TrustAnchors(anchors.DistinctBy(a => a.Certificate).ToArray());
    }

    /// <summary>Anchors for all purposes from files as an operator lays them down: each a DER certificate or a PEM bundle.</summary>
    /// <param name="files">The content of each file. A PEM bundle may hold comments and several CERTIFICATE blocks, no other block.</param>
    /// <exception cref="ArgumentException">A file holds no certificate, or something that is none; the message says which, counted from 1.</exception>
    public static TrustAnchors Read(params IEnumerable<ReadOnlyMemory<byte>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return Of(files.SelectMany((file, index) => ReadFile(file, index + 1)).Select(c => new TrustAnchor(c)));
    }

    /// <summary>
    /// Anchors from a file, or from a folder's files of the kinds .pem, .crt, .cer and .der; others in it are left aside. A file
    /// <c>anchors.json</c> in the folder may limit them:
    /// <c>{"anchors":[{"file":"root.pem","purposes":["signatures","timestamps"],"trusted_from":"2024-01-01T00:00:00Z","trusted_until":"2034-01-01T00:00:00Z"}]}</c>,
    /// where a missing key means no limit, and files that it does not name are trusted for all purposes.
    /// </summary>
    /// <param name="path">The file or folder; a folder without certificates means no anchor.</param>
    /// <exception cref="ArgumentException">A file is no certificate, or the limits have another form; the message says which.</exception>
    /// <exception cref="IOException">There is no such file or folder, or it cannot be read.</exception>
    public static TrustAnchors ReadFolder(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return TrustFolder.Read(path);
    }

    /// <summary>The anchor that is this very certificate, if there is one for the purpose and instant.</summary>
    internal TrustAnchor? Find(Certificate certificate, AnchorPurposes purpose, DateTimeOffset at) =>
        Array.Find(_anchors, a => a.Certificate.Equals(certificate) && a.Serves(purpose, at));

    private static List<Certificate> ReadFile(ReadOnlyMemory<byte> file, int number)
    {
        if (Certificate.TryParse(file, out var single))
            return [single];
        var found = new List<Certificate>();
        var text = Encoding.Latin1.GetString(file.Span).AsSpan();
        while (PemEncoding.TryFind(text, out var block))
        {
            if (!text[block.Label].SequenceEqual("CERTIFICATE"))
                throw new ArgumentException($"Anchor file {number} holds a {text[block.Label]}, not only certificates.", nameof(file));
            var der = new byte[block.DecodedDataLength];
            if (!Convert.TryFromBase64Chars(text[block.Base64Data], der, out _) || !Certificate.TryParse(der, out var certificate))
                throw new ArgumentException($"Anchor file {number}: block {found.Count + 1} is no certificate.", nameof(file));
            found.Add(certificate);
            text = text[block.Location.End..];
        }

        return found.Count > 0 ? found : throw new ArgumentException($"Anchor file {number} holds no certificate.", nameof(file));
    }
}
