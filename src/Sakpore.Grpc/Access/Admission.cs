using Sakpore.Core.Catalog;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Offices;

namespace Sakpore.Grpc.Access;

/// <summary>
/// Authenticates a caller and holds it against the method table. The key travels as <c>authorization: Bearer KEY</c>; the
/// officer for whom the system acts as <c>sakpore-officer: officers/ID</c>.
/// </summary>
internal sealed class Admission(ApiKeys keys, OfficerDirectory officers)
{
    private const string BearerPrefix = "Bearer ";
    private const int LongestKey = 200;

    /// <summary>Who calls, if it may use the method.</summary>
    /// <param name="method">The full method name, <c>/package.Service/Method</c>.</param>
    /// <param name="header">The value of a header, or null.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <exception cref="FaultException">The caller is not known, or the method is not for it.</exception>
    public async Task<Caller> AdmitAsync(string method, Func<string, string?> header, CancellationToken cancellation)
    {
        var caller = await IdentifyAsync(header, cancellation);
        return (MethodAccess.Of(method) & caller.Audience) != 0
            ? caller
            : throw Fault.Of(caller == Caller.Anonymous ? FaultReason.Unauthenticated : FaultReason.NotPermitted).Thrown();
    }

    private async Task<Caller> IdentifyAsync(Func<string, string?> header, CancellationToken cancellation)
    {
        var authorization = header("authorization");
        if (authorization is null)
        {
            return Caller.Anonymous;
        }

        if (!authorization.StartsWith(BearerPrefix, StringComparison.Ordinal) || authorization.Length > LongestKey
            || await keys.FindAsync(authorization[BearerPrefix.Length..], cancellation) is not { } system)
        {
            throw Fault.Of(FaultReason.Unauthenticated).Thrown();
        }

        if (system.Office is null)
        {
            return new Caller(system.Id, Audience.Portal);
        }

        var officer = Officer(header("sakpore-officer"), system.Office);
        var delegated = await keys.DelegatedAsync(officer.Id, system.Office, cancellation);
        var roles = officer.RolesIn(system.Office);
        return new Caller(system.Id, Audience.Officer, system.Office, officer, delegated.Count == 0 ? roles : roles.Union(delegated).ToHashSet());
    }

    private Officer Officer(string? named, string office) =>
        named is not null && officers.Find(named) is { } officer && officer.Roles.Any(role => role.Office == office)
            ? officer
            : throw Fault.Of(FaultReason.UnknownOfficer, named).Thrown();
}
