using Grpc.Core;
using Sakpore.Core.Applications;

namespace Sakpore.Grpc.Faults;

/// <summary>The one mapping of reasons to gRPC status. Exhaustive: a new reason does not compile until it is mapped.</summary>
internal static class FaultStatus
{
#pragma warning disable CS8524 // A number that is no member is a bug of the caller; a default arm would hide a missing member.
    /// <summary>The status of a hub's reason.</summary>
    public static StatusCode Of(FaultReason reason) => reason switch
    {
        FaultReason.InvalidRequest => StatusCode.InvalidArgument,
        FaultReason.WrongContentType => StatusCode.InvalidArgument,
        FaultReason.RequestTooLarge => StatusCode.ResourceExhausted,
        FaultReason.UnknownAddress => StatusCode.Unimplemented,
        FaultReason.WrongHttpMethod => StatusCode.Unimplemented,
        FaultReason.InvalidPageToken => StatusCode.InvalidArgument,
        FaultReason.Unauthenticated => StatusCode.Unauthenticated,
        FaultReason.NotPermitted => StatusCode.PermissionDenied,
        FaultReason.UnknownOfficer => StatusCode.PermissionDenied,
        FaultReason.OfficerNotVouched => StatusCode.PermissionDenied,
        FaultReason.TooManyRequests => StatusCode.ResourceExhausted,
        FaultReason.UploadQuotaReached => StatusCode.ResourceExhausted,
        FaultReason.TokenIssuerUnavailable => StatusCode.Unavailable,
        FaultReason.UnknownPermitType => StatusCode.NotFound,
        FaultReason.UnknownApplication => StatusCode.NotFound,
        FaultReason.UnknownDocument => StatusCode.NotFound,
        FaultReason.UnknownLetter => StatusCode.NotFound,
        FaultReason.UnknownTrackingToken => StatusCode.NotFound,
        FaultReason.EtagMismatch => StatusCode.Aborted,
        FaultReason.WriteConflict => StatusCode.Aborted,
        FaultReason.RequestIdReused => StatusCode.AlreadyExists,
        FaultReason.EmptyDocument => StatusCode.InvalidArgument,
        FaultReason.DocumentTooLarge => StatusCode.ResourceExhausted,
        FaultReason.WrongMediaType => StatusCode.InvalidArgument,
        FaultReason.UploadOffsetMismatch => StatusCode.Aborted,
        FaultReason.DocumentAlreadyAttached => StatusCode.FailedPrecondition,
        FaultReason.NoSigningKey => StatusCode.FailedPrecondition,
        FaultReason.WrongPassphrase => StatusCode.PermissionDenied,
        FaultReason.KeyLocked => StatusCode.PermissionDenied,
        FaultReason.CertificateNotValid => StatusCode.FailedPrecondition,
        FaultReason.SigningFailed => StatusCode.Internal,
        FaultReason.SurveyNotOpen => StatusCode.FailedPrecondition,
        FaultReason.SurveyAnswered => StatusCode.AlreadyExists,
        FaultReason.QuestionsWaiting => StatusCode.FailedPrecondition,
        FaultReason.UnknownQuestion => StatusCode.NotFound,
        FaultReason.QuestionAnswered => StatusCode.AlreadyExists,
        FaultReason.NoSurveyAnswers => StatusCode.NotFound,
        FaultReason.PreparationExpired => StatusCode.FailedPrecondition,
        FaultReason.UnknownCalendar => StatusCode.NotFound,
        FaultReason.CatalogDefective => StatusCode.InvalidArgument,
        FaultReason.UnknownMandate => StatusCode.NotFound,
        FaultReason.UnknownDelegation => StatusCode.NotFound,
        FaultReason.SigningOutcomeUnknown => StatusCode.FailedPrecondition,
        FaultReason.SigningJobUnderWay => StatusCode.FailedPrecondition,
        FaultReason.UnknownSigningJob => StatusCode.NotFound,
        FaultReason.NothingToResolve => StatusCode.FailedPrecondition,
        FaultReason.NotTheMeantLetter => StatusCode.FailedPrecondition,
        FaultReason.NoTimestampAuthority => StatusCode.FailedPrecondition,
        FaultReason.SubjectErased => StatusCode.FailedPrecondition,
        FaultReason.SerialsNotCompared => StatusCode.Unavailable,
        FaultReason.DatabaseUnavailable => StatusCode.Unavailable,
        FaultReason.StorageFull => StatusCode.ResourceExhausted,
        FaultReason.InternalError => StatusCode.Internal,
    };

