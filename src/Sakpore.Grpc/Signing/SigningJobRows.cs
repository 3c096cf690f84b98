using System.Data.Common;
using Dapper;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Signing;

/// <summary>
/// The rows of signing jobs and their leases. A claim is a short transaction that names the claimer, sets the end of its
/// lease and raises the fencing number; no lock outlives it.
/// </summary>
internal sealed class SigningJobRows(Dialect dialect, RandomIdentifiers random, HubOptions options)
{
    private const string Columns =
        "id AS Id, fingerprint AS Fingerprint, officer AS Officer, state AS State, lease_until AS LeaseUntil, fencing AS Fencing, created_at AS CreatedAt";

    private readonly string _process = random.Next();

    /// <summary>Finds or makes the job of an operation and claims it; a job that is done is answered without a claim.</summary>
    /// <exception cref="FaultException">The operation was another one, or another call works on it.</exception>
    public async Task<SigningJob> ClaimAsync(
        DbTransaction transaction, string caller, string officer, string operation, byte[] fingerprint, IReadOnlyList<string> applications, DateTimeOffset at)
    {
        var connection = transaction.Connection!;
        var row = await connection.QuerySingleOrDefaultAsync<JobRow>(
            $"SELECT {Columns} FROM signing_jobs WHERE caller = @caller AND operation_id = @operation", new { caller, operation }, transaction)
            ?? await InsertAsync(transaction, caller, officer, operation, fingerprint, applications, at);
        if (!row.Fingerprint.AsSpan().SequenceEqual(fingerprint))
        {
            throw Fault.Of(FaultReason.RequestIdReused, operation).Thrown();
        }

        if (row.State != "DONE")
        {
            row = await TakeAsync(transaction, row.Id, at) ?? throw Fault.Of(FaultReason.SigningJobUnderWay, ResourceNames.SigningJobs + row.Id).Thrown();
        }

        return await WithItemsAsync(connection, row, at, transaction);
    }

    /// <summary>An officer's job, or null.</summary>
    public static async Task<SigningJob?> FindAsync(DbConnection connection, string id, string officer, DateTimeOffset at) =>
        await connection.QuerySingleOrDefaultAsync<JobRow>(
            $"SELECT {Columns} FROM signing_jobs WHERE id = @id AND officer = @officer", new { id, officer }) is { } row
            ? await WithItemsAsync(connection, row, at, null)
            : null;

    /// <summary>Holds the lease for as long again, within the transaction that stores what was done under it.</summary>
    /// <exception cref="FaultException">Another process took the job over; nothing may be stored for it.</exception>
    public async Task RenewAsync(DbTransaction transaction, SigningJob job, DateTimeOffset at)
    {
        var renewed = await transaction.Connection!.ExecuteAsync(
            "UPDATE signing_jobs SET lease_until = @until WHERE id = @Id AND fencing = @Fencing AND state = 'RUNNING'",
            new { job.Id, job.Fencing, until = (at + options.SigningLease).ToMicroseconds() },
            transaction);
        if (renewed == 0)
        {
            throw Fault.Of(FaultReason.SigningJobUnderWay, ResourceNames.SigningJobs + job.Id).Thrown();
        }
    }

    /// <summary>Lets go of a job: it is done, or waits for its officer's next call. Without effect where another process has it.</summary>
    public static Task<int> ReleaseAsync(DbTransaction transaction, SigningJob job, bool done) => transaction.Connection!.ExecuteAsync(
        "UPDATE signing_jobs SET state = @state, claimed_by = NULL, lease_until = 0 WHERE id = @Id AND fencing = @Fencing",
        new { job.Id, job.Fencing, state = done ? "DONE" : "AWAITING_KEY" },
        transaction);

    /// <summary>Marks the jobs of processes that are gone: their keys' secrets went with them.</summary>
    public static Task<int> SweepAsync(DbTransaction transaction, DateTimeOffset at) => transaction.Connection!.ExecuteAsync(
        "UPDATE signing_jobs SET state = 'AWAITING_KEY', claimed_by = NULL WHERE state = 'RUNNING' AND lease_until < @at",
        new { at = at.ToMicroseconds() },
        transaction);

    /// <summary>Changes a letter's row when the batch is sent.</summary>
    public static void Update(WriteBatch batch, SigningJob job, SigningJobItem item) => batch.Add(
        """
        UPDATE signing_job_items SET intent_id = @intent, state = @state, reason = @reason, letter_code = @code
        WHERE job_id = @job AND position = @position
        """,
        ("job", job.Id),
        ("position", item.Position),
        ("intent", item.Intent),
        ("state", item.State),
        ("reason", item.Reason),
        ("code", item.LetterCode));

