namespace Sakpore.Core.Mandates;

/// <summary>
/// The right of an officer to sign for an office. When a head is away an acting officer signs by mandate; no password is
/// shared.
/// </summary>
/// <param name="Id">The mandate's id.</param>
/// <param name="Officer">The officer's id, <c>officers/{id}</c> as in <see cref="Applications.Party.Actor"/>.</param>
/// <param name="Office">The office's slug.</param>
/// <param name="Position">The position signed for, a line each, for example <c>KEPALA DINAS ...</c>.</param>
/// <param name="Capacity">In what capacity.</param>
/// <param name="OnBehalfOf">For a.n.: on whose behalf, for example <c>WALI KOTA PEKALONGAN</c>; otherwise null.</param>
/// <param name="Series">The letter series it covers; empty: every series of the office.</param>
/// <param name="From">The first instant it is valid.</param>
/// <param name="Until">The instant from which it is no longer valid; null: until revoked by a new version.</param>
/// <param name="LegalBasis">The decree or warrant (surat perintah), as it is cited.</param>
/// <param name="Certificate">SHA-256 of the certificate bound to the officer, lower-case hex; null: none is bound yet and nothing can be signed.</param>
public sealed record Mandate(
    string Id, string Officer, string Office, IReadOnlyList<string> Position, SigningCapacity Capacity, string? OnBehalfOf,
    IReadOnlyList<string> Series, DateTimeOffset From, DateTimeOffset? Until, string LegalBasis, string? Certificate)
{
    /// <summary>Whether it is valid at an instant: from <see cref="From"/> on, before <see cref="Until"/>.</summary>
    public bool IsValidAt(DateTimeOffset instant) => instant >= From && (Until is not { } until || instant < until);

    /// <summary>Whether it covers a series.</summary>
    public bool Covers(string series) => Series.Count == 0 || Series.Contains(series);

    /// <summary>
    /// What is printed over the signature: <c>Plt.</c> or <c>Plh.</c> before the position, or <c>a.n.</c> and on whose
    /// behalf in a line above it.
    /// </summary>
    public IReadOnlyList<string> SignatureBlock() => Capacity switch
    {
        SigningCapacity.Definitif => Position,
        SigningCapacity.Plt => ["Plt. " + Position[0], .. Position.Skip(1)],
        SigningCapacity.Plh => ["Plh. " + Position[0], .. Position.Skip(1)],
        _ => ["a.n. " + OnBehalfOf, .. Position],
    };
}

/// <summary>In what capacity an officer signs.</summary>
public enum SigningCapacity
{
    /// <summary>Holds the position.</summary>
    Definitif,

    /// <summary>Pelaksana tugas: acts while the position is vacant.</summary>
    Plt,

    /// <summary>Pelaksana harian: acts while the holder is away.</summary>
    Plh,

    /// <summary>Atas nama: signs on behalf of another.</summary>
    AtasNama,
}
