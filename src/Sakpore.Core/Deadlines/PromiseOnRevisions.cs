using Sakpore.Core.Applications;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>A promise as decrees moved it: the date first told and the date that counts.</summary>
/// <param name="FirstDueOn">The due date on the revision the promise was made with; null past its horizon.</param>
/// <param name="DueOn">The due date that lateness counts from; null past the horizon.</param>
/// <param name="Calendar">The revision it rests on, <c>slug@revision</c>.</param>
public sealed record PromiseOnRevisions(DateOnly? FirstDueOn, DateOnly? DueOn, string Calendar)
{
    /// <summary>
    /// Lateness counts from the due date on the latest revision published before that due date: a later decree never
    /// un-lates, and no decree brings a due date forward. Null before the promise's clock starts.
    /// </summary>
    /// <param name="state">The application.</param>
    /// <param name="revisions">Every revision of the promise's calendar, oldest first.</param>
    /// <param name="now">The instant judged; revisions not known by then do not count.</param>
    /// <exception cref="ArgumentException">The revision of the promise is not among them.</exception>
    public static PromiseOnRevisions? Of(ApplicationState state, IReadOnlyList<CalendarRevision> revisions, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(revisions);
        if (state.Promise is not { } promise)
            return null;

        int pinned = 0;
        while (pinned < revisions.Count && revisions[pinned].Calendar.Pin != promise.Calendar)
            pinned++;
        if (pinned == revisions.Count)
            throw new ArgumentException($"The promise was made with {promise.Calendar}, which is not among the revisions.", nameof(revisions));

        DateOnly? first = DeadlineView.Of(state, revisions[pinned].Calendar, now)!.DueOn;
        var told = new PromiseOnRevisions(first, first, promise.Calendar);
        foreach (CalendarRevision later in revisions.Skip(pinned + 1))
        {
            bool known = later.KnownBy <= later.Calendar.Zone.DateOf(state.EndedAt ?? now);
            bool inTime = told.DueOn is not { } due || later.KnownBy < due;
            if (known && inTime && DeadlineView.Of(state, later.Calendar, now)!.DueOn is { } moved && (told.DueOn is not { } before || moved > before))
                told = told with { DueOn = moved, Calendar = later.Calendar.Pin };
        }

        return told;
    }
}
