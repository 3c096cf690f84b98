namespace Sakpore.Core.Procedures;

/// <summary>Stages worked in parallel, and when their answers suffice.</summary>
public sealed record Join
{
    /// <summary>The join's id; a stage forwards to it as to a stage.</summary>
    public required string Id { get; init; }

    /// <summary>What the parallel work is called.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>Ids of the stages that open together; at least one. An optional stage opens where the permit type needs it.</summary>
    public required IReadOnlyList<string> Branches { get; init; }

    /// <summary>
    /// How many answers, favourable or not, complete it: from 1 to the number of branches; null: one from each branch that
    /// was opened. It never needs more than were opened.
    /// </summary>
    public required int? Needed { get; init; }

    /// <summary>Where it leads when complete: a stage's or join's id.</summary>
    public required string To { get; init; }

    /// <summary>
    /// Where the first unfavourable answer leads at once, closing the other branches. Null: the answers are awaited and
    /// the stage after the join decides, with a reason.
    /// </summary>
    public string? UnfavourableTo { get; init; }

    /// <summary>
    /// The rule that takes silence for consent, as it is cited; null: lateness escalates and nothing else. Silence is
    /// never consent without a rule.
    /// </summary>
    public string? SilenceIsConsentBy { get; init; }
}
