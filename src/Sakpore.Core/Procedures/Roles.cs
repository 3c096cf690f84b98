namespace Sakpore.Core.Procedures;

/// <summary>The roles that the rules know. A procedure may name no other.</summary>
public static class Roles
{
    /// <summary>Checks completeness; acts on an applicant's behalf at the counter.</summary>
    public const string FrontOffice = "front_office";

    /// <summary>Verifies, drafts, matches what the agencies returned. Split by sector.</summary>
    public const string BackOffice = "back_office";

    /// <summary>Sub koordinator (also: kasi).</summary>
    public const string SubKoordinator = "sub_koordinator";

    /// <summary>Koordinator.</summary>
    public const string Koordinator = "koordinator";

    /// <summary>The head of an office; signs.</summary>
    public const string Kepala = "kepala";

    /// <summary>Answers for a technical agency.</summary>
    public const string Rekomendasi = "rekomendasi";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [FrontOffice, BackOffice, SubKoordinator, Koordinator, Kepala, Rekomendasi];

    /// <summary>
    /// How a role is written in a set of roles: the role alone for all sectors, <c>role/sector</c> for one,
    /// for example <c>back_office/penelitian</c>.
    /// </summary>
    public static string InSector(string role, string? sector) => sector is null ? role : $"{role}/{sector}";

    /// <summary>Whether a set of roles covers a role in a sector (null: not split by sector).</summary>
    public static bool Cover(IReadOnlySet<string> held, string role, string? sector)
    {
        ArgumentNullException.ThrowIfNull(held);
        return held.Contains(role) || (sector is not null && held.Contains(InSector(role, sector)));
    }
}
