namespace Sakpore.Core.Catalog;

/// <summary>An office that takes part in procedures.</summary>
/// <param name="Slug">Its slug, for example <c>dpmptsp</c>.</param>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where its letters are issued, as printed before their date: the city's name.</param>
/// <param name="Address">Its address as printed; null where none is known.</param>
public sealed record Office(string Slug, LocalizedText Name, string Place, string? Address = null);

/// <summary>A person who works in an office, as the catalog presents them.</summary>
/// <param name="Id">The officer's id.</param>
/// <param name="Name">The name as printed, with titles.</param>
/// <param name="Position">The position, a line each, as printed over a signature.</param>
/// <param name="Rank">Rank and grade (pangkat, golongan), or null.</param>
/// <param name="Nip">The civil servant's number (NIP), 18 digits, or null.</param>
/// <param name="Roles">The roles held.</param>
public sealed record Officer(
    string Id, string Name, IReadOnlyList<string> Position, string? Rank, string? Nip, IReadOnlyList<OfficerRole> Roles)
{
    /// <summary>The roles in an office, in the form <see cref="Procedures.Roles.InSector"/> writes: what a party holds.</summary>
    public IReadOnlySet<string> RolesIn(string office) =>
        Roles.Where(role => role.Office == office).Select(role => Procedures.Roles.InSector(role.Role, role.Sector)).ToHashSet();
}

/// <summary>A role that an officer holds in an office.</summary>
/// <param name="Office">The office's slug.</param>
/// <param name="Role">The role.</param>
/// <param name="Sector">The sector it is limited to; null: all.</param>
public sealed record OfficerRole(string Office, string Role, string? Sector = null);
