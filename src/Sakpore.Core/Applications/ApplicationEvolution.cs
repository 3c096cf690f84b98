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
        if (entry.Event is Submitted submitted)
            return state is null ? Begin(submitted, entry) : throw new ArgumentException("An application is submitted once.", nameof(entry));
        if (state is null)
            throw new ArgumentException($"A history begins with {nameof(Submitted)}.", nameof(entry));

        ApplicationState next = Apply(state, entry);
        return next with { Sequence = entry.Sequence, Status = StatusOf(next) };
    }

    private static ApplicationState Begin(Submitted submitted, HistoryEntry entry)
    {
        var state = new ApplicationState
        {
            Id = submitted.Application,
            Sequence = entry.Sequence,
            Status = ApplicationStatus.InProgress,
            Kind = submitted.Kind,
            Subject = submitted.Subject,
            Pins = submitted.Pins,
            SubmittedAt = entry.At,
            CurrentStages = [],
            Files = submitted.Files,
            EarlierLetter = submitted.Earlier,
            CompleteReceiptAt = entry.At,
        };
        state = StageBookkeeping.Begin(state, submitted.Stages, entry.At);
        return state with { Status = StatusOf(state) };
    }

    private static ApplicationState Apply(ApplicationState state, HistoryEntry entry) => entry.Event switch
    {
        DeclaredComplete => state with { CompleteAt = state.CompleteAt ?? entry.At },
        Promised promised => state with { Promise = promised, Suspensions = state.Owed.Count > 0 ? [new(entry.At, null)] : [] },
        Supplemented supplemented => Supplement(state, supplemented, entry.At),
        Forwarded forwarded => StageBookkeeping.Pass(state, forwarded.From, forwarded.To, entry),
        ReturnedForCorrection returned => Return(state, returned, entry.At),
        RecommendationRequested => state,
        Recommended recommended => Answer(state, recommended, entry),
        RecommendationsJoined joined => StageBookkeeping.CloseJoin(state, joined, entry),
        SigningRequested requested => state with { OpenIntent = requested },
        LetterNumbered numbered => state with { Letter = numbered },
        LetterSigned signed => state with { Signature = signed, OpenIntent = null },
        SigningFailed => state with { OpenIntent = null },
        Issued => StageBookkeeping.End(state, ApplicationStatus.Issued, entry),
        Rejected rejected => StageBookkeeping.End(state, ApplicationStatus.Rejected, entry) with { RejectedBecause = rejected.Reason },
        Withdrawn => StageBookkeeping.End(state, ApplicationStatus.Withdrawn, entry),
        NumberVoided => state with { Letter = null },
        DeadlineExtended extended => state with { ExtendedDays = state.ExtendedDays + extended.Days },
        DeemedApproved deemed => state with { DeemedApproval = deemed },
        RungReached rung => state with { RungsReached = [.. state.RungsReached, rung.Percent] },
        Lapsed => StageBookkeeping.End(state, ApplicationStatus.Lapsed, entry),
        MigratedToProcedure migrated => state with { Pins = state.Pins with { Procedure = migrated.To } },
        Assigned assigned => state with
        {
            CurrentStages = [.. state.CurrentStages.Select(open => open.Opening.Stage == assigned.Stage ? open with { Assignee = assigned.Officer } : open)],
        },
        Inquired inquired => state with { Inquiries = [.. state.Inquiries, new(inquired.Inquiry, inquired.Stage, entry.At, entry.Actor)] },
        InquiryAnswered answered => state with
        {
            Inquiries = [.. state.Inquiries.Select(inquiry => inquiry.Id == answered.Inquiry ? inquiry with { Answer = answered } : inquiry)],
        },
        Revoked revoked => state with { Status = ApplicationStatus.Revoked, RevokedBecause = revoked.Reason },
        Superseded superseded => state with { Status = ApplicationStatus.Superseded, SupersededBy = superseded.By },
        ObligationMet met => state with { ObligationsMet = [.. state.ObligationsMet, met.Obligation] },
        _ => throw new ArgumentException($"{entry.Event.GetType().Name} is not an event that this version knows.", nameof(entry)),
    };

    private static ApplicationState Supplement(ApplicationState state, Supplemented supplemented, DateTimeOffset at)
    {
        HashSet<string> replaced = [.. supplemented.Files.Select(file => file.Requirement)];
        bool nothingOwed = supplemented.StillOwed.Count == 0;
        return state with
        {
            Files = [.. state.Files.Where(file => !replaced.Contains(file.Requirement)), .. supplemented.Files],
            Owed = supplemented.StillOwed,
            CompleteReceiptAt = nothingOwed ? at : null,
            ReturningStages = nothingOwed ? [] : state.ReturningStages,
            Suspensions = nothingOwed ? StageBookkeeping.Resume(state.Suspensions, at) : state.Suspensions,
        };
    }

    private static ApplicationState Return(ApplicationState state, ReturnedForCorrection returned, DateTimeOffset at)
    {
        // Before the promise's clock starts there is nothing to suspend.
        bool suspends = state.Promise is not null && state.Owed.Count == 0;
        return state with
        {
            Owed = returned.Owed,
            CompleteReceiptAt = null,
            ReturnedAt = at,
            ReturningStages = state.ReturningStages.Contains(returned.Stage) ? state.ReturningStages : [.. state.ReturningStages, returned.Stage],
            Suspensions = suspends ? [.. state.Suspensions, new(at, null)] : state.Suspensions,
        };
    }

    private static ApplicationState Answer(ApplicationState state, Recommended recommended, HistoryEntry entry)
    {
        string? join = state.CurrentStages.FirstOrDefault(open => open.Opening.Stage == recommended.Stage)?.Opening.Join;
        ApplicationState closed = StageBookkeeping.Pass(state, recommended.Stage, [], entry);
        return closed with
        {
            Recommendations = [.. state.Recommendations, recommended],
            Joins = [.. state.Joins.Select(open => open.Join == join ? open with { Answers = [.. open.Answers, recommended] } : open)],
        };
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
