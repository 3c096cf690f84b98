using Sakpore.Core.Catalog;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Offices;

namespace Sakpore.Grpc.Access;

/// <summary>
/// Authenticates a caller and holds it against the method table, before anything else looks at the call. The officer for whom
/// a system acts is named by its signed token, or by a system that is trusted with it as <c>sakpore-officer: officers/ID</c>.
/// </summary>
internal sealed class Admission(Credentials credentials, DelegatedRoles delegations, OfficerDirectory officers, PublicLimit limit)
{
    private const string OfficerHeader = "sakpore-officer";

    /// <summary>Who calls, if it may use the method.</summary>
    /// <param name="method">The full method name, <c>/package.Service/Method</c>.</param>
    /// <param name="call">The call.</param>
    /// <exception cref="FaultException">The caller is not known, the method is not for it, or it calls too often.</exception>
    public async Task<Caller> AdmitAsync(string method, HttpContext call)
    {
        var caller = await IdentifyAsync(call);
        call.Items[typeof(Caller)] = caller;
        if (caller == Caller.Anonymous)
        {
            limit.Take(call);
        }

        return MethodAccess.Of(method).Admits(caller)
            ? caller
            : throw Fault.Of(caller == Caller.Anonymous ? FaultReason.Unauthenticated : FaultReason.NotPermitted).Thrown();
    }

    private async Task<Caller> IdentifyAsync(HttpContext call)
    {
        CallingSystem? system;
        try
        {
            system = await credentials.FindAsync(call);
        }
        catch (FaultException unknown) when (unknown.Fault.Reason == "UNAUTHENTICATED")
        {
            // Whoever tries doors is slowed down like anybody else without credentials.
            limit.Take(call);
            throw;
        }

        if (system is null)
        {
            return Caller.Anonymous;
        }

        if (system.Office is null)
        {
            return new Caller(system.Id, Audience.Portal);
        }

        var officer = OfficerOf(system, call.Request.Headers[OfficerHeader].ToString());
        var delegated = await delegations.OfAsync(officer.Id, system.Office, call.RequestAborted);
        var roles = officer.RolesIn(system.Office);
        return new Caller(system.Id, Audience.Officer, system.Office, officer, delegated.Count == 0 ? roles : roles.Union(delegated).ToHashSet());
    }

    private Officer OfficerOf(CallingSystem system, string named)
    {
        if (named.Length > 0 && named != system.Officer && (!system.OnBehalf || system.Officer is not null))
        {
            throw Fault.Of(FaultReason.OfficerNotVouched, named).Thrown();
        }

        var name = system.Officer ?? named;
        return officers.Find(name) is { } officer && officer.Roles.Any(role => role.Office == system.Office)
            ? officer
            : throw Fault.Of(FaultReason.UnknownOfficer, name).Thrown();
    }
}
