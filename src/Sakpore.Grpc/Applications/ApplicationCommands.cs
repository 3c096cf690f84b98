using System.Data.Common;
using Sakpore.Core.Applications;
using Sakpore.Core.Deadlines;
using Sakpore.Grpc.Catalog;
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

    /// <summary>Does what a call asks for, once; or, where it only asks, takes the same path and stores nothing.</summary>
    /// <param name="call">The call.</param>
    /// <param name="prepare">
    /// Makes the command within the transaction: attaches documents, stores personal values, takes numbers.
    /// </param>
    /// <param name="cancellation">Cancels the call; after the commit it has no effect.</param>
    /// <returns>The state that the call reached, also when it is repeated.</returns>
    public Task<ApplicationState> RunAsync(
        ApplicationCall call, Func<CommandScope, Task<ApplicationCommand>> prepare, CancellationToken cancellation)
    {
        return call.ValidateOnly ? database.RehearseAsync(DoAsync, cancellation) : database.WriteAsync(DoAsync, cancellation);

        async Task<ApplicationState> DoAsync(DbTransaction transaction)
        {
            if (await ReachedAsync(transaction, call.Request) is { } reached)
            {
                return reached;
            }

            var scope = await LoadAsync(transaction, call);
            var command = await prepare(scope);
            var state = await RecordAsync(scope, command, call.Note);
            await Receipts.AddAsync(transaction, call.Request, new Receipt(state.Id, state.Sequence), scope.At);
            return state;
        }
    }

    /// <summary>Decides one command and records what follows from it, within a transaction of the caller's.</summary>
    public async Task<ApplicationState> RecordAsync(CommandScope scope, ApplicationCommand command, string note = "")
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

        await StoreAsync(scope, state!, entries);
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
    public async Task<CommandScope> LoadAsync(DbTransaction transaction, ApplicationCall call)
    {
        var at = Instants.Cut(time.GetUtcNow());
        if (call.Application is null)
        {
            return new CommandScope(transaction, null, call.Caller, call.Caller.AsParty(), at, null);
        }

        var history = await ApplicationHistory.ReadAsync(transaction.Connection!, call.Application, transaction: transaction);
        if (history.Count == 0)
        {
            throw Fault.Of(FaultReason.UnknownApplication, ResourceNames.Applications + call.Application).Thrown();
        }

        var state = ApplicationEvolution.Replay(history);
        if (call.Etag.Length > 0 && call.Etag != Etag.Of(state))
        {
            throw Fault.Of(FaultReason.EtagMismatch, ResourceNames.Applications + call.Application).Thrown();
        }

        return new CommandScope(transaction, state, call.Caller, call.Caller.AsParty(), at, catalog.Pinned(state.Pins));
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
    private static async Task StoreAsync(CommandScope scope, ApplicationState state, IReadOnlyList<HistoryEntry> entries)
    {
        var transaction = scope.Transaction;
        if (scope.State is null)
        {
            await ApplicationRows.InsertAsync(transaction, state, scope.Caller.System);
        }

        await ApplicationHistory.AppendAsync(transaction, state.Id, entries);
        await ApplicationRows.UpdateAsync(transaction, state, DeadlineView.Of(state, scope.Parts.Calendar, scope.At));
        await Outbox.AddAsync(transaction, state, entries);
        foreach (var voided in entries.Select(entry => entry.Event).OfType<NumberVoided>())
        {
            await NumberRegister.VoidAsync(transaction, state.Id, voided.Reason);
        }
    }
}