    /// <summary>The status of a refusal by the permit rules.</summary>
    public static StatusCode Of(RefusalReason reason) => reason switch
    {
        RefusalReason.ApplicationEnded => StatusCode.FailedPrecondition,
        RefusalReason.AlreadySubmitted => StatusCode.AlreadyExists,
        RefusalReason.MissingRequirement => StatusCode.InvalidArgument,
        RefusalReason.UnknownRequirement => StatusCode.InvalidArgument,
        RefusalReason.WrongMediaType => StatusCode.InvalidArgument,
        RefusalReason.FileTooLarge => StatusCode.InvalidArgument,
        RefusalReason.MissingField => StatusCode.InvalidArgument,
        RefusalReason.InvalidField => StatusCode.InvalidArgument,
        RefusalReason.UnknownField => StatusCode.InvalidArgument,
        RefusalReason.OutOfTurn => StatusCode.FailedPrecondition,
        RefusalReason.WrongOffice => StatusCode.PermissionDenied,
        RefusalReason.WrongRole => StatusCode.PermissionDenied,
        RefusalReason.AwaitingApplicant => StatusCode.FailedPrecondition,
        RefusalReason.NothingOwed => StatusCode.FailedPrecondition,
        RefusalReason.AmbiguousTarget => StatusCode.InvalidArgument,
        RefusalReason.UnknownTarget => StatusCode.InvalidArgument,
        RefusalReason.UnknownReason => StatusCode.InvalidArgument,
        RefusalReason.ReasonMissing => StatusCode.InvalidArgument,
        RefusalReason.FourEyes => StatusCode.PermissionDenied,
        RefusalReason.SigningUnderWay => StatusCode.FailedPrecondition,
        RefusalReason.UnknownIntent => StatusCode.FailedPrecondition,
        RefusalReason.BeyondHorizon => StatusCode.FailedPrecondition,
        RefusalReason.NotTheApplicant => StatusCode.PermissionDenied,
        RefusalReason.KindNotOffered => StatusCode.InvalidArgument,
        RefusalReason.EarlierLetterMissing => StatusCode.InvalidArgument,
        RefusalReason.EarlierLetterUnknown => StatusCode.FailedPrecondition,
        RefusalReason.EarlierLetterOfAnother => StatusCode.FailedPrecondition,
        RefusalReason.EarlierLetterRevoked => StatusCode.FailedPrecondition,
        RefusalReason.NoMandate => StatusCode.PermissionDenied,
        RefusalReason.ExtensionAfterExpiry => StatusCode.FailedPrecondition,
        RefusalReason.ExtensionTooLong => StatusCode.InvalidArgument,
        RefusalReason.LimitNotReached => StatusCode.FailedPrecondition,
        RefusalReason.AlreadyRecorded => StatusCode.FailedPrecondition,
        RefusalReason.SilenceIsNoConsent => StatusCode.FailedPrecondition,
        RefusalReason.CorrectionWindowOpen => StatusCode.FailedPrecondition,
        RefusalReason.StageNotInProcedure => StatusCode.FailedPrecondition,
        RefusalReason.AssignedToAnother => StatusCode.PermissionDenied,
        RefusalReason.UnknownInquiry => StatusCode.NotFound,
        RefusalReason.NoLetter => StatusCode.FailedPrecondition,
        RefusalReason.UnknownObligation => StatusCode.InvalidArgument,
    };
#pragma warning restore CS8524

    /// <summary>The HTTP status of a fault: that of its gRPC status, but where HTTP has a word of its own.</summary>
    public static int Http(Fault fault) => fault.Reason switch
    {
        "UNKNOWN_ADDRESS" => StatusCodes.Status404NotFound,
        "WRONG_CONTENT_TYPE" => StatusCodes.Status415UnsupportedMediaType,
        "TOO_MANY_REQUESTS" or "UPLOAD_QUOTA_REACHED" => StatusCodes.Status429TooManyRequests,
        "STORAGE_FULL" => StatusCodes.Status507InsufficientStorage,
        "WRONG_HTTP_METHOD" => StatusCodes.Status405MethodNotAllowed,
        _ => Http(fault.Status),
    };

    /// <summary>
    /// The HTTP status of a gRPC status (google.rpc.Code). What is exhausted here is a size, so it is 413 and not 429,
    /// after which a caller would try again; a number of calls has its own reason.
    /// </summary>
    public static int Http(StatusCode status) => status switch
    {
        StatusCode.OK => StatusCodes.Status200OK,
        StatusCode.InvalidArgument or StatusCode.FailedPrecondition or StatusCode.OutOfRange => StatusCodes.Status400BadRequest,
        StatusCode.Unauthenticated => StatusCodes.Status401Unauthorized,
        StatusCode.PermissionDenied => StatusCodes.Status403Forbidden,
        StatusCode.NotFound => StatusCodes.Status404NotFound,
        StatusCode.Aborted or StatusCode.AlreadyExists => StatusCodes.Status409Conflict,
        StatusCode.ResourceExhausted => StatusCodes.Status413PayloadTooLarge,
        StatusCode.Cancelled => StatusCodes.Status499ClientClosedRequest,
        StatusCode.Unimplemented => StatusCodes.Status501NotImplemented,
        StatusCode.Unavailable => StatusCodes.Status503ServiceUnavailable,
        StatusCode.DeadlineExceeded => StatusCodes.Status504GatewayTimeout,
        _ => StatusCodes.Status500InternalServerError,
    };
}
