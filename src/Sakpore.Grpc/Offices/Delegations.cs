using System.Data.Common;
using Dapper;
using Google.Protobuf.WellKnownTypes;
using Sakpore.Core.Procedures;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;
using Sakpore.Offices.V1;

namespace Sakpore.Grpc.Offices;

/// <summary>Records, ends and lists the roles that an office gives its officers for a time.</summary>
internal sealed class Delegations(Database database, OfficerDirectory officers, DelegatedRoles roles, RandomIdentifiers random, TimeProvider time)
{
    private const int LongestText = 200;
    private const string Columns =
        """
        id AS Id, office AS Office, officer AS Officer, role AS Role, sector AS Sector, valid_from AS ValidFrom, valid_until AS ValidUntil,
        legal_basis AS LegalBasis, created_at AS CreatedAt
        """;

    private static readonly TimeSpan Longest = TimeSpan.FromDays(366);

    /// <summary>Gives a role.</summary>
    public async Task<Delegation> CreateAsync(Caller caller, RequestIdentity identity, Delegation? asked, CancellationToken cancellation)
    {
        asked ??= new Delegation();
        var now = Instants.Cut(time.GetUtcNow());
        var row = Read(caller, asked, now);
        return await OnceAsync(caller, identity, now, MakeAsync, cancellation);

        async Task<string> MakeAsync(DbTransaction transaction)
        {
            await transaction.Connection!.ExecuteAsync(
                """
                INSERT INTO delegations (id, office, officer, role, sector, valid_from, valid_until, legal_basis, created_by, created_at)
                VALUES (@Id, @Office, @Officer, @Role, @Sector, @ValidFrom, @ValidUntil, @LegalBasis, @createdBy, @CreatedAt)
                """,
                new { row.Id, row.Office, row.Officer, row.Role, row.Sector, row.ValidFrom, row.ValidUntil, row.LegalBasis, row.CreatedAt, createdBy = caller.AsParty().Actor },
                transaction);
            return row.Id;
        }
    }

    /// <summary>Ends a delegation now; one that has ended stays as it is.</summary>
    public async Task<Delegation> EndAsync(Caller caller, RequestIdentity identity, string name, CancellationToken cancellation)
    {
        var id = ResourceNames.IdIn(ResourceNames.Delegations, name) ?? "";
        var now = Instants.Cut(time.GetUtcNow());
        return await OnceAsync(caller, identity, now, MakeAsync, cancellation);

        async Task<string> MakeAsync(DbTransaction transaction)
        {
            await transaction.Connection!.ExecuteAsync(
                "UPDATE delegations SET valid_until = @now WHERE id = @id AND office = @Office AND valid_until > @now",
                new { id, caller.Office, now = now.ToMicroseconds() },
                transaction);
            return id;
        }
    }

    /// <summary>One page of the delegations of the caller's office, the newest first.</summary>
    public Task<ListDelegationsResponse> ListAsync(Caller caller, int pageSize, string pageToken, CancellationToken cancellation)
    {
        var query = $"delegations/{caller.Office}";
        var size = Paging.Size(pageSize);
        var before = Paging.Read<RowPlace>(pageToken, query);
        return database.ReadAsync(
            async connection =>
            {
                var rows = (await connection.QueryAsync<DelegationRow>(
                    $"SELECT {Columns} FROM delegations WHERE office = @Office {RowPlace.Before(before)} ORDER BY created_at DESC, id DESC LIMIT @count",
                    new { caller.Office, before?.CreatedAt, before?.Id, count = size + 1 })).AsList();
                var response = new ListDelegationsResponse
                {
                    NextPageToken = rows.Count > size ? Paging.Write(new RowPlace(rows[size - 1].CreatedAt, rows[size - 1].Id), query) : "",
                };
                response.Delegations.AddRange(rows.Take(size).Select(ToMessage));
                return response;
            },
            cancellation);
    }

    private async Task<Delegation> OnceAsync(
        Caller caller, RequestIdentity identity, DateTimeOffset now, Func<DbTransaction, Task<string>> make, CancellationToken cancellation)
    {
        var done = await (identity.OnlyAsks ? database.RehearseAsync(DoAsync, cancellation) : database.WriteAsync(DoAsync, cancellation));
        roles.Forget();
        return done;

        async Task<Delegation> DoAsync(DbTransaction transaction)
        {
            var id = await Receipts.OnceAsync(transaction, identity, now, () => make(transaction));
            return await transaction.Connection!.QuerySingleOrDefaultAsync<DelegationRow>(
                $"SELECT {Columns} FROM delegations WHERE id = @id AND office = @Office", new { id, caller.Office }, transaction) is { } row
                ? ToMessage(row)
                : throw Fault.Of(FaultReason.UnknownDelegation, ResourceNames.Delegations + id).Thrown();
        }
    }

    private DelegationRow Read(Caller caller, Delegation asked, DateTimeOffset now)
    {
        if (officers.Find(asked.Officer) is not { } officer || officer.Roles.All(role => role.Office != caller.Office))
        {
            throw Fault.Of(FaultReason.UnknownOfficer, asked.Officer).Thrown();
        }

        if (!Roles.All.Contains(asked.Role) || asked.Sector.Length > LongestText)
        {
            throw Fault.Invalid("role", "Peran tidak dikenal.", $"The role is one of {string.Join(", ", Roles.All)}.").Thrown();
        }

        if (asked.LegalBasis.Length is 0 or > LongestText)
        {
            throw Fault.Invalid("legal_basis", "Dasar pendelegasian wajib diisi.", "The order it rests on is required, at most 200 characters.").Thrown();
        }

        var (from, until) = Terms.Read(asked.StartTime, asked.EndTime, now, mustEnd: true);
        return until - from <= Longest
            ? new DelegationRow(
                random.Next(), caller.Office!, officer.Id, asked.Role, asked.Sector.Length == 0 ? null : asked.Sector, from.ToMicroseconds(),
                until!.Value.ToMicroseconds(), asked.LegalBasis, now.ToMicroseconds())
            : throw Fault.Invalid("end_time", "Pendelegasian paling lama 366 hari.", "A delegation lasts at most 366 days.").Thrown();
    }

    private static Delegation ToMessage(DelegationRow row) => new()
    {
        Name = ResourceNames.Delegations + row.Id,
        Officer = ResourceNames.Officers + row.Officer,
        Role = row.Role,
        Sector = row.Sector ?? "",
        StartTime = Instants.FromMicroseconds(row.ValidFrom).ToTimestamp(),
        EndTime = Instants.FromMicroseconds(row.ValidUntil).ToTimestamp(),
        LegalBasis = row.LegalBasis,
        Office = ResourceNames.Offices + row.Office,
    };

    private sealed record DelegationRow(
        string Id, string Office, string Officer, string Role, string? Sector, long ValidFrom, long ValidUntil, string LegalBasis, long CreatedAt);
}
