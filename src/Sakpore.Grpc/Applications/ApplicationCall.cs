using System.Data.Common;
using System.Globalization;
using Sakpore.Core.Applications;
using Sakpore.Core.Mandates;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>A call that acts on an application.</summary>
/// <param name="Caller">Who calls.</param>
/// <param name="Request">The request, told from all others.</param>
/// <param name="Application">The registration id; null for a submission.</param>
/// <param name="Etag">What the caller last saw, or empty.</param>
/// <param name="Note">A free text for the file, or empty.</param>
/// <param name="ValidateOnly">Whether the caller only asks what would come of it (AIP-163).</param>
internal sealed record ApplicationCall(
    Caller Caller, RequestIdentity Request, string? Application, string Etag, string Note, bool ValidateOnly = false)
{
    /// <summary>The documents that a submission names: they are loaded with what the command starts from, and kept from others.</summary>
    public IReadOnlyList<string> Documents { get; init; } = [];
}

/// <summary>What a submission starts from.</summary>
/// <param name="Id">A registration id that is free.</param>
/// <param name="Documents">Those of the documents named that there are, by id.</param>
internal sealed record SubmissionStart(string Id, IReadOnlyDictionary<string, StoredDocument> Documents);

/// <summary>What a command is decided and recorded in.</summary>
internal sealed class CommandScope(
    DbTransaction transaction, ApplicationState? state, Caller caller, Party by, DateTimeOffset at, PinnedParts? parts, IReadOnlyList<HistoryEntry> history)
{
    private PinnedParts? _parts = parts;

    /// <summary>The transaction.</summary>
    public DbTransaction Transaction { get; } = transaction;

    /// <summary>The state so far; null before a submission.</summary>
    public ApplicationState? State { get; set; } = state;

    /// <summary>The whole history, what this transaction appended among it.</summary>
    public IReadOnlyList<HistoryEntry> History { get; set; } = history;

    /// <summary>The hash of the last entry so far, to which the next one is chained.</summary>
    public required byte[] Head { get; set; }

    /// <summary>The statements that end the transaction: what a command prepares goes with what it causes.</summary>
    public WriteBatch Last { get; } = new();

    /// <summary>What a submission starts from; null for other commands.</summary>
    public SubmissionStart? Submission { get; init; }

    /// <summary>Who calls.</summary>
    public Caller Caller { get; } = caller;

    /// <summary>The caller as the rules see it; a command on behalf of an applicant sets the principal.</summary>
    public Party By { get; set; } = by;

    /// <summary>The instant of the command.</summary>
    public DateTimeOffset At { get; } = at;

    /// <summary>The mandates of the office that issues; null where it keeps none, or the command signs nothing.</summary>
    public IReadOnlyList<Mandate>? Mandates { get; set; }

    /// <summary>The catalog parts that decide; a submission sets those in force.</summary>
    public PinnedParts Parts
    {
        get => _parts ?? throw new InvalidOperationException("A submission names its catalog parts first.");
        set => _parts = value;
    }
}

/// <summary>The etag of an application: the sequence of its last entry.</summary>
internal static class Etag
{
    /// <summary>The etag of a state.</summary>
    public static string Of(ApplicationState state) => state.Sequence.ToString(CultureInfo.InvariantCulture);
}

/// <summary>The names of an application's personal values.</summary>
internal static class PersonalNames
{
    /// <summary>The form.</summary>
    public static PersonalValueName Form(string application) => new(ResourceNames.Applications + application, "form");

    /// <summary>The tracking token.</summary>
    public static PersonalValueName TrackingToken(string application) => new(ResourceNames.Applications + application, "tracking-token");

    /// <summary>A note.</summary>
    public static PersonalValueName Note(string application, string note) => new(ResourceNames.Applications + application, "notes/" + note);

    /// <summary>The holder of a letter, as printed.</summary>
    public static PersonalValueName LetterHolder(string code) => new(ResourceNames.Letters + code, "holder");
}
