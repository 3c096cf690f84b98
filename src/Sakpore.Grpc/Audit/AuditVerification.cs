using System.Security.Cryptography;
using Dapper;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Audit;

/// <summary>Holds a database against its own hashes and against the checkpoints that are kept outside it.</summary>
internal static class AuditVerification
{
    /// <summary>Verifies everything, in one snapshot.</summary>
    /// <param name="database">The database.</param>
    /// <param name="lines">The lines of the checkpoints, in order; none: the chains are held against themselves alone.</param>
    /// <param name="key">The key that checkpoints are signed with; its public half is enough.</param>
    /// <param name="cancellation">Cancels the verification.</param>
    public static Task<AuditReport> RunAsync(Database database, IEnumerable<string> lines, ECDsa key, CancellationToken cancellation)
    {
        var told = CheckpointsTold.Of(lines, key);
        return database.ReadAsync(
            async connection =>
            {
                var findings = new List<AuditFinding>(told.Findings);
                using var root = new HeadsRoot();
                var events = await ChainsAsync(
                    connection.QueryUnbufferedAsync<EventRow>($"SELECT {EventRow.Columns} FROM events ORDER BY application_id, sequence"), told.Heads, findings, root);
                var refusals = await ChainsAsync(
                    connection.QueryUnbufferedAsync<RefusalRow>($"SELECT {RefusalRow.Columns} FROM refusals ORDER BY process, sequence"), told.Refusals, findings, null);
                if (told.Last is { } last && findings.Count == 0 && root.End() != last.Root)
                {
                    findings.Add(new AuditFinding(AuditFault.RootDiffers, "", last.Number));
                }

                findings.AddRange((await Letters.SerialsBehind.OfAsync(connection, told.Last?.Serials ?? []))
                    .Select(behind => new AuditFinding(AuditFault.SerialsBehind, $"{behind.Series}/{behind.Year}", behind.Given)));
                return new AuditReport(findings, told.Count, events, refusals);
            },
            cancellation);
    }

    /// <summary>Checks the chains of a table, one after the other.</summary>
    /// <returns>How many rows.</returns>
    private static async Task<long> ChainsAsync<T>(
        IAsyncEnumerable<T> rows, IReadOnlyDictionary<string, ChainHead> heads, List<AuditFinding> findings, HeadsRoot? root)
        where T : ChainedRow
    {
        var (seen, chain, count) = (new HashSet<string>(), new List<ChainedRow>(), 0L);
        await foreach (var row in rows)
        {
            if (chain.Count > 0 && chain[0].Chain != row.Chain)
            {
                Check();
            }

            chain.Add(row);
            count++;
        }

        if (chain.Count > 0)
        {
            Check();
        }

        findings.AddRange(heads.Values.Where(head => !seen.Contains(head.Chain)).OrderBy(head => head.Chain, StringComparer.Ordinal).SelectMany(head => ChainCheck.Of([], head)));
        return count;

        void Check()
        {
            var expected = heads.GetValueOrDefault(chain[0].Chain);
            findings.AddRange(ChainCheck.Of(chain, expected));
            if (expected is not null && chain.FirstOrDefault(row => row.Place == expected.Sequence)?.Stored is { } stored)
            {
                root?.Add(expected.Chain, expected.Sequence, stored);
            }

            seen.Add(chain[0].Chain);
            chain.Clear();
        }
    }
}

/// <summary>What the checkpoints say, one after the other.</summary>
internal sealed record CheckpointsTold(
    IReadOnlyList<AuditFinding> Findings, Checkpoint? Last, int Count, IReadOnlyDictionary<string, ChainHead> Heads, IReadOnlyDictionary<string, ChainHead> Refusals)
{
    /// <summary>Reads the lines.</summary>
    public static CheckpointsTold Of(IEnumerable<string> lines, ECDsa key)
    {
        var (findings, heads, refusals) = (new List<AuditFinding>(), new Dictionary<string, ChainHead>(), new Dictionary<string, ChainHead>());
        var (number, previous, last) = (0, "", (Checkpoint?)null);
        foreach (var line in lines)
        {
            number++;
            if (Checkpoint.Read(line, key) is not { } checkpoint)
            {
                findings.Add(new AuditFinding(AuditFault.CheckpointUnsound, "", number));
            }
            else
            {
                if (checkpoint.Previous != previous)
                {
                    findings.Add(new AuditFinding(AuditFault.CheckpointMissing, "", number));
                }

                Follow(heads, checkpoint.Heads);
                Follow(refusals, checkpoint.Refusals);
                last = checkpoint;
            }

            previous = Checkpoint.HashOf(line);
        }

        return new CheckpointsTold(findings, last, number, heads, refusals);
    }

    private static void Follow(Dictionary<string, ChainHead> known, IEnumerable<ChainHead> told)
    {
        foreach (var head in told)
        {
            known[head.Chain] = head;
        }
    }
}

/// <summary>What a verification found.</summary>
/// <param name="Findings">What is wrong; none: all is as it was.</param>
/// <param name="Checkpoints">How many checkpoints were held against.</param>
/// <param name="Events">How many entries of histories were checked.</param>
/// <param name="Refusals">How many lines of the logs of refusals.</param>
internal sealed record AuditReport(IReadOnlyList<AuditFinding> Findings, int Checkpoints, long Events, long Refusals);
