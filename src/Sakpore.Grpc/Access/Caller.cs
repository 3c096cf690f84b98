using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Identifiers;

namespace Sakpore.Grpc.Access;

/// <summary>Who calls: a system, and the officer it acts for.</summary>
/// <param name="System">The calling system, <c>systems/{id}</c>; <see cref="Anonymous"/> for a public call.</param>
/// <param name="Audience">What kind of caller this is, for the method table.</param>
/// <param name="Office">The office that the system belongs to; null for a portal and the public.</param>
/// <param name="Officer">The officer, or null for a portal and the public.</param>
/// <param name="Roles">The roles that the officer holds in the office now, delegations among them: <c>role</c> or <c>role/sector</c>.</param>
internal sealed record Caller(string System, Audience Audience, string? Office = null, Officer? Officer = null, IReadOnlySet<string>? Roles = null)
{
    private static readonly HashSet<string> NoRoles = [];

    /// <summary>A caller without credentials.</summary>
    public static readonly Caller Anonymous = new("systems/public", Audience.Public);

    /// <summary>This caller as the permit rules see it.</summary>
    /// <param name="principal">The subject on whose behalf it acts, or null.</param>
    public Party AsParty(string? principal = null) => new(
        Officer is null ? System : ResourceNames.Officers + Officer.Id,
        Office,
        Roles ?? NoRoles,
        principal);

    /// <summary>Whether the officer holds a role, in whatever sector.</summary>
    public bool Holds(string role) => RoleNames.Contains(role);

    /// <summary>The names of the roles held, without their sectors.</summary>
    public IEnumerable<string> RoleNames => (Roles ?? NoRoles).Select(role => role.Split('/')[0]).Distinct();
}

/// <summary>Kinds of callers; a method names those it is for.</summary>
[Flags]
internal enum Audience
{
    /// <summary>Nobody.</summary>
    None = 0,

    /// <summary>Anyone, without credentials.</summary>
    Public = 1,

    /// <summary>A portal that acts for applicants.</summary>
    Portal = 2,

    /// <summary>An office's system that acts for one of its officers.</summary>
    Officer = 4,
}
