using System.Net.Http.Headers;
using System.Numerics;
using System.Security.Cryptography;
using Sakpore.Signing.Online;
using Sakpore.Signing.Trust.Arithmetic;

namespace Sakpore.Signing.Timestamps;

/// <summary>
/// A timestamp authority over HTTP (RFC 3161, 3.4). Every token is checked before it is returned: status, nonce, imprint,
/// policy, one signer, its ESS reference, the sole and critical purpose timeStamping, time within the skew, signature, and a
/// path to a configured anchor. Safe for use from several threads.
/// </summary>
public sealed class HttpTimestampAuthority : ITimestampAuthority
{
    /// <summary>The longest answer read: 64 KB. Tokens have 1 to 10 KB.</summary>
    public const int LongestAnswer = 64 * 1024;

    private const int NonceLength = 16;

    private readonly TimestampAuthorityOptions _options;
    private readonly OnlineServices _online;
    private readonly TimeProvider _clock;
    private readonly DigestAlgorithm _digest;
    private int _lastTokenLength;

    /// <summary>Takes the authority's address and what its tokens must be.</summary>
    /// <param name="options">Both.</param>
    /// <param name="online">The way to it; shared, not disposed of here.</param>
    /// <param name="clock">What genTime is compared with.</param>
    public HttpTimestampAuthority(TimestampAuthorityOptions options, OnlineServices online, TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(online);
        ArgumentNullException.ThrowIfNull(clock);
        _options = options;
        _online = online;
        _clock = clock;
        _digest = options.Digest.Name switch
        {
            "SHA384" => DigestAlgorithm.Sha384,
            "SHA512" => DigestAlgorithm.Sha512,
            _ => DigestAlgorithm.Sha256,
        };
    }

    /// <inheritdoc/>
    public HashAlgorithmName Digest => _options.Digest;

    /// <inheritdoc/>
    public Uri Address => _options.Address;

    /// <inheritdoc/>
    public int? LastTokenLength => Volatile.Read(ref _lastTokenLength) is var length and > 0 ? length : null;

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The imprint has not the length of the digest.</exception>
    public async Task<TimestampResult> StampAsync(ReadOnlyMemory<byte> imprint, CancellationToken cancellationToken)
    {
        if (imprint.Length != _digest.Length)
            throw new ArgumentException($"An imprint by {_digest.Name} has {_digest.Length} bytes.", nameof(imprint));
        var nonce = new BigInteger(RandomNumberGenerator.GetBytes(NonceLength), isUnsigned: true);
        var exchange = new TimestampExchange(_digest, imprint, nonce, _options.Policy);
        var answer = await _online.AskAsync(Post(exchange), LongestAnswer, cancellationToken).ConfigureAwait(false);
        if (!answer.TryGetBody(out var response, out var fault))
            return TimestampResult.Of(new TimestampRefusal(TimestampRefusalCode.Unreachable, fault));
        if (TimestampExchange.Open(response, out var token) is { } refusal
            || (refusal = TokenCheck.Run(exchange, token, _options, _clock.GetUtcNow(), out var timestamp)) is not null)
            return TimestampResult.Of(refusal);
        Volatile.Write(ref _lastTokenLength, token.Length);
        return TimestampResult.Of(timestamp!);
    }

    private HttpRequestMessage Post(TimestampExchange exchange)
    {
        var content = new ByteArrayContent(exchange.Request());
        content.Headers.ContentType = new MediaTypeHeaderValue(TimestampExchange.RequestType);
        var request = new HttpRequestMessage(HttpMethod.Post, _options.Address) { Content = content };
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue(TimestampExchange.ResponseType));
        request.Headers.Authorization = _options.Authorization;
        return request;
    }
}
