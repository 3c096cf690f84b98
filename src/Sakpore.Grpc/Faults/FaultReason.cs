namespace Sakpore.Grpc.Faults;

/// <summary>
/// Why the hub says no, besides the reasons of the permit rules. On the wire a reason is UPPER_SNAKE in
/// google.rpc.ErrorInfo, domain <c>sakpore.id</c>; it is stable, the sentences are not.
/// </summary>
internal enum FaultReason
{
    /// <summary>The request itself is malformed: a name, an id, a date, a length.</summary>
    InvalidRequest,

    /// <summary>The request's content type is not one that is read here: JSON is <c>application/json</c> in UTF-8.</summary>
    WrongContentType,

    /// <summary>The request as a whole is larger than is read here.</summary>
    RequestTooLarge,

    /// <summary>No method answers at this address.</summary>
    UnknownAddress,

    /// <summary>The address answers, and not to this HTTP method; the header <c>Allow</c> names those it answers to.</summary>
    WrongHttpMethod,

    /// <summary>The page token belongs to another query, or is none.</summary>
    InvalidPageToken,

    /// <summary>No credentials, or credentials that are not known.</summary>
    Unauthenticated,

    /// <summary>The caller may not use this method, or not for this resource.</summary>
    NotPermitted,

    /// <summary>The named officer is not known or does not belong to the calling system's office.</summary>
    UnknownOfficer,

    /// <summary>The calling system is not trusted to name this officer: its credentials name another one, or none.</summary>
    OfficerNotVouched,

    /// <summary>Too many calls without credentials from one address; the same call may be sent again later.</summary>
    TooManyRequests,

    /// <summary>The calling system has handed in as much as it may within a day.</summary>
    UploadQuotaReached,

    /// <summary>The issuer of access tokens does not answer, so that none can be checked.</summary>
    TokenIssuerUnavailable,

    /// <summary>No such permit type is in force.</summary>
    UnknownPermitType,

    /// <summary>No such application, or none that the caller may see.</summary>
    UnknownApplication,

    /// <summary>No such document, or none that the caller may use.</summary>
    UnknownDocument,

    /// <summary>The register has no letter of this code.</summary>
    UnknownLetter,

    /// <summary>The tracking token belongs to no application.</summary>
    UnknownTrackingToken,

    /// <summary>The application moved on since the caller last saw it.</summary>
    EtagMismatch,

    /// <summary>Another call was first; the same call may be sent again.</summary>
    WriteConflict,

    /// <summary>The request id was used for another request.</summary>
    RequestIdReused,

    /// <summary>The file has no content.</summary>
    EmptyDocument,

    /// <summary>The file is larger than the hub takes.</summary>
    DocumentTooLarge,

    /// <summary>The content is not of the media type it was announced as, or of one that nobody takes.</summary>
    WrongMediaType,

    /// <summary>The upload goes on from another offset; the answer's <c>Upload-Offset</c> says which.</summary>
    UploadOffsetMismatch,

    /// <summary>The document belongs to another application already.</summary>
    DocumentAlreadyAttached,

    /// <summary>The officer has no signing key in the hub.</summary>
    NoSigningKey,

    /// <summary>The passphrase does not open the officer's key.</summary>
    WrongPassphrase,

    /// <summary>Five wrong passphrases locked the officer's key; an administrator opens it again.</summary>
    KeyLocked,

    /// <summary>The officer's certificate is not valid now.</summary>
    CertificateNotValid,

    /// <summary>The letter could not be signed; the number is kept and the signing may be tried again.</summary>
    SigningFailed,

    /// <summary>The survey opens when the application has ended.</summary>
    SurveyNotOpen,

    /// <summary>The application's survey was answered before.</summary>
    SurveyAnswered,

    /// <summary>Several questions of the application wait for an answer already.</summary>
    QuestionsWaiting,

    /// <summary>No such question to the caller's office.</summary>
    UnknownQuestion,

    /// <summary>The question was answered before.</summary>
    QuestionAnswered,

    /// <summary>There are no answers, or too few to show without telling on those who gave them.</summary>
    NoSurveyAnswers,

    /// <summary>The prepared signature waited too long for its value.</summary>
    PreparationExpired,

    /// <summary>No such calendar, or no such revision of it.</summary>
    UnknownCalendar,

    /// <summary>What was to be published is not sound; every defect is told.</summary>
    CatalogDefective,

    /// <summary>No such mandate in the caller's office.</summary>
    UnknownMandate,

    /// <summary>No such delegation in the caller's office.</summary>
    UnknownDelegation,

    /// <summary>The key was used and no answer came: whether the letter is signed has to be said before it is tried again.</summary>
    SigningOutcomeUnknown,

    /// <summary>Another call works on this signing job, or took it over.</summary>
    SigningJobUnderWay,

    /// <summary>No such signing job of this officer's.</summary>
    UnknownSigningJob,

    /// <summary>No signing with an unknown outcome is open.</summary>
    NothingToResolve,

    /// <summary>The PDF that was handed in is not the signed letter that was meant.</summary>
    NotTheMeantLetter,

    /// <summary>The hub is not configured with a timestamp authority.</summary>
    NoTimestampAuthority,

    /// <summary>The applicant's data were erased; the action needs them.</summary>
    SubjectErased,

    /// <summary>
    /// No letter is numbered until the register's serials are known to be as high as those of the last signed checkpoint: the
    /// database may have lost letters that were issued. The subject says where; an administrator sees to it.
    /// </summary>
    SerialsNotCompared,

    /// <summary>The database does not answer; whether the call was stored is told by sending it again, with the same request id.</summary>
    DatabaseUnavailable,

    /// <summary>There is no room for what is to be stored.</summary>
    StorageFull,

    /// <summary>A fault of the hub itself. It is in the hub's log; the same request may be sent again.</summary>
    InternalError,
}
