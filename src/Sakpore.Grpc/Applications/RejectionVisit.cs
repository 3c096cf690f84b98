using Sakpore.Core.Applications;
using Sakpore.Grpc.Catalog;

namespace Sakpore.Grpc.Applications;

/// <summary>
/// The row by which a refusal's letter waits for its signature. No stage of the procedure is open after the end, so that it has a
/// name of its own.
/// </summary>
/// <param name="Opening">Who signs: office and role of the procedure's signing stage.</param>
/// <param name="Since">When it was refused.</param>
/// <param name="Until">When the letter was signed; null while it waits.</param>
internal sealed record RejectionVisit(StageOpening Opening, DateTimeOffset Since, DateTimeOffset? Until)
{
    private const string Stage = "rejection-letter";

    /// <summary>The row of an application; null where no letter of a refusal is asked for.</summary>
    public static RejectionVisit? Of(ApplicationState state, PinnedParts parts, IReadOnlyList<HistoryEntry> history)
    {
        if (state.Status != ApplicationStatus.Rejected || parts.PermitType.Rejection is null)
        {
            return null;
        }

        var owner = parts.Procedure.SigningStage.Owner;
        return new RejectionVisit(
            new StageOpening(Stage, owner.Office, owner.Role, Signs: true), state.EndedAt!.Value,
            history.LastOrDefault(entry => entry.Event is LetterSigned)?.At);
    }
}
