namespace Sakpore.Core.Applications;

/// <summary>
/// What history says. Reads events alone, never the catalog: what a stage was and who owned it stands in the event that
/// opened it. The same history gives the same state on every machine and in every later version.
/// </summary>
public static class ApplicationEvolution
{
    /// <summary>The state after a whole history.</summary>
    /// <param name="history">Entries in order, from the first.</param>
    /// <exception cref="ArgumentException">The history is empty, has a gap, or does not begin with <see cref="Submitted"/>.</exception>
    public static ApplicationState Replay(IEnumerable<HistoryEntry> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        ApplicationState? state = null;
        foreach (HistoryEntry entry in history)
            state = Evolve(state, entry);
        return state ?? throw new ArgumentException("A history has at least one entry.", nameof(history));
    }

    /// <summary>The state after one more entry.</summary>
    /// <param name="state">The state before; null before the first entry.</param>
    /// <param name="entry">The entry.</param>
    /// <exception cref="ArgumentException">The entry does not follow the state.</exception>
    public static ApplicationState Evolve(ApplicationState? state, HistoryEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (entry.Sequence != (state?.Sequence ?? 0) + 1)
            throw new ArgumentException($"Entry {entry.Sequence} does not follow entry {state?.Sequence ?? 0}.", nameof(entry));
        if (entry.Event is Submitted && state is not null)
            throw new ArgumentException("An application is submitted once.", nameof(entry));

        // One copy an entry; nobody else sees it until it is done.
        ApplicationState next = entry.Event is Submitted submitted ? new(submitted, entry.At)
            : state is not null ? state with { }
            : throw new ArgumentException($"A history begins with {nameof(Submitted)}.", nameof(entry));
        next.Sequence = entry.Sequence;
        Apply(next, entry);
        next.Status = StatusOf(next);
        return next;
    }

    private static void Apply(ApplicationState next, HistoryEntry entry)
    {
        switch (entry.Event)
        {
            case Submitted submitted:
                StageBookkeeping.Begin(next, submitted.Stages, entry.At);
                break;
            case DeclaredComplete:
                next.CompleteAt ??= entry.At;
                break;
            case Promised promised:
                next.Promise = promised;
                next.Suspensions = next.Owed.Count > 0 ? [new(entry.At, null)] : [];
                break;
            case Supplemented supplemented:
                Supplement(next, supplemented, entry.At);
                break;
            case Forwarded forwarded:
                StageBookkeeping.Pass(next, forwarded.From, forwarded.To, entry);
                break;
            case ReturnedForCorrection returned:
                Return(next, returned, entry.At);
                break;
            case CorrectionReminded reminded:
                next.LastReturn = new(next.ReturnedAt ?? entry.At, next.CorrectionReminders.And(reminded.DaysLeft));
                break;
            case RecommendationRequested:
                break;
            case Recommended recommended:
                next.Recommendations = next.Recommendations.And(recommended);
                Answer(next, new(recommended.Stage, recommended.Favourable), entry);
                break;
            case ConsentPresumed presumed:
                Answer(next, new(presumed.Stage, Favourable: true), entry);
                break;
            case RecommendationsJoined joined:
                StageBookkeeping.CloseJoin(next, joined, entry);
                break;
            case SigningRequested requested:
                next.OpenIntent = requested;
                break;
            case LetterNumbered numbered:
                next.Letter = numbered;
                break;
            case LetterSigned signed:
                next.Signature = signed;
                next.OpenIntent = null;
                break;
            case SigningFailed:
                next.OpenIntent = null;
                break;
            case Issued:
                StageBookkeeping.End(next, ApplicationStatus.Issued, entry);
                break;
            case Rejected rejected:
                StageBookkeeping.End(next, ApplicationStatus.Rejected, entry);
                next.Ended = End(next, entry) with { RejectedBecause = rejected.Reason };
                break;
            case Withdrawn:
                StageBookkeeping.End(next, ApplicationStatus.Withdrawn, entry);
                break;
            case Lapsed:
                StageBookkeeping.End(next, ApplicationStatus.Lapsed, entry);
                break;
            case NumberVoided:
                next.Letter = null;
                break;
            case DeadlineExtended extended:
                next.ExtendedDays += extended.Days;
                break;
            case DeemedApproved deemed:
                next.DeemedApproval = deemed;
                break;
            case RungReached rung:
                next.RungsReached = next.RungsReached.And(rung.Percent);
                break;
            case PromiseMoved moved:
                next.Moved = moved;
                break;
            case MigratedToProcedure migrated:
                next.Pins = next.Pins with { Procedure = migrated.To };
                break;
            case Assigned assigned:
                next.CurrentStages = [.. next.CurrentStages.Select(open => open.Opening.Stage == assigned.Stage ? open with { Assignee = assigned.Officer } : open)];
                break;
            case Inquired inquired:
                next.Inquiries = next.Inquiries.And(new Inquiry(inquired.Inquiry, inquired.Stage, entry.At, entry.Actor));
                break;
            case InquiryAnswered answered:
                next.Inquiries = [.. next.Inquiries.Select(inquiry => inquiry.Id == answered.Inquiry ? inquiry with { Answer = answered } : inquiry)];
                break;
            case Revoked revoked:
                next.Status = ApplicationStatus.Revoked;
                next.Ended = End(next, entry) with { RevokedBecause = revoked.Reason };
                break;
            case Superseded superseded:
                next.Status = ApplicationStatus.Superseded;
                next.Ended = End(next, entry) with { SupersededBy = superseded.By };
                break;
            case RenewalReminded reminded:
                next.Ended = End(next, entry) with { RenewalReminders = next.RenewalReminders.And(reminded.DaysLeft) };
                break;
            case ObligationMet met:
                next.Ended = End(next, entry) with { ObligationsMet = next.ObligationsMet.And(met.Obligation) };
                break;
            default:
                throw new ArgumentException($"{entry.Event.GetType().Name} is not an event that this version knows.", nameof(entry));
        }
    }

