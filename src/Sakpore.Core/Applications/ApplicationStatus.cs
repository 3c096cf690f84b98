namespace Sakpore.Core.Applications;

/// <summary>
/// Where an application stands, in the few words that never change with a procedure. The exact place is its
/// <see cref="ApplicationState.CurrentStages"/>.
/// </summary>
public enum ApplicationStatus
{
    /// <summary>An office holds it.</summary>
    InProgress,

    /// <summary>Something is owed by the applicant; wins over every open stage while it is owed.</summary>
    AwaitingApplicant,

    /// <summary>A stage whose action is to sign is open.</summary>
    AwaitingSignature,

    /// <summary>The letter is signed and issued. An end.</summary>
    Issued,

    /// <summary>Refused, with a reason. An end.</summary>
    Rejected,

    /// <summary>Taken back by the applicant. An end.</summary>
    Withdrawn,

    /// <summary>Closed because what was owed did not come within the correction window. An end.</summary>
    Lapsed,

    /// <summary>The letter was issued and later revoked. An end.</summary>
    Revoked,

    /// <summary>The letter was issued and another has taken its place. An end.</summary>
    Superseded,
}
