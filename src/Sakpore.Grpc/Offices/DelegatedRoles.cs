using Dapper;
using Sakpore.Core.Procedures;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Offices;

/// <summary>The roles that officers hold for a time, as every call of theirs asks for them.</summary>
internal sealed class DelegatedRoles(Database database, AccessOptions options, TimeProvider time)
{
    private readonly Remembered<IReadOnlyList<Held>> _recent = new(options.CallersRememberedFor, time);

    /// <summary>The roles that an officer holds in an office by delegation now: <c>role</c> or <c>role/sector</c>.</summary>
    public async ValueTask<IReadOnlyList<string>> OfAsync(string officer, string office, CancellationToken cancellation)
    {
        var held = await _recent.FindAsync($"{office}/{officer}", async () => await ReadAsync(officer, office, cancellation));
        return held is null or [] ? [] : [.. held.Where(IsInForce).Select(role => Roles.InSector(role.Role, role.Sector))];
    }

    /// <summary>What was read before is read again: a delegation was given or ended.</summary>
    public void Forget() => _recent.Forget();

    private bool IsInForce(Held role)
    {
        var now = time.GetUtcNow().ToMicroseconds();
        return role.ValidFrom <= now && now < role.ValidUntil;
    }

    /// <summary>Those to come too: they may begin while they are remembered.</summary>
    private Task<IReadOnlyList<Held>> ReadAsync(string officer, string office, CancellationToken cancellation) =>
        database.ReadOnceAsync<IReadOnlyList<Held>>(
            async connection =>
            [
                .. await connection.QueryAsync<Held>(
                    """
                    SELECT role AS Role, sector AS Sector, valid_from AS ValidFrom, valid_until AS ValidUntil FROM delegations
                    WHERE officer = @officer AND office = @office AND valid_until > @now
                    """,
                    new { officer, office, now = time.GetUtcNow().ToMicroseconds() }),
            ],
            cancellation);

    private sealed record Held(string Role, string? Sector, long ValidFrom, long ValidUntil);
}
