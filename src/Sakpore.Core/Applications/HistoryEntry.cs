namespace Sakpore.Core.Applications;

/// <summary>One entry of an application's history: what happened, when, by whom and why. Never rewritten.</summary>
/// <param name="Sequence">1 for the first entry, dense after that.</param>
/// <param name="At">The instant, cut to microseconds.</param>
/// <param name="Actor">Who acted (<see cref="Party.Actor"/>).</param>
/// <param name="Office">The actor's office, or null.</param>
/// <param name="Principal">On whose behalf (a subject id), or null.</param>
/// <param name="Note">
/// The identifier of a free text kept beside the history under the subject's key, or null. Free text may name a
/// person, so it is never in the history itself (UU 27/2022).
/// </param>
/// <param name="Event">What happened.</param>
public sealed record HistoryEntry(
    long Sequence, DateTimeOffset At, string Actor, string? Office, string? Principal, string? Note, ApplicationEvent Event);
