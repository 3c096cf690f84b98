using Google.Protobuf.WellKnownTypes;
using Sakpore.Core.Applications;
using Sakpore.Core.Deadlines;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Identifiers;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Applications;

/// <summary>Applications in the contract's shape.</summary>
internal static class ApplicationMessages
{
    /// <summary>An application without form and files, as lists and actions show it.</summary>
    public static Application ToMessage(ApplicationState state, PinnedParts parts, DateTimeOffset now)
    {
        var message = new Application
        {
            Name = ResourceNames.Applications + state.Id,
            PermitType = ResourceNames.PermitTypes + parts.PermitType.Slug,
            PermitTypeVersion = parts.PermitType.Version,
            Procedure = state.Pins.Procedure,
            Kind = ToMessage(state.Kind),
            State = ToMessage(state.Status),
            OwedRequirements = { state.Owed },
            SubmitTime = state.SubmittedAt.ToTimestamp(),
            Letter = state.Status == ApplicationStatus.Issued ? ResourceNames.Letters + state.Letter!.Code : "",
            Etag = Etag.Of(state),
        };
        message.CurrentStages.AddRange(state.CurrentStages.Select(open => new CurrentStage
        {
            Stage = open.Opening.Stage,
            Office = ResourceNames.Offices + open.Opening.Office,
            Role = open.Opening.Role,
            StartTime = open.Since.ToTimestamp(),
        }));
        if (DeadlineView.Of(state, parts.Calendar, now) is { } deadline)
        {
            message.Promise = new Promise
            {
                DayZero = deadline.Day0.ToMessage(),
                EarliestDate = deadline.EarliestOn?.ToMessage(),
                DueDate = deadline.DueOn?.ToMessage(),
                SuspendedDays = deadline.SuspendedDays,
                Calendar = deadline.Calendar,
                Overdue = deadline.IsOverdue,
            };
        }

        return message;
    }

    /// <summary>A status in the contract's words.</summary>
    public static Application.Types.State ToMessage(this ApplicationStatus status) => status switch
    {
        ApplicationStatus.InProgress => Application.Types.State.InProgress,
        ApplicationStatus.AwaitingApplicant => Application.Types.State.AwaitingApplicant,
        ApplicationStatus.AwaitingSignature => Application.Types.State.AwaitingSignature,
        ApplicationStatus.Issued => Application.Types.State.Issued,
        ApplicationStatus.Rejected => Application.Types.State.Rejected,
        ApplicationStatus.Withdrawn => Application.Types.State.Withdrawn,
        ApplicationStatus.Lapsed => Application.Types.State.Lapsed,
        _ => Application.Types.State.Unspecified,
    };

    /// <summary>A kind in the contract's words.</summary>
    public static Application.Types.Kind ToMessage(ApplicationKind kind) => kind switch
    {
        ApplicationKind.Baru => Application.Types.Kind.Baru,
        ApplicationKind.Perpanjangan => Application.Types.Kind.Perpanjangan,
        ApplicationKind.Perubahan => Application.Types.Kind.Perubahan,
        _ => Application.Types.Kind.Unspecified,
    };

    /// <summary>A kind of the contract, or null where none is said.</summary>
    public static ApplicationKind? ToKind(Application.Types.Kind kind) => kind switch
    {
        Application.Types.Kind.Baru => ApplicationKind.Baru,
        Application.Types.Kind.Perpanjangan => ApplicationKind.Perpanjangan,
        Application.Types.Kind.Perubahan => ApplicationKind.Perubahan,
        _ => null,
    };
}
