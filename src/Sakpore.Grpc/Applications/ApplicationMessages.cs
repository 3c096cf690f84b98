using Google.Protobuf.WellKnownTypes;
using Sakpore.Core.Applications;
using Sakpore.Core.Deadlines;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Faults;
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
            Letter = state.HasLetter ? ResourceNames.Letters + state.Letter!.Code : "",
            RejectionLetter = state.HasRejectionLetter ? ResourceNames.Letters + state.Letter!.Code : "",
            Etag = Etag.Of(state),
            EarlierLetter = state.EarlierLetter is null ? "" : ResourceNames.Letters + state.EarlierLetter,
        };
        message.Inquiries.AddRange(state.Inquiries.Select(inquiry => new Permits.V1.Inquiry
        {
            Name = $"{message.Name}/inquiries/{inquiry.Id}",
            Stage = inquiry.Stage,
            AskTime = inquiry.AskedAt.ToTimestamp(),
            AskedBy = inquiry.AskedBy,
            Reason = ToMessage(inquiry.Answer?.Reason),
            ExpectedDate = inquiry.Answer?.ExpectedOn.ToMessage(),
        }));
        message.CurrentStages.AddRange(state.CurrentStages.Select(open => new CurrentStage
        {
            Stage = open.Opening.Stage,
            Office = ResourceNames.Offices + open.Opening.Office,
            Role = open.Opening.Role,
            StartTime = open.Since.ToTimestamp(),
            Assignee = open.Assignee ?? "",
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
        ApplicationStatus.Revoked => Application.Types.State.Revoked,
        ApplicationStatus.Superseded => Application.Types.State.Superseded,
        _ => Application.Types.State.Unspecified,
    };

    /// <summary>Why a stage takes long, in the contract's words.</summary>
    public static Permits.V1.HoldReason ToMessage(Core.Applications.HoldReason? reason) => reason switch
    {
        Core.Applications.HoldReason.Queue => Permits.V1.HoldReason.Queue,
        Core.Applications.HoldReason.OfficerAway => Permits.V1.HoldReason.OfficerAway,
        Core.Applications.HoldReason.FieldVisit => Permits.V1.HoldReason.FieldVisit,
        Core.Applications.HoldReason.OtherOffice => Permits.V1.HoldReason.OtherOffice,
        Core.Applications.HoldReason.CloserLook => Permits.V1.HoldReason.CloserLook,
        Core.Applications.HoldReason.SystemTrouble => Permits.V1.HoldReason.SystemTrouble,
        _ => Permits.V1.HoldReason.Unspecified,
    };

    /// <summary>Why a stage takes long, of the contract.</summary>
    /// <exception cref="FaultException">Nothing is said, or something that this version does not know.</exception>
    public static Core.Applications.HoldReason ToReason(Permits.V1.HoldReason reason) =>
        System.Enum.GetValues<Core.Applications.HoldReason>().Where(known => ToMessage(known) == reason).Select(known => (Core.Applications.HoldReason?)known).FirstOrDefault()
        ?? throw Fault.Invalid("reason", "Alasan wajib dipilih.", "A reason is required.").Thrown();

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
