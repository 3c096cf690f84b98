using System.Security.Cryptography;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Pades;

/// <summary>What a document security store is to hold: each piece once, by its SHA-256, in the order in which it was found.</summary>
internal sealed class ValidationData
{
    private readonly HashSet<string> _known = [];
    private readonly List<ValidationDatum> _all = [];
    private readonly Dictionary<string, List<ValidationDatum>> _bySignature = [];

    /// <summary>Every piece.</summary>
    public IReadOnlyList<ValidationDatum> All => _all;

    /// <summary>The pieces for each signature, by the key of its VRI entry.</summary>
    public IReadOnlyDictionary<string, List<ValidationDatum>> BySignature => _bySignature;

    /// <summary>The pieces of one array of the store.</summary>
    public IEnumerable<ReadOnlyMemory<byte>> Of(string array) => _all.Where(datum => datum.Array == array).Select(datum => datum.Encoded);

    public void Add(string signature, Certificate certificate) => Add(signature, new ValidationDatum("Certs", certificate.Der, certificate.Sha256));

    public void Add(string signature, EvidenceKind kind, ReadOnlyMemory<byte> encoded) => Add(signature, new ValidationDatum(
        kind == EvidenceKind.Ocsp ? "OCSPs" : "CRLs", encoded, Convert.ToHexStringLower(SHA256.HashData(encoded.Span))));

    private void Add(string signature, ValidationDatum datum)
    {
        if (_known.Add(datum.Sha256))
            _all.Add(datum);
        if (!_bySignature.TryGetValue(signature, out var own))
            _bySignature.Add(signature, own = []);
        if (!own.Contains(datum))
            own.Add(datum);
    }
}

/// <summary>A certificate, list or OCSP response.</summary>
/// <param name="Array">The array of the store that it belongs to: Certs, OCSPs or CRLs.</param>
/// <param name="Encoded">DER.</param>
/// <param name="Sha256">Of it, lower-case hexadecimal.</param>
internal sealed record ValidationDatum(string Array, ReadOnlyMemory<byte> Encoded, string Sha256)
{
    public bool Equals(ValidationDatum? other) => other?.Sha256 == Sha256;

    public override int GetHashCode() => Sha256.GetHashCode(StringComparison.Ordinal);
}
