using System.Data.Common;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Core.Numbering;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>
/// The one path of a command: receipt, load, decide, append with everything it causes, receipt - in one transaction. A
/// refusal leaves the transaction by an exception, so nothing of it is stored.
/// </summary>
internal sealed class ApplicationCommands(
    Database database, CatalogParts catalog, SubjectVault vault, RandomIdentifiers random, TimeProvider time)
{
    private const int LongestNote = 2000;

    // Ids after the first one to try; where all are taken, the next one conflicts, and the command is tried anew.
    private const int RegistrationsAhead = 200;

    /// <summary>Does what a call asks for, once; or, where it only asks, takes the same path and stores nothing.</summary>
    /// <param name="call">The call.</param>
    /// <param name="prepare">
    /// Makes the command within the transaction: attaches documents, stores personal values, takes numbers.
    /// </param>
    /// <param name="cancellation">Cancels the call; after the commit it has no effect.</param>
    /// <returns>The state that the call reached, also when it is repeated.</returns>
    public async Task<ApplicationState> RunAsync(
        ApplicationCall call, Func<CommandScope, Task<ApplicationCommand>> prepare, CancellationToken cancellation)
    {
        try
        {
            return await (call.ValidateOnly ? database.RehearseCommandAsync(DoAsync, cancellation) : database.CommandAsync(DoAsync, cancellation));
        }
        catch (WriteConflictException) when (call.Application is not null)
        {
            throw Fault.Of(FaultReason.WriteConflict, ResourceNames.Applications + call.Application)
                .WithEtag(await EtagAsync(call.Application, cancellation)).Thrown();
        }

        // Two round trips where the command needs no more than the history: load; append, effects and commit.
        async Task<(ApplicationState, WriteBatch)> DoAsync(DbTransaction transaction)
        {
            var (reached, scope) = await BeginAsync(transaction, call);
            if (reached is not null)
            {
                return (reached, new WriteBatch());
            }

            var state = await RecordAsync(scope!, await prepare(scope!), scope!.Last, call.Note);
            Receipts.Add(scope.Last, call.Request, new Receipt(state.Id, state.Sequence), scope.At);
            return (state, scope.Last);
        }
    }

    /// <summary>Decides one command and records what follows from it, within a transaction of the caller's.</summary>
    public async Task<ApplicationState> RecordAsync(CommandScope scope, ApplicationCommand command, string note = "")
    {
        var batch = new WriteBatch();
        var state = await RecordAsync(scope, command, batch, note);
        await batch.ExecuteAsync(scope.Transaction);
        return state;
    }

    /// <summary>Decides one command; what follows from it is recorded when the caller sends the batch.</summary>
    public async Task<ApplicationState> RecordAsync(CommandScope scope, ApplicationCommand command, WriteBatch batch, string note = "")
    {
        var events = Decide(scope, command);
        var noteId = await KeepNoteAsync(scope, note);
        var state = scope.State;
        var entries = new List<HistoryEntry>(events.Count);
        foreach (var happened in events)
        {
            var entry = new HistoryEntry(
                (state?.Sequence ?? 0) + 1, scope.At, scope.By.Actor, scope.By.Office, scope.By.Principal, noteId, happened);
            state = ApplicationEvolution.Evolve(state, entry);
            entries.Add(entry);
        }

        scope.History = [.. scope.History, .. entries];
        Store(batch, scope, state!, entries);
        scope.State = state;
        return state!;
    }

    /// <summary>What a request reached before, or null: it is new.</summary>
    public static async Task<ApplicationState?> ReachedAsync(DbTransaction transaction, RequestIdentity request) =>
        await Receipts.FindAsync(transaction, request) is { } receipt
            ? ApplicationEvolution.Replay(
                await ApplicationHistory.ReadAsync(transaction.Connection!, receipt.Resource, receipt.Sequence, transaction))
            : null;

    /// <summary>What follows from a command, without recording it.</summary>
    /// <exception cref="FaultException">The rules refuse it.</exception>
    public static IReadOnlyList<ApplicationEvent> Decide(CommandScope scope, ApplicationCommand command)
    {
        var parts = scope.Parts;
        var context = new DecisionContext(parts.PermitType, parts.Procedure, parts.Calendar, scope.At, scope.By) { Mandates = scope.Mandates };
        return ApplicationDecider.Decide(scope.State, command, context) switch
        {
            Decision.Accepted accepted => accepted.Events,
            Decision.Refused refused => throw Fault.Of(refused.Refusal).Thrown(),
            var other => throw new InvalidOperationException($"A decision is accepted or refused, not {other}."),
        };
    }

    /// <summary>What a command starts from.</summary>
    /// <exception cref="FaultException">There is no such application, or it moved on.</exception>
    public async Task<CommandScope> LoadAsync(DbTransaction transaction, ApplicationCall call) => Scope(
        transaction, call,
        call.Application is null ? History.None : await ApplicationHistory.ReadAsync(transaction.Connection!, call.Application, transaction: transaction));

    /// <summary>What a request reached before or, for a new one, what its command starts from: one round trip.</summary>
    private async Task<(ApplicationState? Reached, CommandScope? Scope)> BeginAsync(DbTransaction transaction, ApplicationCall call)
    {
        if (call.Application is null)
        {
            return await BeginSubmissionAsync(transaction, call);
        }

        var (receipt, history) = await LoadAsync();
        if (receipt is null)
        {
            return (null, Scope(transaction, call, history));
        }

        var reached = receipt.Resource == call.Application
            ? history.TakeWhile(entry => entry.Sequence <= receipt.Sequence)
            : await ApplicationHistory.ReadAsync(transaction.Connection!, receipt.Resource, receipt.Sequence, transaction);
        return (ApplicationEvolution.Replay(reached), null);

        async Task<(Receipt?, History)> LoadAsync()
        {
            await using var results = await transaction.Connection!.QueryMultipleAsync(
                $"{Receipts.Select}; {ApplicationHistory.Select};",
                new { call.Request.Caller, call.Request.RequestId, application = call.Application, upTo = long.MaxValue },
                transaction);
            return (await Receipts.ReadAsync(results, call.Request), await ApplicationHistory.ReadAsync(results));
        }
    }

    /// <summary>The same for a submission, which starts from a free registration id and the documents it names.</summary>
    private async Task<(ApplicationState? Reached, CommandScope? Scope)> BeginSubmissionAsync(DbTransaction transaction, ApplicationCall call)
    {
        var at = Instants.Cut(time.GetUtcNow());
        var id = RegistrationId.At(at);
        var parameters = new DynamicParameters(new { call.Request.Caller, call.Request.RequestId, id = id.ToString() });
        var documents = DocumentStore.SelectToAttach(call.Documents, parameters, database.Dialect);
        await using var results = await transaction.Connection!.QueryMultipleAsync(
            $"{Receipts.Select}; SELECT id FROM applications WHERE id >= @id ORDER BY id LIMIT {RegistrationsAhead}; {documents};", parameters, transaction);
        var receipt = await Receipts.ReadAsync(results, call.Request);
        var taken = (await results.ReadAsync<string>()).ToHashSet();
        var found = await DocumentStore.ReadToAttachAsync(results);
        if (receipt is not null)
        {
            var reached = await ApplicationHistory.ReadAsync(transaction.Connection!, receipt.Resource, receipt.Sequence, transaction);
            return (ApplicationEvolution.Replay(reached), null);
        }

        while (taken.Contains(id.ToString()))
        {
            id = id.Next();
        }

        return (null, new CommandScope(transaction, null, call.Caller, call.Caller.AsParty(), at, null, []) { Head = History.None.Head, Submission = new SubmissionStart(id.ToString(), found) });
    }

    private Task<string> EtagAsync(string application, CancellationToken cancellation) => database.ReadOnceAsync(
        connection => connection.QuerySingleAsync<string>(
            "SELECT CAST(MAX(sequence) AS TEXT) FROM events WHERE application_id = @application", new { application })!,
        cancellation);

    private CommandScope Scope(DbTransaction transaction, ApplicationCall call, History history)
    {
        var at = Instants.Cut(time.GetUtcNow());
        if (history.Count == 0)
        {
            throw Fault.Of(FaultReason.UnknownApplication, ResourceNames.Applications + call.Application).Thrown();
        }

        var scope = Scope(transaction, call.Caller, history, at);
        if (!Standing.HasPart(call.Caller, scope.State!, history, scope.Parts))
        {
            throw Fault.Of(FaultReason.UnknownApplication, ResourceNames.Applications + call.Application).Thrown();
        }

        var etag = Etag.Of(scope.State!);
        return call.Etag.Length == 0 || call.Etag == etag
            ? scope
            : throw Fault.Of(FaultReason.EtagMismatch, ResourceNames.Applications + call.Application).WithEtag(etag).Thrown();
    }

    /// <summary>What a command on an application starts from, whose history is at hand.</summary>
    public CommandScope Scope(DbTransaction transaction, Caller caller, History history, DateTimeOffset at)
    {
        var state = ApplicationEvolution.Replay(history);

        // A clock that was stepped back must not put what follows before what it follows, nor two visits of a stage at one instant.
        var last = history[^1].At;
        return new CommandScope(transaction, state, caller, caller.AsParty(), at < last ? last.AddMicroseconds(1) : at, catalog.Pinned(state.Pins), history)
        {
            Head = history.Head,
        };
    }

    private async Task<string?> KeepNoteAsync(CommandScope scope, string note)
    {
        if (note.Length == 0)
        {
            return null;
        }

        if (note.Length > LongestNote || scope.State is null)
        {
            throw Fault.Invalid("note", $"Catatan paling panjang {LongestNote} karakter.", $"A note has at most {LongestNote} characters.").Thrown();
        }

        var id = random.Next();
        await vault.StoreAsync(scope.Transaction, scope.State.Subject, PersonalNames.Note(scope.State.Id, id), 1, note);
        return id;
    }

    /// <summary>Everything that new entries cause, in the transaction that appends them.</summary>
    private void Store(WriteBatch batch, CommandScope scope, ApplicationState state, IReadOnlyList<HistoryEntry> entries)
    {
        scope.Head = ApplicationHistory.Append(batch, state.Id, entries, scope.Head);
        if (state.Pins != scope.State?.Pins)
        {
            scope.Parts = catalog.Pinned(state.Pins);
        }

        if (scope.State is null)
        {
            ApplicationRows.Insert(batch, state, scope.Caller.System, scope.Parts, scope.History, scope.At);
        }
        else
        {
            ApplicationRows.Update(batch, scope.State, state, scope.Parts, scope.History, scope.At);
        }

        foreach (var voided in entries.Select(entry => entry.Event).OfType<NumberVoided>())
        {
            NumberRegister.Void(batch, state.Id, voided.Reason);
        }

        foreach (var entry in entries)
        {
            LetterStatus.Follow(batch, state.Id, entry);
        }
    }
}
