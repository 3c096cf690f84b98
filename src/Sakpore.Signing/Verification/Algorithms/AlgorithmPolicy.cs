using System.Globalization;
using System.Text.Json;
using Sakpore.Signing.Trust.Arithmetic;

namespace Sakpore.Signing.Verification.Algorithms;

/// <summary>Whether an algorithm counts at a time.</summary>
internal enum AlgorithmStanding
{
    /// <summary>It does.</summary>
    Permitted,

    /// <summary>It did until a date that has passed.</summary>
    Expired,

    /// <summary>It never did: the policy does not list it, or not in this size.</summary>
    NotListed,
}

/// <summary>
/// Which digest and signature algorithms count, from which key size on and until when: data, so that an operator can replace
/// it without a new version of this library. Immutable.
/// </summary>
public sealed class AlgorithmPolicy
{
    private readonly Dictionary<string, DateTimeOffset> _digests;
    private readonly List<(string Name, int Minimum, DateTimeOffset Until)> _signatures;

    private AlgorithmPolicy(
        string id, Dictionary<string, DateTimeOffset> digests, List<(string Name, int Minimum, DateTimeOffset Until)> signatures)
    {
        Id = id;
        _digests = digests;
        _signatures = signatures;
    }

    /// <summary>The table that this library ships.</summary>
    public static AlgorithmPolicy Default { get; } = ReadEmbedded();

    /// <summary>The policy's name, as told in reports.</summary>
    public string Id { get; }

    /// <summary>Reads a policy of the same form as the shipped one.</summary>
    /// <param name="json">UTF-8 JSON.</param>
    /// <exception cref="ArgumentException">The JSON has another form; the message says where.</exception>
    public static AlgorithmPolicy Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var root = document.RootElement;
            var digests = new Dictionary<string, DateTimeOffset>();
            foreach (var row in root.GetProperty("digests").EnumerateArray())
                digests.Add(row.GetProperty("name").GetString()!, Until(row));
            var signatures = new List<(string, int, DateTimeOffset)>();
            foreach (var row in root.GetProperty("signatures").EnumerateArray())
                signatures.Add((row.GetProperty("name").GetString()!, row.GetProperty("minimum").GetInt32(), Until(row)));
            return new AlgorithmPolicy(root.GetProperty("id").GetString()!, digests, signatures);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new ArgumentException($"Not an algorithm policy: {e.Message}", nameof(json), e);
        }
    }

    internal AlgorithmStanding Of(DigestAlgorithm digest, DateTimeOffset at) =>
        !_digests.TryGetValue(digest.Name, out var until) ? AlgorithmStanding.NotListed
        : at < until ? AlgorithmStanding.Permitted
        : AlgorithmStanding.Expired;

    /// <summary>The standing of a signature by a key of that size: the largest minimum that the key reaches decides.</summary>
    internal AlgorithmStanding Of(SignatureScheme scheme, int keySize, DateTimeOffset at)
    {
        var name = NameOf(scheme.Family);
        DateTimeOffset? until = null;
        var largest = 0;
        foreach (var row in _signatures)
        {
            if (row.Name == name && row.Minimum <= keySize && row.Minimum >= largest)
                (largest, until) = (row.Minimum, row.Until);
        }

        return until is not { } end ? AlgorithmStanding.NotListed : at < end ? AlgorithmStanding.Permitted : AlgorithmStanding.Expired;
    }

    internal static string NameOf(SignatureFamily family) => family switch
    {
        SignatureFamily.RsaPkcs1 => "RSASSA-PKCS1-v1_5",
        SignatureFamily.RsaPss => "RSASSA-PSS",
        SignatureFamily.Ecdsa => "ECDSA",
        SignatureFamily.Ed25519 => "Ed25519",
        SignatureFamily.Ed448 => "Ed448",
        _ => throw new ArgumentOutOfRangeException(nameof(family), family, "Unknown family."),
    };

    private static DateTimeOffset Until(JsonElement row) => row.TryGetProperty("until", out var until)
        ? DateTimeOffset.ParseExact(until.GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
        : DateTimeOffset.MaxValue;

    private static AlgorithmPolicy ReadEmbedded()
    {
        using var stream = typeof(AlgorithmPolicy).Assembly.GetManifestResourceStream("Sakpore.Signing.algorithms.json")
            ?? throw new InvalidOperationException("The assembly lacks its algorithm policy.");
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        return Read(json);
    }
}
