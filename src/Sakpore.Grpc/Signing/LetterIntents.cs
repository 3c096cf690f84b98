using System.Data.Common;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Signing;

/// <summary>
/// What is meant to be signed, stored before a key is used: number, date, seal, and size and SHA-256 of the composed letter.
/// </summary>
internal sealed class LetterIntents(
    ApplicationCommands commands, LetterPreparation preparation, ApplicationViews views, RandomIdentifiers random, SerialGuard guard,
    HubOptions options, TimeProvider time)
{
    /// <summary>
    /// The intents whose outcome nobody here knows, with <c>@now</c>: no answer came, or the process that handed them over
    /// stored none within its lease (ADR 5).
    /// </summary>
    public const string OfUnknownOutcome = "(state = 'UNKNOWN' OR (state = 'PENDING' AND handed_over_at IS NOT NULL AND lease_until < @now))";

    /// <summary>
    /// Decides and composes a block of letters. Everything is decided and read first; then the serials are taken in one
    /// step for each series, so that others wait for as short as can be; the statements are sent by the caller with its commit.
    /// </summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="calls">One call an application.</param>
    /// <param name="signatory">Who will sign.</param>
    /// <param name="reason">Why letters are signed that an agency advised against; null: none is given.</param>
    /// <param name="batch">Where the statements go.</param>
    /// <param name="own">Open intents that the caller may abandon whatever their lease, because it holds the lease of their job.</param>
    /// <returns>For each call, in order: the intent, or why there is none.</returns>
    public async Task<IReadOnlyList<RequestedSigning>> RequestAsync(
        DbTransaction transaction, IReadOnlyList<ApplicationCall> calls, Signatory signatory, string? reason, WriteBatch batch, IReadOnlySet<string>? own = null)
    {
        var asked = new List<Asked>(calls.Count);
        foreach (var call in calls)
        {
            asked.Add(await AskAsync(transaction, call, reason, batch, own));
        }

        await NumberAsync(transaction, asked);
        var requested = new List<RequestedSigning>(calls.Count);
        foreach (var one in asked)
        {
            requested.Add(one.Fault is null ? await StoreAsync(one, signatory, reason, batch) : new(null, one.Fault));
        }

        return requested;
    }

    /// <summary>Asks the rules whether the call's officer may sign now, before a key is opened for anyone.</summary>
    /// <exception cref="FaultException">The rules refuse it.</exception>
    public async Task CheckAsync(DbTransaction transaction, ApplicationCall call, string? reason)
    {
        var scope = await (await commands.LoadAsync(transaction, call)).WithMandatesAsync();
        if (scope.State!.OpenIntent is null)
        {
            Decide(scope, reason);
        }
    }

    /// <summary>
    /// Stores, before a key is asked that is not this program's own, that it will be: a crash after this leaves an outcome
    /// that nobody here knows. The lease begins anew.
    /// </summary>
    /// <exception cref="FaultException">Another call took the letter over meanwhile.</exception>
    public async Task<bool> HandOverAsync(DbTransaction transaction, ApplicationCall call, SigningIntent intent)
    {
        var at = Instants.Cut(time.GetUtcNow());
        var handed = await transaction.Connection!.ExecuteAsync(
            "UPDATE signing_intents SET handed_over_at = @at, lease_until = @lease WHERE id = @Id AND state = 'PENDING'",
            new { intent.Id, at = at.ToMicroseconds(), lease = (at + options.SigningLease).ToMicroseconds() },
            transaction);
        return handed == 1 ? true : throw Fault.Of(FaultReason.WriteConflict, ResourceNames.Applications + call.Application).Thrown();
    }

    /// <summary>Ends an intent.</summary>
    public static Task<int> EndAsync(DbTransaction transaction, string intent, string state) =>
        transaction.Connection!.ExecuteAsync("UPDATE signing_intents SET state = @state WHERE id = @intent", new { intent, state }, transaction);

    private async Task<Asked> AskAsync(DbTransaction transaction, ApplicationCall call, string? reason, WriteBatch batch, IReadOnlySet<string>? own)
    {
        try
        {
            var scope = await (await commands.LoadAsync(transaction, call)).WithMandatesAsync();
            await AbandonAsync(scope, batch, own);
            Decide(scope, reason);
            var form = await views.FormAsync(transaction.Connection!, scope.State!.Id, transaction) ?? throw Fault.Of(FaultReason.SubjectErased).Thrown();
            return new Asked(scope, form, null);
        }
        catch (FaultException no)
        {
            return new Asked(null, null, no.Fault);
        }
    }

    /// <summary>
    /// Ends what a process that is gone left open. A signature that this program made died with it, so nobody has it; one that
    /// is still to be stored finds its intent ended. Of what was handed to another's key nobody here knows whether it was signed.
    /// </summary>
    private async Task AbandonAsync(CommandScope scope, WriteBatch batch, IReadOnlySet<string>? own)
    {
        if (scope.State!.OpenIntent is not { } open)
        {
            return;
        }

        var (state, lease, handedOver) = await scope.Transaction.Connection!.QuerySingleAsync<(string State, long Lease, long? HandedOver)>(
            "SELECT state, lease_until, handed_over_at FROM signing_intents WHERE id = @Intent", new { open.Intent }, scope.Transaction);
        var isLeft = lease < scope.At.ToMicroseconds() || own?.Contains(open.Intent) == true;
        if (state == "UNKNOWN" || (isLeft && handedOver is not null))
        {
            batch.Add("UPDATE signing_intents SET state = 'UNKNOWN' WHERE id = @intent", ("intent", open.Intent));
            throw Fault.Of(FaultReason.SigningOutcomeUnknown, ResourceNames.Applications + scope.State.Id).Thrown();
        }

        if (isLeft)
        {
            await EndAsync(scope.Transaction, open.Intent, "FAILED");
            await commands.RecordAsync(scope, new RecordSigningFailure(open.Intent, "ABANDONED"));
        }
    }

    private static void Decide(CommandScope scope, string? reason)
    {
        var date = OfficeClock.DateOf(scope.At);
        var number = scope.State!.Letter is null && (!scope.State.IsEnded || AwaitsRejection(scope)) ? new LetterNumbered("", Rule(scope, date).Series, 0, 0, "", date) : null;
        ApplicationCommands.Decide(scope, new RequestSigning("", number, Reason: reason));
    }

    /// <summary>Takes the serials of all that have none. Series in one order everywhere: two blocks never wait for each other.</summary>
    private async Task NumberAsync(DbTransaction transaction, IEnumerable<Asked> asked)
    {
        var unnumbered = asked.Where(one => one.Scope is { State.Letter: null }).ToList();
        if (unnumbered.Count > 0)
        {
            await guard.DemandAsync(transaction);
        }

        foreach (var block in unnumbered.GroupBy(one => (Rule(one.Scope!, one.Date).Series, one.Date.Year)).OrderBy(block => block.Key.Series, StringComparer.Ordinal).ToList())
        {
            var (series, year) = block.Key;
            var serial = await NumberRegister.TakeAsync(transaction, series, year, block.Count());
            foreach (var one in block)
            {
                var number = Rule(one.Scope!, one.Date).Template.Format(serial, one.Date);
                one.Number = new LetterNumbered(number, series, year, serial++, random.NextLetterCode(), one.Date);
            }
        }
    }

    /// <summary>
    /// Stores one of a block. A letter that cannot be composed or sealed is refused alone; the number that was taken for it is
    /// void, with the reason, so that the series stays without gaps.
    /// </summary>
    private async Task<RequestedSigning> StoreAsync(Asked asked, Signatory signatory, string? reason, WriteBatch batch)
    {
        var (application, own) = (asked.Scope!.State!.Id, new WriteBatch());
        try
        {
            var intent = await IntendAsync(asked, signatory, reason, own);
            batch.Add(own);
            return new(intent, null);
        }
        catch (FaultException no)
        {
            if (asked.Number is { } number)
            {
                NumberRegister.AddVoid(batch, number.Series, number.Year, number.Serial, number.Number, application, no.Fault.Reason);
            }

            return new(null, no.Fault);
        }
    }

    private async Task<SigningIntent> IntendAsync(Asked asked, Signatory signatory, string? reason, WriteBatch batch)
    {
        var (id, scope) = (random.Next(), asked.Scope!);
        if (asked.Number is { } number)
        {
            NumberRegister.AddPending(batch, number.Series, number.Year, number.Serial, number.Number, scope.State!.Id);
        }

        var state = await commands.RecordAsync(scope, new RequestSigning(id, asked.Number, Reason: reason), batch);
        var letter = await preparation.ComposeAsync(scope, asked.Form!, signatory, isRetry: asked.Number is null, batch);
        batch.Add(
            """
            INSERT INTO signing_intents (id, application_id, officer, number, letter_date, content_sha256, content_size, seal_intent, state, lease_until, created_at)
            VALUES (@id, @application, @officer, @number, @date, @sha256, @size, @seal, 'PENDING', @lease, @at)
            """,
            ("id", id),
            ("application", state.Id),
            ("officer", signatory.Officer.Id),
            ("number", state.Letter!.Number),
            ("date", state.Letter.Date.ToText()),
            ("sha256", letter.Sha256),
            ("size", (long)letter.Pdf.Length),
            ("seal", letter.SealIntent),
            ("lease", (scope.At + options.SigningLease).ToMicroseconds()),
            ("at", scope.At.ToMicroseconds()));
        return new SigningIntent(id, letter.Pdf, scope.At);
    }

    private static bool AwaitsRejection(CommandScope scope) =>
        scope.State!.Status == ApplicationStatus.Rejected && scope.Parts.PermitType.Rejection is not null;

    private static NumberRule Rule(CommandScope scope, DateOnly date) =>
        (AwaitsRejection(scope) ? scope.Parts.PermitType.Rejection!.NumberOn(date) : scope.Parts.PermitType.NumberOn(date))
        ?? throw new InvalidOperationException($"{scope.Parts.PermitType.Pin} has no number template on {date:yyyy-MM-dd}.");

    private sealed record Asked(CommandScope? Scope, IReadOnlyDictionary<string, FormValue>? Form, Fault? Fault)
    {
        public LetterNumbered? Number { get; set; }

        public DateOnly Date => OfficeClock.DateOf(Scope!.At);
    }
}

/// <summary>What is to be signed, as stored.</summary>
/// <param name="Id">The intent's id.</param>
/// <param name="Pdf">The composed letter.</param>
/// <param name="At">When it was meant.</param>
internal sealed record SigningIntent(string Id, ReadOnlyMemory<byte> Pdf, DateTimeOffset At);

/// <summary>What came of asking for a signature.</summary>
/// <param name="Intent">The intent; null where there is a fault.</param>
/// <param name="Fault">Why there is none; null where there is.</param>
internal sealed record RequestedSigning(SigningIntent? Intent, Fault? Fault)
{
    /// <summary>The intent.</summary>
    /// <exception cref="FaultException">There is none.</exception>
    public SigningIntent OrThrow() => Intent ?? throw Fault!.Thrown();
}
