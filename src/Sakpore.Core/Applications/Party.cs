namespace Sakpore.Core.Applications;

/// <summary>Who acted, and for whom. No name and no number of a person: identifiers only.</summary>
/// <param name="Actor">Who acted: <c>officers/{id}</c>, or <c>systems/{id}</c> where a portal acts for an applicant.</param>
/// <param name="Office">The actor's office (slug) at that time; null for an applicant's portal.</param>
/// <param name="Roles">The roles the actor held in that office at that time. Not stored in the history.</param>
/// <param name="Principal">The subject on whose behalf the actor acted; null when an officer acts for the office.</param>
public sealed record Party(string Actor, string? Office, IReadOnlySet<string> Roles, string? Principal = null);
