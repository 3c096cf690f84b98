using System.Data.Common;
using Google.Protobuf.WellKnownTypes;
using Sakpore.Core.Mandates;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Signing;
using Sakpore.Grpc.Storage;
using Sakpore.Offices.V1;
using Capacity = Sakpore.Offices.V1.Mandate.Types.Capacity;
using Mandate = Sakpore.Core.Mandates.Mandate;
using MandateMessage = Sakpore.Offices.V1.Mandate;

namespace Sakpore.Grpc.Offices;

/// <summary>Records, ends and lists the mandates of the caller's office.</summary>
internal sealed class Mandates(Database database, OfficerDirectory officers, OfficerKeys keys, RandomIdentifiers random, TimeProvider time)
{
    private const int MostLines = 4;
    private const int LongestLine = 100;
    private const int LongestBasis = 200;

    /// <summary>Records a mandate, bound to the certificate that the officer has now.</summary>
    public async Task<MandateMessage> CreateAsync(Caller caller, RequestIdentity identity, MandateMessage? asked, CancellationToken cancellation)
    {
        asked ??= new MandateMessage();
        var now = Instants.Cut(time.GetUtcNow());
        var (from, until) = Terms.Read(asked.StartTime, asked.EndTime, now, Capacities.Read(asked.Capacity) is SigningCapacity.Plt or SigningCapacity.Plh);
        var mandate = Read(caller, asked, from, until);
        return await OnceAsync(caller, identity, now, MakeAsync, cancellation);

        async Task<string> MakeAsync(DbTransaction transaction)
        {
            await MandateRows.InsertAsync(transaction, mandate, caller.AsParty().Actor, now);
            return mandate.Id;
        }
    }

    /// <summary>Ends a mandate now; one that has ended stays as it is.</summary>
    public async Task<MandateMessage> EndAsync(Caller caller, RequestIdentity identity, string name, CancellationToken cancellation)
    {
        var id = ResourceNames.IdIn(ResourceNames.Mandates, name) ?? "";
        var now = Instants.Cut(time.GetUtcNow());
        return await OnceAsync(caller, identity, now, MakeAsync, cancellation);

        async Task<string> MakeAsync(DbTransaction transaction)
        {
            await MandateRows.EndAsync(transaction, id, caller.Office!, now);
            return id;
        }
    }

    /// <summary>One page of the mandates of the caller's office.</summary>
    public Task<ListMandatesResponse> ListAsync(Caller caller, int pageSize, string pageToken, CancellationToken cancellation)
    {
        var query = $"mandates/{caller.Office}";
        var size = Paging.Size(pageSize);
        var before = Paging.Read<RowPlace>(pageToken, query);
        return database.ReadAsync(
            async connection =>
            {
                var rows = await MandateRows.ListAsync(connection, caller.Office!, before, size + 1);
                var response = new ListMandatesResponse { NextPageToken = rows.Count > size ? Paging.Write(rows[size - 1].Place, query) : "" };
                response.Mandates.AddRange(rows.Take(size).Select(row => ToMessage(row.Mandate)));
                return response;
            },
            cancellation);
    }

    private Task<MandateMessage> OnceAsync(
        Caller caller, RequestIdentity identity, DateTimeOffset now, Func<DbTransaction, Task<string>> make, CancellationToken cancellation)
    {
        return identity.OnlyAsks ? database.RehearseAsync(DoAsync, cancellation) : database.WriteAsync(DoAsync, cancellation);

        async Task<MandateMessage> DoAsync(DbTransaction transaction)
        {
            var id = await Receipts.OnceAsync(transaction, identity, now, () => make(transaction));
            return await MandateRows.FindAsync(transaction.Connection!, id, caller.Office!, transaction) is { } mandate
                ? ToMessage(mandate)
                : throw Fault.Of(FaultReason.UnknownMandate, ResourceNames.Mandates + id).Thrown();
        }
    }

    private Mandate Read(Caller caller, MandateMessage asked, DateTimeOffset from, DateTimeOffset? until)
    {
        if (officers.Find(asked.Officer) is not { } officer || officer.Roles.All(role => role.Office != caller.Office))
        {
            throw Fault.Of(FaultReason.UnknownOfficer, asked.Officer).Thrown();
        }

        if (asked.PositionLines.Count is 0 or > MostLines || asked.PositionLines.Any(line => line.Length is 0 or > LongestLine))
        {
            throw Fault.Invalid("position_lines", "Jabatan terdiri atas 1 sampai 4 baris.", "A position has 1 to 4 lines of at most 100 characters.").Thrown();
        }

        if (asked.LegalBasis.Length is 0 or > LongestBasis)
        {
            throw Fault.Invalid("legal_basis", "Dasar mandat wajib diisi.", "The legal basis is required, at most 200 characters.").Thrown();
        }

        var capacity = Capacities.Read(asked.Capacity);
        if (asked.OnBehalfOf.Length > LongestLine || asked.OnBehalfOf.Length > 0 != (capacity == SigningCapacity.AtasNama))
        {
            throw Fault.Invalid("on_behalf_of", "Atas nama siapa diisi hanya untuk a.n.", "On whose behalf is said for a.n. and only there.").Thrown();
        }

        return new Mandate(
            random.Next(), asked.Officer, caller.Office!, [.. asked.PositionLines], capacity, asked.OnBehalfOf.Length == 0 ? null : asked.OnBehalfOf,
            [.. asked.Series], from, until, asked.LegalBasis,
            keys.CertificateOf(officer) ?? throw Fault.Of(FaultReason.NoSigningKey, asked.Officer).Thrown());
    }

    private static MandateMessage ToMessage(Mandate mandate) => new()
    {
        Name = ResourceNames.Mandates + mandate.Id,
        Officer = mandate.Officer,
        PositionLines = { mandate.Position },
        Capacity = Capacities.ToMessage(mandate.Capacity),
        OnBehalfOf = mandate.OnBehalfOf ?? "",
        Series = { mandate.Series },
        StartTime = mandate.From.ToTimestamp(),
        EndTime = mandate.Until?.ToTimestamp(),
        LegalBasis = mandate.LegalBasis,
        Office = ResourceNames.Offices + mandate.Office,
        CertificateSha256 = mandate.Certificate,
    };
}

/// <summary>Capacities in the contract's words.</summary>
internal static class Capacities
{
    /// <summary>A capacity of the contract.</summary>
    /// <exception cref="FaultException">None is said.</exception>
    public static SigningCapacity Read(Capacity capacity) => capacity switch
    {
        Capacity.Definitif => SigningCapacity.Definitif,
        Capacity.Plt => SigningCapacity.Plt,
        Capacity.Plh => SigningCapacity.Plh,
        Capacity.AtasNama => SigningCapacity.AtasNama,
        _ => throw Fault.Invalid("capacity", "Kapasitas penanda tangan wajib diisi.", "The capacity is required.").Thrown(),
    };

    /// <summary>A capacity in the contract's words.</summary>
    public static Capacity ToMessage(SigningCapacity capacity) => capacity switch
    {
        SigningCapacity.Definitif => Capacity.Definitif,
        SigningCapacity.Plt => Capacity.Plt,
        SigningCapacity.Plh => Capacity.Plh,
        SigningCapacity.AtasNama => Capacity.AtasNama,
        _ => Capacity.Unspecified,
    };
}
