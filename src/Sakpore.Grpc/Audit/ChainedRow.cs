using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Audit;

/// <summary>A row of a chain, as stored.</summary>
internal abstract record ChainedRow
{
    /// <summary>The chain: a registration id, or a hub process.</summary>
    public abstract string Chain { get; }

    /// <summary>Its place, from 1.</summary>
    public abstract long Place { get; }

    /// <summary>The hash that is stored with it; null: none is.</summary>
    public abstract byte[]? Stored { get; }

    /// <summary>The hash that its bytes have after another row, at a place.</summary>
    public abstract byte[] HashAfter(ReadOnlySpan<byte> before, long place);
}

/// <summary>An entry of an application's history.</summary>
internal sealed record EventRow(
    string Application, long Sequence, string Type, long SchemaVersion, long At, string Actor, string? Office, string? Principal, string? Note,
    byte[] Payload, byte[]? Hash) : ChainedRow
{
    /// <summary>The columns, in this order.</summary>
    public const string Columns =
        """
        application_id AS Application, sequence AS Sequence, type AS Type, schema_version AS SchemaVersion, at AS At, actor AS Actor, office AS Office,
        principal AS Principal, note AS Note, payload AS Payload, chain AS Hash
        """;

    /// <inheritdoc/>
    public override string Chain => Application;

    /// <inheritdoc/>
    public override long Place => Sequence;

    /// <inheritdoc/>
    public override byte[]? Stored => Hash;

    /// <inheritdoc/>
    public override byte[] HashAfter(ReadOnlySpan<byte> before, long place) => HashChain.After(before)
        .Add(Application).Add(place).Add(Type).Add(SchemaVersion).Add(At).Add(Actor).Add(Office).Add(Principal).Add(Note).Add(Payload).End();
}

/// <summary>A line of the log of refusals and of administrators' acts.</summary>
internal sealed record RefusalRow(
    string Process, long Sequence, long FirstAt, long LastAt, string Method, string Reason, string Caller, string? Officer, string? Resource, long Calls,
    byte[]? Hash) : ChainedRow
{
    /// <summary>The columns, in this order.</summary>
    public const string Columns =
        """
        process AS Process, sequence AS Sequence, first_at AS FirstAt, last_at AS LastAt, method AS Method, reason AS Reason, caller AS Caller,
        officer AS Officer, resource AS Resource, calls AS Calls, chain AS Hash
        """;

    /// <inheritdoc/>
    public override string Chain => Process;

    /// <inheritdoc/>
    public override long Place => Sequence;

    /// <inheritdoc/>
    public override byte[]? Stored => Hash;

    /// <inheritdoc/>
    public override byte[] HashAfter(ReadOnlySpan<byte> before, long place) => HashChain.After(before)
        .Add(Process).Add(place).Add(FirstAt).Add(LastAt).Add(Method).Add(Reason).Add(Caller).Add(Officer).Add(Resource).Add(Calls).End();

    /// <summary>Adds the row, with its hash.</summary>
    public void AddTo(WriteBatch batch, byte[] hash) => batch.Add(
        """
        INSERT INTO refusals (process, sequence, first_at, last_at, method, reason, caller, officer, resource, calls, chain)
        VALUES (@process, @sequence, @first, @last, @method, @reason, @caller, @officer, @resource, @calls, @chain)
        """,
        ("process", Process), ("sequence", Sequence), ("first", FirstAt), ("last", LastAt), ("method", Method), ("reason", Reason),
        ("caller", Caller), ("officer", Officer), ("resource", Resource), ("calls", Calls), ("chain", hash));

    /// <summary>Adds where a chain ends.</summary>
    public static void AddEndTo(WriteBatch batch, string process, long sequence, byte[] head, DateTimeOffset at) => batch.Add(
        """
        INSERT INTO refusal_chains (process, sequence, head, updated_at) VALUES (@process, @sequence, @head, @at)
        ON CONFLICT (process) DO UPDATE SET sequence = excluded.sequence, head = excluded.head, updated_at = excluded.updated_at
        """,
        ("process", process), ("sequence", sequence), ("head", head), ("at", at.ToMicroseconds()));
}
