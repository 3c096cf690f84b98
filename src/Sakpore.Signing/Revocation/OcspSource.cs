using System.Security.Cryptography;
using Sakpore.Signing.Online;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;
using Sakpore.Signing.Verification.Revocation;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Revocation;

/// <summary>Asks the OCSP responders that certificates name (RFC 6960), over HTTP. Safe for use from several threads.</summary>
public sealed class OcspSource : IRevocationSource
{
    private const int NonceLength = 32; // RFC 9654, 2.1

    private readonly OnlineServices _online;
    private readonly TimeProvider _clock;
    private readonly RevocationOptions _options;
    private readonly RevocationCache _cache;

    /// <summary>A source.</summary>
    /// <param name="online">The way to the responders; shared, not disposed of here.</param>
    /// <param name="clock">By which answers are in force.</param>
    /// <param name="options">How they are asked; null means the defaults.</param>
    /// <param name="cache">What keeps answers; null: one of its own.</param>
    public OcspSource(OnlineServices online, TimeProvider clock, RevocationOptions? options = null, RevocationCache? cache = null)
    {
        ArgumentNullException.ThrowIfNull(online);
        ArgumentNullException.ThrowIfNull(clock);
        _online = online;
        _clock = clock;
        _options = options ?? new RevocationOptions();
        _cache = cache ?? new RevocationCache();
    }

    /// <inheritdoc/>
    public async Task<RevocationResult> FindAsync(RevocationQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var result = RevocationResult.Of(new RevocationRefusal(RevocationRefusalCode.NoAddress));
        foreach (var address in CertificatePointers.OcspResponders(query.Certificate))
        {
            result = await FindAsync(address, query, cancellationToken).ConfigureAwait(false);
            if (result.Answer is not null)
                break;
        }

        return result;
    }

    private async Task<RevocationResult> FindAsync(Uri address, RevocationQuery query, CancellationToken cancellationToken)
    {
        var key = $"ocsp {address.AbsoluteUri} {query.Issuer.Sha256} {query.Certificate.Sha256}";
        if (_cache.Find(key, _clock.GetUtcNow()) is { } kept && Check(kept, null, query) is { Answer: not null } known)
            return known;
        if (PublicKey.Read(query.Issuer.PublicKey) is not { } issuerKey)
            return RevocationResult.Of(new RevocationRefusal(RevocationRefusalCode.NotAuthorized));
        var nonce = RandomNumberGenerator.GetBytes(NonceLength);
        var digest = _options.CertificateIdDigest == HashAlgorithmName.SHA256 ? DigestAlgorithm.Sha256 : DigestAlgorithm.Sha1;
        var request = OcspRequest.Post(address, OcspRequest.Create(query.Certificate, issuerKey, digest, nonce));
        var answer = await _online.AskAsync(request, RevocationOptions.LongestOcspResponse, cancellationToken).ConfigureAwait(false);
        if (!answer.TryGetBody(out var body, out var fault))
            return RevocationResult.Of(new RevocationRefusal(RevocationRefusalCode.Unreachable, fault));
        var result = Check(body, nonce, query);
        if (result.Answer?.NextUpdate is { } until)
            _cache.Keep(key, body, until);
        return result;
    }

    /// <param name="body">The answer as received.</param>
    /// <param name="nonce">What was sent; null for an answer to an earlier question.</param>
    /// <param name="query">The question.</param>
    private RevocationResult Check(ReadOnlyMemory<byte> body, byte[]? nonce, RevocationQuery query)
    {
        if (OcspAnswer.Read(body, EvidencePlace.Network) is not { } evidence)
            return RevocationResult.Of(new RevocationRefusal(IsRefusal(body.Span) ? RevocationRefusalCode.Refused : RevocationRefusalCode.Malformed));
        if (nonce is not null && (evidence.Nonce is { } echoed ? !echoed.Span.SequenceEqual(nonce) : _options.RequireNonce))
            return RevocationResult.Of(new RevocationRefusal(RevocationRefusalCode.WrongNonce));
        return EvidenceCheck.Run(evidence, query, _options, _clock.GetUtcNow());
    }

    // SEQUENCE { ENUMERATED } and nothing else: a status without answer.
    private static bool IsRefusal(ReadOnlySpan<byte> body) => body is [0x30, 0x03, 0x0a, 0x01, not 0];
}
