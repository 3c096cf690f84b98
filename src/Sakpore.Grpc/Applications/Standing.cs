using Sakpore.Core.Applications;
using Sakpore.Core.Procedures;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Catalog;

namespace Sakpore.Grpc.Applications;

/// <summary>
/// What a caller has to do with an application. Who has nothing to do with one is told the same as of one that there is not
/// (AIP-211), so this is asked before anything else of it is looked at.
/// </summary>
internal static class Standing
{
    /// <summary>
    /// Whether the application is any of the caller's business: a portal's that handed it in, an office's that has a stage of
    /// it, past, present or to come, or the lead of the office that issues its letter. The desk of the tracking page has been
    /// shown the application's own token.
    /// </summary>
    public static bool HasPart(Caller caller, ApplicationState state, IReadOnlyList<HistoryEntry> history, PinnedParts parts) => caller.Office is null
        ? history[0].Actor == caller.System || caller == ApplicantDesk.Desk
        : (caller.Office == parts.PermitType.Office && (caller.Holds(Roles.Koordinator) || caller.Holds(Roles.Kepala)))
          || state.Visits.Any(visit => visit.Opening.Office == caller.Office)
          || state.CurrentStages.Any(open => open.Opening.Office == caller.Office)
          || (!state.IsEnded && parts.Procedure.Stages.Any(
              stage => stage.Owner.Office == caller.Office && (!stage.Optional || parts.PermitType.Recommendations.Contains(stage.Id))));
}
