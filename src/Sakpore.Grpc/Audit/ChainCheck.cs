namespace Sakpore.Grpc.Audit;

/// <summary>Holds the rows of one chain against their hashes and against where it ended at the last checkpoint.</summary>
internal static class ChainCheck
{
    // A chain that is longer is told as changed: looking for its order takes the square of its length.
    private const int LongestToOrder = 500;

    /// <summary>What is wrong with a chain.</summary>
    /// <param name="rows">Its rows by place; none: it is gone.</param>
    /// <param name="expected">Where it ended at the last checkpoint; null: it is newer.</param>
    public static IEnumerable<AuditFinding> Of(IReadOnlyList<ChainedRow> rows, ChainHead? expected)
    {
        if (rows.Count == 0)
        {
            return expected is null ? [] : [new AuditFinding(AuditFault.ChainVanished, expected.Chain, expected.Sequence)];
        }

        var findings = IsReordered(rows) is { } moved ? [new AuditFinding(AuditFault.RowsReordered, rows[0].Chain, moved)] : Rows(rows);
        return expected is null || findings.Count > 0 && expected.Sequence <= rows[^1].Place ? findings : [.. findings, .. End(rows, expected)];
    }

    private static List<AuditFinding> Rows(IReadOnlyList<ChainedRow> rows)
    {
        var findings = new List<AuditFinding>();
        var (before, place) = (HashChain.Start, 1L);
        foreach (var row in rows)
        {
            if (row.Place != place)
            {
                findings.AddRange(Enumerable.Range(0, (int)Math.Min(row.Place - place, 100)).Select(gap => new AuditFinding(AuditFault.RowMissing, row.Chain, place + gap)));
            }
            else if (row.Stored is null || !row.HashAfter(before, place).AsSpan().SequenceEqual(row.Stored))
            {
                findings.Add(new AuditFinding(AuditFault.RowChanged, row.Chain, place));
            }

            // What follows is held against what is stored here, so that one change is told once.
            (before, place) = (row.Stored ?? HashChain.Start, row.Place + 1);
        }

        return findings;
    }

    private static IEnumerable<AuditFinding> End(IReadOnlyList<ChainedRow> rows, ChainHead expected)
    {
        if (rows[^1].Place < expected.Sequence)
        {
            yield return new AuditFinding(AuditFault.TailCut, expected.Chain, rows[^1].Place + 1);
        }
        else if (Convert.ToHexStringLower(rows.Single(row => row.Place == expected.Sequence).Stored ?? []) != expected.Hash)
        {
            yield return new AuditFinding(AuditFault.ChainRewritten, expected.Chain, expected.Sequence);
        }
    }

    /// <summary>The first place whose row belongs to another one, where all rows are there and in another order; else null.</summary>
    private static long? IsReordered(IReadOnlyList<ChainedRow> rows)
    {
        if (rows.Count > LongestToOrder)
        {
            return null;
        }

        var left = rows.ToList();
        var (before, moved) = (HashChain.Start, (long?)null);
        for (var place = 1; place <= rows.Count; place++)
        {
            var at = left.FindIndex(row => row.Stored is not null && row.HashAfter(before, place).AsSpan().SequenceEqual(row.Stored));
            if (at < 0)
            {
                return null;
            }

            moved ??= left[at].Place == place ? null : place;
            before = left[at].Stored!;
            left.RemoveAt(at);
        }

        return moved;
    }
}

/// <summary>What is wrong with a chain, or with the checkpoints.</summary>
internal enum AuditFault
{
    /// <summary>A row is not what its hash says.</summary>
    RowChanged,

    /// <summary>A row is not there.</summary>
    RowMissing,

    /// <summary>Rows stand in each other's places.</summary>
    RowsReordered,

    /// <summary>The chain ends before where it ended at the last checkpoint.</summary>
    TailCut,

    /// <summary>The chain is gone.</summary>
    ChainVanished,

    /// <summary>The chain is sound in itself and not the one of the last checkpoint: its hashes were made anew.</summary>
    ChainRewritten,

    /// <summary>A line of the checkpoints is none, or is not signed with the key.</summary>
    CheckpointUnsound,

    /// <summary>A checkpoint does not follow the one before it: one was taken out or changed.</summary>
    CheckpointMissing,

    /// <summary>All chains together are not what the last checkpoint says.</summary>
    RootDiffers,

    /// <summary>The register of numbers ends before a serial that was given.</summary>
    SerialsBehind,

    /// <summary>The timestamp token of a checkpoint is over another line, is not by a trusted authority, or is broken.</summary>
    TokenUnsound,

    /// <summary>The timestamp token of a checkpoint is of another time than the checkpoint: it was written later than it says.</summary>
    TokenOfAnotherTime,
}

/// <summary>A finding.</summary>
/// <param name="Fault">What is wrong.</param>
/// <param name="Subject">The chain: a registration id or a hub process; or the checkpoint's line.</param>
/// <param name="Place">The place in it, from 1.</param>
internal sealed record AuditFinding(AuditFault Fault, string Subject, long Place)
{
    /// <summary>The finding as a sentence.</summary>
    public string Sentence => Fault switch
    {
        AuditFault.RowChanged => $"{Subject}: row {Place} was changed.",
        AuditFault.RowMissing => $"{Subject}: row {Place} is missing.",
        AuditFault.RowsReordered => $"{Subject}: rows were reordered, from row {Place} on.",
        AuditFault.TailCut => $"{Subject}: the tail was cut off, from row {Place} on.",
        AuditFault.ChainVanished => $"{Subject}: the whole chain of {Place} rows is gone.",
        AuditFault.ChainRewritten => $"{Subject}: the chain was written anew; row {Place} is not the one of the checkpoint.",
        AuditFault.CheckpointUnsound => $"Checkpoint line {Place} is no checkpoint signed with this key.",
        AuditFault.CheckpointMissing => $"Checkpoint line {Place} does not follow the one before it.",
        AuditFault.SerialsBehind => $"{Subject}: letters were numbered up to {Place}, and the register ends before.",
        AuditFault.TokenUnsound => $"The timestamp token of checkpoint {Place} does not hold: {Subject}.",
        AuditFault.TokenOfAnotherTime => $"The timestamp token of checkpoint {Place} is of {Subject}, which is not when the checkpoint says.",
        _ => $"All chains together are not what checkpoint {Place} says.",
    };
}
