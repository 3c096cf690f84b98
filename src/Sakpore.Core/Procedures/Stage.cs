namespace Sakpore.Core.Procedures;

/// <summary>A step of a procedure: who does it and what they can do.</summary>
public sealed record Stage
{
    /// <summary>The stage's id in its procedure, for example <c>back-office</c>.</summary>
    public required string Id { get; init; }

    /// <summary>What the step is called.</summary>
    public required LocalizedText Name { get; init; }

    /// <summary>Who does it.</summary>
    public required StageOwner Owner { get; init; }

    /// <summary>What the owner can do here; at least one.</summary>
    public required IReadOnlyList<StageAction> Actions { get; init; }

    /// <summary>The id of the join this stage is a branch of; null outside parallel work.</summary>
    public string? Join { get; init; }

    /// <summary>The working days this stage is meant to take; null where the procedure sets none.</summary>
    public int? TargetDays { get; init; }

    /// <summary>
    /// Whether this branch opens only for permit types that name it among their recommendations. A join none of whose
    /// branches opens is passed by.
    /// </summary>
    public bool Optional { get; init; }

    /// <summary>
    /// Whether the officer who finished the stage before this one may take this one too. False is the rule (four eyes);
    /// a small office may set it true in the catalog.
    /// </summary>
    public bool SameOfficerAllowed { get; init; }

    /// <summary>The action of a kind, or null if it is not offered here.</summary>
    public StageAction? Find(StageActionKind kind)
    {
        for (int i = 0; i < Actions.Count; i++)
        {
            if (Actions[i].Kind == kind)
                return Actions[i];
        }

        return null;
    }
}

/// <summary>Who does a step.</summary>
/// <param name="Office">The office's slug.</param>
/// <param name="Role">The role in it, for example <c>back_office</c>.</param>
/// <param name="Sector">The sector where the role is split by sector; <see cref="PermitSector"/> for the permit type's own; otherwise null.</param>
public sealed record StageOwner(string Office, string Role, string? Sector = null)
{
    /// <summary>The word that stands for the sector of the permit type applied for.</summary>
    public const string PermitSector = "permit";
}

/// <summary>Something the owner of a stage can do.</summary>
/// <param name="Kind">What.</param>
/// <param name="Targets">
/// Where it leads: ids of stages and joins, or <see cref="Procedure.IssuedEnd"/>. Empty for return and reject, and for
/// recommend, which leads where its join leads.
/// </param>
public sealed record StageAction(StageActionKind Kind, IReadOnlyList<string> Targets);

/// <summary>The kinds of action.</summary>
public enum StageActionKind
{
    /// <summary>Declare the file complete and pass it on.</summary>
    DeclareComplete,

    /// <summary>Pass the file on.</summary>
    Forward,

    /// <summary>Ask the applicant for corrections; the stage stays open.</summary>
    Return,

    /// <summary>Refuse the application.</summary>
    Reject,

    /// <summary>Recommend or advise against; only in a branch of a join.</summary>
    Recommend,

    /// <summary>Sign the letter.</summary>
    Sign,
}