    private static ApplicationEnd End(ApplicationState next, HistoryEntry entry) =>
        next.Ended ?? throw new ArgumentException($"{entry.Event.GetType().Name} follows an end, and there is none before it.", nameof(entry));

    private static void Supplement(ApplicationState next, Supplemented supplemented, DateTimeOffset at)
    {
        var files = new List<SubmittedFile>(next.Files.Count + supplemented.Files.Count);
        for (int i = 0; i < next.Files.Count; i++)
        {
            if (!Replaced(next.Files[i].Requirement, supplemented.Files))
                files.Add(next.Files[i]);
        }

        files.AddRange(supplemented.Files);
        next.Files = files;
        next.Owed = supplemented.StillOwed;
        if (supplemented.StillOwed.Count > 0)
            return;
        next.CompleteReceiptAt = at;
        next.ReturningStages = [];
        StageBookkeeping.Resume(next, at);
    }

    private static bool Replaced(string requirement, IReadOnlyList<SubmittedFile> newer)
    {
        for (int i = 0; i < newer.Count; i++)
        {
            if (newer[i].Requirement == requirement)
                return true;
        }

        return false;
    }

    private static void Return(ApplicationState next, ReturnedForCorrection returned, DateTimeOffset at)
    {
        // Before the promise's clock starts there is nothing to suspend.
        if (next.Promise is not null && next.Owed.Count == 0)
            next.Suspensions = next.Suspensions.And(new Suspension(at, null));
        next.Owed = returned.Owed;
        next.CompleteReceiptAt = null;
        next.LastReturn = new(at, []);
        if (!next.ReturningStages.Contains(returned.Stage))
            next.ReturningStages = next.ReturningStages.And(returned.Stage);
    }

    private static void Answer(ApplicationState next, JoinAnswer answer, HistoryEntry entry)
    {
        var joins = new OpenJoin[next.Joins.Count];
        for (int i = 0; i < joins.Length; i++)
        {
            OpenJoin open = next.Joins[i];
            joins[i] = open.Branches.Contains(answer.Stage) ? open with { Answers = open.Answers.And(answer) } : open;
        }

        next.Joins = joins;
        StageBookkeeping.Pass(next, answer.Stage, [], entry);
    }

    private static ApplicationStatus StatusOf(ApplicationState state)
    {
        if (state.IsEnded)
            return state.Status;
        if (state.Owed.Count > 0)
            return ApplicationStatus.AwaitingApplicant;
        for (int i = 0; i < state.CurrentStages.Count; i++)
        {
            if (state.CurrentStages[i].Opening.Signs)
                return ApplicationStatus.AwaitingSignature;
        }

        return ApplicationStatus.InProgress;
    }
}
