using System.Runtime.CompilerServices;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Signing;

/// <summary>
/// Signs many letters under one act of an officer's. All that is meant is stored in one transaction, with a block of
/// numbers; then the letters are signed and stored one by one under the job's lease. A process that dies leaves what it
/// did and what was meant; the officer's next call goes on.
/// </summary>
internal sealed class SigningJobs(
    Database database, SigningJobRows rows, LetterSigning signing, LetterIntents intents, LetterIssue issue, OfficerKeys keys, TimeProvider time)
{
    /// <summary>Signs what is not signed yet.</summary>
    /// <param name="caller">The officer's system.</param>
    /// <param name="operation">The act; its fingerprint is that of the applications.</param>
    /// <param name="applications">Registration ids, each once.</param>
    /// <param name="passphrase">The passphrase of the officer's key.</param>
    /// <param name="reason">Why letters are signed that an agency advised against; null: none is given.</param>
    /// <param name="cancellation">Ends the job after the letter at hand; it can be gone on with.</param>
    /// <returns>The job with the letter that was done last, for each that is done, those of earlier calls first.</returns>
    public async IAsyncEnumerable<(SigningJob Job, SigningJobItem? Item)> SignAsync(
        Caller caller, RequestIdentity operation, IReadOnlyList<string> applications, Passphrase passphrase, string? reason,
        [EnumeratorCancellation] CancellationToken cancellation)
    {
        var officer = caller.Officer ?? throw new InvalidOperationException("The method table admits officers only.");
        using var key = await keys.OpenAsync(officer, passphrase, cancellation);
        var job = await database.WriteAsync(
            transaction => rows.ClaimAsync(transaction, operation.Caller, officer.Id, operation.RequestId, operation.Fingerprint, applications, Now()),
            cancellation);
        yield return (job, null);
        foreach (var done in job.Items.Where(item => item.IsEnded))
        {
            yield return (job, done);
        }

        if (job.State == "DONE")
        {
            yield break;
        }

        var left = job.Items.Count(item => !item.IsEnded);
        try
        {
            foreach (var (item, intent) in await PrepareAsync(caller, operation, job, key, reason, cancellation))
            {
                cancellation.ThrowIfCancellationRequested();
                var done = intent is null ? item : await SignAsync(Call(caller, operation, item), job, item, intent, key);
                left--;
                yield return (job, done);
            }
        }
        finally
        {
            await database.WriteAsync(transaction => SigningJobRows.ReleaseAsync(transaction, job, left == 0), CancellationToken.None);
        }
    }

    /// <summary>Asks what would come of signing: all is decided and composed as if meant, and nothing is stored.</summary>
    /// <returns>Each letter: waiting, or refused with its reason.</returns>
    public async Task<IReadOnlyList<SigningJobItem>> RehearseAsync(
        Caller caller, RequestIdentity operation, IReadOnlyList<string> applications, Passphrase passphrase, string? reason, CancellationToken cancellation)
    {
        using var key = await keys.OpenAsync(
            caller.Officer ?? throw new InvalidOperationException("The method table admits officers only."), passphrase, cancellation);
        var signatory = key.Signatory;
        IReadOnlyList<SigningJobItem> items = [.. applications.Select((application, position) => new SigningJobItem(position, application, null, "WAITING", null, null))];
        return await database.RehearseCommandAsync<IReadOnlyList<SigningJobItem>>(
            async transaction =>
            {
                var batch = new WriteBatch();
                var requested = await intents.RequestAsync(transaction, [.. items.Select(item => Call(caller, operation, item))], signatory, reason, batch);
                return ([.. items.Zip(requested, (item, one) => one.Fault is { } fault ? item with { State = "REFUSED", Reason = fault.Reason } : item)], batch);
            },
            cancellation);
    }

    /// <summary>Stores what is meant for every letter that is not done, and takes their numbers, in one transaction.</summary>
    private Task<IReadOnlyList<(SigningJobItem Item, SigningIntent? Intent)>> PrepareAsync(
        Caller caller, RequestIdentity operation, SigningJob job, OfficerKey key, string? reason, CancellationToken cancellation) =>
        database.CommandAsync<IReadOnlyList<(SigningJobItem, SigningIntent?)>>(
            async transaction =>
            {
                await rows.RenewAsync(transaction, job, Now());
                var open = job.Items.Where(item => !item.IsEnded).ToList();
                var own = open.Select(item => item.Intent).OfType<string>().ToHashSet();
                var batch = new WriteBatch();
                var requested = await intents.RequestAsync(transaction, [.. open.Select(item => Call(caller, operation, item))], key.Signatory, reason, batch, own);
                var prepared = new List<(SigningJobItem, SigningIntent?)>(open.Count);
                foreach (var (item, (intent, fault)) in open.Zip(requested))
                {
                    var next = intent is null
                        ? item with { State = fault!.Reason == "SIGNING_OUTCOME_UNKNOWN" ? "UNKNOWN" : "REFUSED", Reason = fault.Reason }
                        : item with { State = "PREPARED", Intent = intent.Id };
                    SigningJobRows.Update(batch, job, next);
                    prepared.Add((next, intent));
                }

                return (prepared, batch);
            },
            cancellation);

    private async Task<SigningJobItem> SignAsync(ApplicationCall call, SigningJob job, SigningJobItem item, SigningIntent intent, OfficerKey key)
    {
        SignedLetter signed;
        try
        {
            signed = await signing.UseKeyAsync(call, intent, key);
        }
        catch (FaultException no)
        {
            var unknown = no.Fault.Reason == "SIGNING_OUTCOME_UNKNOWN";
            return await StoreAsync(job, item with { State = unknown ? "UNKNOWN" : "REFUSED", Reason = no.Fault.Subject is { } subject && !unknown ? subject : no.Fault.Reason });
        }

        try
        {
            return await database.CommandAsync(
                async transaction =>
                {
                    await rows.RenewAsync(transaction, job, Now());
                    var (state, batch) = await issue.CompleteAsync(transaction, call, intent.Id, signed.Pdf, key.Signatory);
                    var done = item with { State = "SIGNED", LetterCode = state.Letter!.Code };
                    SigningJobRows.Update(batch, job, done);
                    return (done, batch);
                },
                CancellationToken.None);
        }
        catch (FaultException no) when (no.Fault.Reason != "SIGNING_JOB_UNDER_WAY")
        {
            // Another call took this letter over after its lease, or the application ended: the signature goes to nobody.
            return await StoreAsync(job, item with { State = "REFUSED", Reason = no.Fault.Reason });
        }
    }

    private Task<SigningJobItem> StoreAsync(SigningJob job, SigningJobItem item) => database.CommandAsync(
        async transaction =>
        {
            await rows.RenewAsync(transaction, job, Now());
            var batch = new WriteBatch();
            SigningJobRows.Update(batch, job, item);
            return (item, batch);
        },
        CancellationToken.None);

    private static ApplicationCall Call(Caller caller, RequestIdentity operation, SigningJobItem item) =>
        new(caller, operation, item.Application, "", "");

    private DateTimeOffset Now() => Instants.Cut(time.GetUtcNow());
}
