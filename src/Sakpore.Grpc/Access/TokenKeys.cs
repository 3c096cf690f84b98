using System.Text.Json;
using Microsoft.IdentityModel.Tokens;
using Sakpore.Grpc.Faults;

namespace Sakpore.Grpc.Access;

/// <summary>
/// The public keys of the tokens' issuer, found by its metadata (OpenID Connect Discovery 1.0, 4) and kept for an hour. A
/// token of a key that is not known has them read anew, so that the issuer may change keys at any time; but not more often
/// than each half minute, so that made-up tokens cost the issuer nothing. An issuer that is away is done without for a day.
/// </summary>
internal sealed class TokenKeys(TokenOptions options, HttpClient http, TimeProvider time) : IDisposable
{
    /// <summary>How soon keys may be read again.</summary>
    public static readonly TimeSpan SoonestAgain = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(1);
    private static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly SemaphoreSlim _reading = new(1);
    private KeySet _keys = new([], DateTimeOffset.MinValue, DateTimeOffset.MinValue);

    /// <summary>The key of an id, or null: the issuer has none.</summary>
    /// <exception cref="FaultException">The issuer does not answer, and there are no keys that may still be used.</exception>
    public async Task<JsonWebKey?> FindAsync(string id, CancellationToken cancellation)
    {
        var keys = await CurrentAsync(keys => time.GetUtcNow() - keys.ReadAt < Fresh, cancellation);
        if (keys.Find(id) is null)
        {
            keys = await CurrentAsync(again => again.Find(id) is not null, cancellation);
        }

        return time.GetUtcNow() - keys.ReadAt < Kept ? keys.Find(id) : throw Fault.Of(FaultReason.TokenIssuerUnavailable).Thrown();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        http.Dispose();
        _reading.Dispose();
    }

    private async Task<KeySet> CurrentAsync(Func<KeySet, bool> isEnough, CancellationToken cancellation)
    {
        if (IsEnoughOrTooSoon())
        {
            return _keys;
        }

        await _reading.WaitAsync(cancellation);
        try
        {
            // Whoever waited finds what another call has read.
            if (!IsEnoughOrTooSoon())
            {
                await ReadAsync();
            }

            return _keys;
        }
        finally
        {
            _reading.Release();
        }

        bool IsEnoughOrTooSoon() => isEnough(_keys) || time.GetUtcNow() - _keys.TriedAt < SoonestAgain;
    }

    private async Task ReadAsync()
    {
        var now = time.GetUtcNow();
        try
        {
            using var metadata = JsonDocument.Parse(await http.GetByteArrayAsync(new Uri(options.Issuer.TrimEnd('/') + "/.well-known/openid-configuration")));
            if (metadata.RootElement.GetProperty("issuer").GetString() != options.Issuer)
            {
                throw new InvalidDataException("The metadata are another issuer's."); // OpenID Connect Discovery 1.0, 4.3
            }

            var address = new Uri(metadata.RootElement.GetProperty("jwks_uri").GetString() ?? "");
            if (!TokenIssuer.IsSafe(address))
            {
                throw new InvalidDataException("The address of the keys is not https.");
            }

            var read = new JsonWebKeySet(await http.GetStringAsync(address));
            _keys = new KeySet([.. read.Keys.Where(key => key.KeyId is not null && key.Use is null or "sig")], now, now);
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or JsonException or KeyNotFoundException
            or InvalidOperationException or InvalidDataException or UriFormatException or ArgumentException)
        {
            _keys = _keys with { TriedAt = now };
        }
    }

    private sealed record KeySet(IReadOnlyList<JsonWebKey> Keys, DateTimeOffset ReadAt, DateTimeOffset TriedAt)
    {
        public JsonWebKey? Find(string id) => Keys.FirstOrDefault(key => key.KeyId == id);
    }
}

/// <summary>Where an issuer may be.</summary>
internal static class TokenIssuer
{
    private const int LargestAnswer = 256 << 10;

    /// <summary>Keys come over TLS, or from this machine: whoever can change them on their way makes tokens.</summary>
    public static bool IsSafe(Uri address) => address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    /// <summary>A client that reads an issuer's metadata: bounded in size and time, following no redirect.</summary>
    public static HttpClient Client() => new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
    {
        Timeout = TimeSpan.FromSeconds(5),
        MaxResponseContentBufferSize = LargestAnswer,
    };
}
