namespace Sakpore.Grpc.Identifiers;

/// <summary>The collections of the contract's resource names (AIP-122).</summary>
internal static class ResourceNames
{
    /// <summary>Applications.</summary>
    public const string Applications = "applications/";

    /// <summary>Permit types.</summary>
    public const string PermitTypes = "permitTypes/";

    /// <summary>Documents.</summary>
    public const string Documents = "documents/";

    /// <summary>Documents that an agency's officers signed.</summary>
    public const string SignedDocuments = "signedDocuments/";

    /// <summary>Signing jobs.</summary>
    public const string SigningJobs = "signingJobs/";

    /// <summary>Letters.</summary>
    public const string Letters = "letters/";

    /// <summary>Offices.</summary>
    public const string Offices = "offices/";

    /// <summary>Mandates to sign.</summary>
    public const string Mandates = "mandates/";

    /// <summary>Roles given for a time.</summary>
    public const string Delegations = "delegations/";

    /// <summary>Calendars.</summary>
    public const string Calendars = "calendars/";

    /// <summary>Versions of catalog parts.</summary>
    public const string CatalogParts = "catalogParts/";

    /// <summary>Questions of applicants.</summary>
    public const string Questions = "questions/";

    /// <summary>Officers.</summary>
    public const string Officers = "officers/";

    /// <summary>The last part of a name in a collection, or null where the name is not in it.</summary>
    public static string? IdIn(string collection, string name) =>
        name.StartsWith(collection, StringComparison.Ordinal) && name.Length > collection.Length ? name[collection.Length..] : null;
}