    private async Task<JobRow?> TakeAsync(DbTransaction transaction, string id, DateTimeOffset at)
    {
        // Two calls at once: the second finds the row locked and does not wait for it.
        var free = await transaction.Connection!.QuerySingleOrDefaultAsync<string>(
            $"SELECT id FROM signing_jobs WHERE id = @id AND (state = 'AWAITING_KEY' OR lease_until < @at) {dialect.ForUpdateSkipLocked}",
            new { id, at = at.ToMicroseconds() },
            transaction);
        return free is null ? null : await transaction.Connection!.QuerySingleAsync<JobRow>(
            $"""
            UPDATE signing_jobs SET state = 'RUNNING', claimed_by = @_process, lease_until = @until, fencing = fencing + 1
            WHERE id = @id RETURNING {Columns}
            """,
            new { id, _process, until = (at + options.SigningLease).ToMicroseconds() },
            transaction);
    }

    private async Task<JobRow> InsertAsync(
        DbTransaction transaction, string caller, string officer, string operation, byte[] fingerprint, IReadOnlyList<string> applications, DateTimeOffset at)
    {
        var row = new JobRow(random.Next(), fingerprint, officer, "AWAITING_KEY", 0, 0, at.ToMicroseconds());
        var batch = new WriteBatch().Add(
            """
            INSERT INTO signing_jobs (id, caller, operation_id, fingerprint, officer, state, lease_until, fencing, created_at)
            VALUES (@id, @caller, @operation, @fingerprint, @officer, 'AWAITING_KEY', 0, 0, @at)
            """,
            ("id", row.Id),
            ("caller", caller),
            ("operation", operation),
            ("fingerprint", fingerprint),
            ("officer", officer),
            ("at", row.CreatedAt));
        for (var position = 0; position < applications.Count; position++)
        {
            batch.Add(
                "INSERT INTO signing_job_items (job_id, position, application_id, state) VALUES (@job, @position, @application, 'WAITING')",
                ("job", row.Id),
                ("position", (long)position),
                ("application", applications[position]));
        }

        await batch.ExecuteAsync(transaction);
        return row;
    }

    private static async Task<SigningJob> WithItemsAsync(DbConnection connection, JobRow row, DateTimeOffset at, DbTransaction? transaction)
    {
        var items = await connection.QueryAsync<SigningJobItem>(
            """
            SELECT position AS Position, application_id AS Application, intent_id AS Intent, state AS State, reason AS Reason, letter_code AS LetterCode
            FROM signing_job_items WHERE job_id = @Id ORDER BY position
            """,
            new { row.Id },
            transaction);
        var state = row.State == "RUNNING" && row.LeaseUntil < at.ToMicroseconds() ? "AWAITING_KEY" : row.State;
        return new SigningJob(row.Id, state, row.Fencing, row.CreatedAt, [.. items]);
    }

    private sealed record JobRow(string Id, byte[] Fingerprint, string Officer, string State, long LeaseUntil, long Fencing, long CreatedAt);
}

/// <summary>A signing job as it was read or claimed.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">RUNNING, AWAITING_KEY or DONE; one whose lease is over awaits its key.</param>
/// <param name="Fencing">The number of the claim.</param>
/// <param name="CreatedAt">When it was made, microseconds.</param>
/// <param name="Items">Its letters, in the order of the request.</param>
internal sealed record SigningJob(string Id, string State, long Fencing, long CreatedAt, IReadOnlyList<SigningJobItem> Items);

/// <summary>A letter of a job.</summary>
/// <param name="Position">Its place in the job, from 0.</param>
/// <param name="Application">The registration id.</param>
/// <param name="Intent">The last intent stored for it, or null.</param>
/// <param name="State">WAITING, PREPARED, SIGNED, REFUSED or UNKNOWN.</param>
/// <param name="Reason">Why it was refused, UPPER_SNAKE; null otherwise.</param>
/// <param name="LetterCode">The letter's code; null before it is signed.</param>
internal sealed record SigningJobItem(long Position, string Application, string? Intent, string State, string? Reason, string? LetterCode)
{
    /// <summary>Whether nothing more is done for it in this job.</summary>
    public bool IsEnded => State is "SIGNED" or "REFUSED" or "UNKNOWN";
}
