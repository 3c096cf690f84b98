using System.Collections.Frozen;
using Sakpore.Core.Procedures;

namespace Sakpore.Grpc.Access;

/// <summary>
/// Which callers may use which method, and officers in which roles: the one table. A method that is not in it is for nobody.
/// What an officer may do with an application besides is the procedure's to say, by office, role and state.
/// </summary>
internal static class MethodAccess
{
    private static readonly MethodRule Anyone = new(Audience.Public | Audience.Portal | Audience.Officer);
    private static readonly MethodRule Systems = new(Audience.Portal | Audience.Officer);
    private static readonly MethodRule Officers = new(Audience.Officer);
    private static readonly MethodRule FrontOffice = new(Audience.Officer, Roles.FrontOffice);
    private static readonly MethodRule Leads = new(Audience.Officer, Roles.Koordinator, Roles.Kepala);
    private static readonly MethodRule Heads = new(Audience.Officer, Roles.Kepala);

    private static readonly FrozenDictionary<string, MethodRule> Table = new Dictionary<string, MethodRule>
    {
        ["/sakpore.permits.v1.PermitTypeService/ListPermitTypes"] = Anyone,
        ["/sakpore.permits.v1.PermitTypeService/GetPermitType"] = Anyone,
        ["/sakpore.permits.v1.ApplicationService/SubmitApplication"] = Systems,
        ["/sakpore.permits.v1.ApplicationService/GetApplication"] = Systems,
        ["/sakpore.permits.v1.ApplicationService/ListApplications"] = Officers,
        ["/sakpore.permits.v1.ApplicationService/WatchApplications"] = Systems,
        ["/sakpore.permits.v1.ApplicationService/DeclareComplete"] = Officers,
        ["/sakpore.permits.v1.ApplicationService/SupplementApplication"] = Systems,
        ["/sakpore.permits.v1.ApplicationService/ForwardApplication"] = Officers,
        ["/sakpore.permits.v1.ApplicationService/ReturnApplication"] = Officers,
        ["/sakpore.permits.v1.ApplicationService/RejectApplication"] = Officers,
        ["/sakpore.permits.v1.ApplicationService/WithdrawApplication"] = Systems,
        ["/sakpore.permits.v1.ApplicationService/AssignStage"] = Officers,
        ["/sakpore.permits.v1.ApplicationService/ExtendDeadline"] = Officers,
        ["/sakpore.permits.v1.ApplicationService/MigrateApplication"] = Officers,
        ["/sakpore.permits.v1.ApplicationService/LapseApplication"] = Officers,
        ["/sakpore.permits.v1.ApplicationService/InquireApplication"] = Systems,
        ["/sakpore.permits.v1.ApplicationService/AnswerInquiry"] = Officers,
        ["/sakpore.permits.v1.RecommendationService/ListPendingRecommendations"] = Officers,
        ["/sakpore.permits.v1.RecommendationService/Recommend"] = Officers,
        ["/sakpore.permits.v1.RecommendationService/RequestRecommendation"] = Officers,
        ["/sakpore.permits.v1.QuestionService/ListQuestions"] = FrontOffice,
        ["/sakpore.permits.v1.QuestionService/AnswerQuestion"] = FrontOffice,
        ["/sakpore.permits.v1.TrackingService/Track"] = Anyone,
        ["/sakpore.permits.v1.TrackingService/GetInternalTracking"] = Officers,
        ["/sakpore.documents.v1.DocumentService/UploadDocument"] = Systems,
        ["/sakpore.documents.v1.DocumentService/UploadSmallDocument"] = Systems,
        ["/sakpore.documents.v1.DocumentService/DownloadDocument"] = Systems,
        ["/sakpore.letters.v1.LetterService/GetLetter"] = Anyone,
        ["/sakpore.letters.v1.LetterService/ListLetters"] = Officers,
        ["/sakpore.letters.v1.LetterService/ListRenewals"] = Officers,
        ["/sakpore.letters.v1.LetterService/RevokeLetter"] = Officers,
        ["/sakpore.letters.v1.LetterService/SupersedeLetter"] = Officers,
        ["/sakpore.letters.v1.LetterService/ReportObligation"] = Officers,
        ["/sakpore.signing.v1.SigningService/ListPendingSignatures"] = Officers,
        ["/sakpore.signing.v1.SigningService/SignLetter"] = Officers,
        ["/sakpore.signing.v1.SigningJobService/SignLetters"] = Officers,
        ["/sakpore.signing.v1.SigningJobService/GetSigningJob"] = Officers,
        ["/sakpore.signing.v1.SigningJobService/ResolveSigningOutcome"] = Officers,
        ["/sakpore.signing.v1.DocumentSigningService/SignDocument"] = Officers,
        ["/sakpore.signing.v1.DocumentSigningService/PrepareDocumentSignature"] = Officers,
        ["/sakpore.signing.v1.DocumentSigningService/CompleteDocumentSignature"] = Officers,
        ["/sakpore.signing.v1.DocumentSigningService/ExtendDocument"] = Officers,
        ["/sakpore.signing.v1.DocumentSigningService/GetSignedDocument"] = Officers,
        ["/sakpore.signing.v1.DocumentSigningService/ListSignedDocuments"] = Officers,
        ["/sakpore.verification.v1.VerificationService/VerifyDocument"] = Anyone,
        ["/sakpore.verification.v1.VerificationService/VerifySmallDocument"] = Anyone,
        ["/sakpore.verification.v1.VerificationService/LookUpCode"] = Anyone,
        ["/sakpore.verification.v1.VerificationService/VerifySeal"] = Anyone,
        ["/sakpore.deadlines.v1.DeadlineService/CalculateDueDate"] = Anyone,
        ["/sakpore.deadlines.v1.DeadlineService/ListOverdueApplications"] = Officers,
        ["/sakpore.deadlines.v1.DeadlineService/GetServiceLevelReport"] = Leads,
        ["/sakpore.satisfaction.v1.SatisfactionService/AnswerSurvey"] = Anyone,
        ["/sakpore.satisfaction.v1.SatisfactionService/GetSatisfactionIndex"] = Anyone,
        ["/sakpore.offices.v1.OfficeService/ListOffices"] = Systems,
        ["/sakpore.offices.v1.OfficeService/ListOfficers"] = Officers,
        ["/sakpore.offices.v1.OfficeService/CreateMandate"] = Leads,
        ["/sakpore.offices.v1.OfficeService/ListMandates"] = Officers,
        ["/sakpore.offices.v1.OfficeService/EndMandate"] = Leads,
        ["/sakpore.offices.v1.OfficeService/CreateDelegation"] = Leads,
        ["/sakpore.offices.v1.OfficeService/ListDelegations"] = Officers,
        ["/sakpore.offices.v1.OfficeService/EndDelegation"] = Leads,
        ["/sakpore.catalog.v1.CatalogService/ValidateCatalog"] = Officers,
        ["/sakpore.catalog.v1.CatalogService/PublishCatalog"] = Heads,
        ["/sakpore.catalog.v1.CatalogService/ListCatalogParts"] = Systems,
        ["/sakpore.calendars.v1.CalendarService/ListCalendarRevisions"] = Anyone,
        ["/sakpore.calendars.v1.CalendarService/GetCalendarRevision"] = Anyone,
        ["/sakpore.calendars.v1.CalendarService/ProposeHolidays"] = Officers,
        ["/sakpore.calendars.v1.CalendarService/PublishHolidays"] = Heads,
        ["/grpc.health.v1.Health/Check"] = Anyone,
        ["/grpc.health.v1.Health/Watch"] = Anyone,
        ["/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"] = Anyone,
        ["/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"] = Anyone,
    }.ToFrozenDictionary();

    /// <summary>The callers that a method is for.</summary>
    /// <param name="method">The full method name, <c>/package.Service/Method</c>.</param>
    public static MethodRule Of(string method) => Table.GetValueOrDefault(method, MethodRule.Nobody);

    /// <summary>All methods of the table.</summary>
    public static IEnumerable<string> Methods => Table.Keys;
}

/// <summary>Whom a method is for.</summary>
/// <param name="Audience">The kinds of callers.</param>
/// <param name="Roles">Of officers, those who hold one of these roles in whatever sector; none named: all.</param>
internal sealed record MethodRule(Audience Audience, params IReadOnlyList<string> Roles)
{
    /// <summary>For nobody.</summary>
    public static readonly MethodRule Nobody = new(Audience.None);

    /// <summary>Whether it is for a caller.</summary>
    public bool Admits(Caller caller) =>
        (Audience & caller.Audience) != 0 && (caller.Audience != Audience.Officer || Roles.Count == 0 || Roles.Any(caller.Holds));
}
