using System.Data.Common;
using System.Text.Json;
using Dapper;
using Sakpore.Core.Mandates;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Offices;

/// <summary>Mandates as rows. A row is ended, never deleted: letters cite it.</summary>
internal static class MandateRows
{
    private const string Columns =
        """
        id AS Id, office AS Office, officer AS Officer, position AS Position, capacity AS Capacity, on_behalf_of AS OnBehalfOf, series AS Series,
        valid_from AS ValidFrom, valid_until AS ValidUntil, legal_basis AS LegalBasis, certificate_sha256 AS Certificate, created_at AS CreatedAt
        """;

    /// <summary>Records a mandate.</summary>
    public static Task InsertAsync(DbTransaction transaction, Mandate mandate, string createdBy, DateTimeOffset at) =>
        transaction.Connection!.ExecuteAsync(
            """
            INSERT INTO mandates (id, office, officer, position, capacity, on_behalf_of, series, valid_from, valid_until, legal_basis,
                                  certificate_sha256, created_by, created_at)
            VALUES (@Id, @Office, @officer, @position, @capacity, @OnBehalfOf, @series, @from, @until, @LegalBasis, @Certificate, @createdBy, @at)
            """,
            new
            {
                mandate.Id,
                mandate.Office,
                officer = mandate.Officer[ResourceNames.Officers.Length..],
                position = JsonSerializer.Serialize(mandate.Position),
                capacity = mandate.Capacity.ToString(),
                mandate.OnBehalfOf,
                series = JsonSerializer.Serialize(mandate.Series),
                from = mandate.From.ToMicroseconds(),
                until = mandate.Until?.ToMicroseconds(),
                mandate.LegalBasis,
                mandate.Certificate,
                createdBy,
                at = at.ToMicroseconds(),
            },
            transaction);

    /// <summary>Ends a mandate that has not ended.</summary>
    public static Task EndAsync(DbTransaction transaction, string id, string office, DateTimeOffset at) => transaction.Connection!.ExecuteAsync(
        "UPDATE mandates SET valid_until = @at WHERE id = @id AND office = @office AND (valid_until IS NULL OR valid_until > @at)",
        new { id, office, at = at.ToMicroseconds() },
        transaction);

    /// <summary>A mandate of an office, or null.</summary>
    public static async Task<Mandate?> FindAsync(DbConnection connection, string id, string office, DbTransaction? transaction = null) =>
        (await connection.QuerySingleOrDefaultAsync<MandateRow>(
            $"SELECT {Columns} FROM mandates WHERE id = @id AND office = @office", new { id, office }, transaction))?.ToMandate();

    /// <summary>Every mandate of an office; null where it never kept one, so that roles decide.</summary>
    public static async Task<IReadOnlyList<Mandate>?> OfOfficeAsync(DbTransaction transaction, string office)
    {
        var rows = await transaction.Connection!.QueryAsync<MandateRow>($"SELECT {Columns} FROM mandates WHERE office = @office", new { office }, transaction);
        var mandates = rows.Select(row => row.ToMandate()).ToList();
        return mandates.Count == 0 ? null : mandates;
    }

    /// <summary>Every mandate that is bound to a certificate (SHA-256, lower-case hex).</summary>
    public static async Task<IReadOnlyList<Mandate>> OfCertificateAsync(DbConnection connection, string sha256) =>
        [.. (await connection.QueryAsync<MandateRow>($"SELECT {Columns} FROM mandates WHERE certificate_sha256 = @sha256", new { sha256 })).Select(row => row.ToMandate())];

    /// <summary>The offices that ever kept a mandate.</summary>
    public static async Task<IReadOnlySet<string>> OfficesAsync(DbConnection connection) =>
        (await connection.QueryAsync<string>("SELECT DISTINCT office FROM mandates")).ToHashSet();

    /// <summary>One page of an office's mandates, the newest first.</summary>
    public static async Task<IReadOnlyList<(Mandate Mandate, RowPlace Place)>> ListAsync(DbConnection connection, string office, RowPlace? before, int count) =>
    [
        .. (await connection.QueryAsync<MandateRow>(
            $"SELECT {Columns} FROM mandates WHERE office = @office {RowPlace.Before(before)} ORDER BY created_at DESC, id DESC LIMIT @count",
            new { office, before?.CreatedAt, before?.Id, count })).Select(row => (row.ToMandate(), new RowPlace(row.CreatedAt, row.Id))),
    ];

    private sealed record MandateRow(
        string Id, string Office, string Officer, string Position, string Capacity, string? OnBehalfOf, string Series, long ValidFrom,
        long? ValidUntil, string LegalBasis, string Certificate, long CreatedAt)
    {
        public Mandate ToMandate() => new(
            Id, ResourceNames.Officers + Officer, Office, JsonSerializer.Deserialize<string[]>(Position)!, Enum.Parse<SigningCapacity>(Capacity),
            OnBehalfOf, JsonSerializer.Deserialize<string[]>(Series)!, Instants.FromMicroseconds(ValidFrom),
            ValidUntil is { } until ? Instants.FromMicroseconds(until) : null, LegalBasis, Certificate);
    }
}

/// <summary>Where a page of an office's rows ends, newest first.</summary>
/// <param name="CreatedAt">When the last row was made, microseconds.</param>
/// <param name="Id">Its id.</param>
internal sealed record RowPlace(long CreatedAt, string Id)
{
    /// <summary>The condition for the rows of the next page.</summary>
    public static string Before(RowPlace? place) =>
        place is null ? "" : "AND (created_at, id) < (@CreatedAt, @Id)";
}
