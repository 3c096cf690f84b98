using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Sakpore.Core.Procedures;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Access;

/// <summary>The keys of calling systems. Only SHA-256 hashes are stored: a key of 256 random bits needs no slow hash.</summary>
internal sealed class ApiKeys(Database database, RandomIdentifiers random, TimeProvider time)
{
    /// <summary>Makes a key for a system and answers with it; it is not kept and cannot be shown again.</summary>
    /// <param name="system">The system, <c>systems/{id}</c>.</param>
    /// <param name="office">The office whose officers the system may act for; null for a portal.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public Task<string> CreateAsync(string system, string? office, CancellationToken cancellation)
    {
        var key = random.NextApiKey();
        return database.WriteAsync(
            async transaction =>
            {
                await transaction.Connection!.ExecuteAsync(
                    "INSERT INTO api_keys (key_hash, system, kind, office, created_at) VALUES (@hash, @system, @kind, @office, @at)",
                    new { hash = Hash(key), system, kind = office is null ? "portal" : "office", office, at = time.GetUtcNow().ToMicroseconds() },
                    transaction);
                return key;
            },
            cancellation);
    }

    /// <summary>The system that a key belongs to, or null. Looked up by hash, so that time tells nothing about the key.</summary>
    public Task<CallingSystem?> FindAsync(string key, CancellationToken cancellation) => database.ReadOnceAsync(
        (DbConnection connection) => connection.QuerySingleOrDefaultAsync<CallingSystem?>(
            "SELECT system AS Id, office AS Office FROM api_keys WHERE key_hash = @hash AND revoked_at IS NULL",
            new { hash = Hash(key) }),
        cancellation);

    /// <summary>The roles that an officer holds in an office by delegation now: <c>role</c> or <c>role/sector</c>.</summary>
    public Task<IReadOnlyList<string>> DelegatedAsync(string officer, string office, CancellationToken cancellation) =>
        database.ReadOnceAsync<IReadOnlyList<string>>(
            async connection =>
            [
                .. (await connection.QueryAsync<(string Role, string? Sector)>(
                    "SELECT role, sector FROM delegations WHERE officer = @officer AND office = @office AND valid_from <= @now AND valid_until > @now",
                    new { officer, office, now = time.GetUtcNow().ToMicroseconds() })).Select(held => Roles.InSector(held.Role, held.Sector)),
            ],
            cancellation);

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}

/// <summary>A system with a key.</summary>
/// <param name="Id"><c>systems/{id}</c>.</param>
/// <param name="Office">The office whose officers it may act for, or null for a portal.</param>
internal sealed record CallingSystem(string Id, string? Office);
