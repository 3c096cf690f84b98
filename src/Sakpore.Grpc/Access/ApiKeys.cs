using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Access;

/// <summary>The keys of calling systems. Only SHA-256 hashes are stored: a key of 256 random bits needs no slow hash.</summary>
internal sealed class ApiKeys(Database database, RandomIdentifiers random, AccessOptions options, TimeProvider time)
{
    private const int IdBytes = 6;

    private readonly Remembered<FoundKey> _recent = new(options.CallersRememberedFor, time);

    /// <summary>Makes a key for a system and answers with it; it is not kept and cannot be shown again.</summary>
    /// <param name="system">The system, <c>systems/{id}</c>.</param>
    /// <param name="office">The office whose officers the system may act for; null for a portal.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <param name="lifetime">How long it is taken; null: until it is revoked.</param>
    /// <param name="onBehalf">Whether the system may name its officer by header; without that a key of an office is for what needs no officer.</param>
    public Task<string> CreateAsync(string system, string? office, CancellationToken cancellation, TimeSpan? lifetime = null, bool onBehalf = true)
    {
        var key = random.NextApiKey();
        return database.WriteAsync(
            async transaction =>
            {
                var now = time.GetUtcNow();
                await transaction.Connection!.ExecuteAsync(
                    """
                    INSERT INTO api_keys (key_hash, system, kind, office, created_at, expires_at, on_behalf)
                    VALUES (@hash, @system, @kind, @office, @at, @until, @onBehalf)
                    """,
                    new
                    {
                        hash = Hash(key),
                        system,
                        kind = office is null ? "portal" : "office",
                        office,
                        at = now.ToMicroseconds(),
                        until = lifetime is { } span ? (now + span).ToMicroseconds() : (long?)null,
                        onBehalf = onBehalf ? 1 : 0,
                    },
                    transaction);
                return key;
            },
            cancellation);
    }

    /// <summary>
    /// The system that a key belongs to, or null. Looked up by its hash, so that the time of the look-up tells nothing of the
    /// key; the hash that was found is compared in constant time all the same. One that was found is remembered for
    /// <see cref="AccessOptions.CallersRememberedFor"/>: for so long at most a key is taken that was revoked.
    /// </summary>
    public async ValueTask<CallingSystem?> FindAsync(string key, CancellationToken cancellation)
    {
        var hash = Hash(key);
        var found = await _recent.FindAsync(Convert.ToBase64String(hash), () => ReadAsync(hash, cancellation));
        return found is not null && CryptographicOperations.FixedTimeEquals(found.Hash, hash) && !(found.ExpiresAt <= time.GetUtcNow().ToMicroseconds())
            ? found.Caller
            : null;
    }

    /// <summary>All keys, the oldest first, without what they are.</summary>
    public Task<IReadOnlyList<ListedKey>> ListAsync(CancellationToken cancellation) => database.ReadOnceAsync<IReadOnlyList<ListedKey>>(
        async connection =>
        [
            .. (await connection.QueryAsync<KeyRow>(
                """
                SELECT key_hash AS Hash, system AS System, office AS Office, on_behalf AS OnBehalf, created_at AS CreatedAt,
                       expires_at AS ExpiresAt, revoked_at AS RevokedAt
                FROM api_keys ORDER BY created_at, system
                """)).Select(row => row.Listed()),
        ],
        cancellation);

    /// <summary>Revokes a key from now on; one that is revoked stays so.</summary>
    /// <param name="id">Its id, as listed.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>False where there is no such key.</returns>
    public async Task<bool> RevokeAsync(string id, CancellationToken cancellation)
    {
        var isRevoked = await database.WriteAsync(
            async transaction =>
            {
                var hashes = await transaction.Connection!.QueryAsync<byte[]>("SELECT key_hash FROM api_keys", transaction: transaction);
                var hash = hashes.SingleOrDefault(hash => IdOf(hash) == id);
                return hash is not null && 1 == await transaction.Connection!.ExecuteAsync(
                    "UPDATE api_keys SET revoked_at = COALESCE(revoked_at, @now) WHERE key_hash = @hash",
                    new { hash, now = time.GetUtcNow().ToMicroseconds() },
                    transaction);
            },
            cancellation);
        _recent.Forget();
        return isRevoked;
    }

    /// <summary>What a key is called: the first 48 bits of its hash, which tell nothing of the key.</summary>
    public static string IdOf(string key) => IdOf(Hash(key));

    private static string IdOf(byte[] hash) => Convert.ToHexStringLower(hash.AsSpan(0, IdBytes));

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    private Task<FoundKey?> ReadAsync(byte[] hash, CancellationToken cancellation) => database.ReadOnceAsync(
        (DbConnection connection) => connection.QuerySingleOrDefaultAsync<FoundKey?>(
            """
            SELECT key_hash AS Hash, system AS System, office AS Office, on_behalf AS OnBehalf, expires_at AS ExpiresAt FROM api_keys
            WHERE key_hash = @hash AND revoked_at IS NULL
            """,
            new { hash }),
        cancellation);

    private sealed record FoundKey(byte[] Hash, string System, string? Office, long OnBehalf, long? ExpiresAt)
    {
        public CallingSystem Caller { get; } = new(System, Office, OnBehalf == 1);
    }

    private sealed record KeyRow(byte[] Hash, string System, string? Office, long OnBehalf, long CreatedAt, long? ExpiresAt, long? RevokedAt)
    {
        public ListedKey Listed() => new(IdOf(Hash), System, Office, OnBehalf == 1, Instants.FromMicroseconds(CreatedAt), Of(ExpiresAt), Of(RevokedAt));

        private static DateTimeOffset? Of(long? microseconds) => microseconds is { } at ? Instants.FromMicroseconds(at) : null;
    }
}

/// <summary>A key as it is listed.</summary>
/// <param name="Id">Its id, with which it is revoked.</param>
/// <param name="System">The system.</param>
/// <param name="Office">The office, or null for a portal.</param>
/// <param name="OnBehalf">Whether the system may name its officer by header.</param>
/// <param name="CreatedAt">When it was made.</param>
/// <param name="ExpiresAt">From when on it is not taken, or null.</param>
/// <param name="RevokedAt">Since when it is revoked, or null.</param>
internal sealed record ListedKey(
    string Id, string System, string? Office, bool OnBehalf, DateTimeOffset CreatedAt, DateTimeOffset? ExpiresAt, DateTimeOffset? RevokedAt);
