using System.Collections.Frozen;

namespace Sakpore.Grpc.Access;

/// <summary>Which callers may use which method: the one table. A method that is not in it is for nobody.</summary>
internal static class MethodAccess
{
    private const Audience Anyone = Audience.Public | Audience.Portal | Audience.Officer;
    private const Audience Systems = Audience.Portal | Audience.Officer;

    private static readonly FrozenDictionary<string, Audience> Table = new Dictionary<string, Audience>
    {
        ["/sakpore.permits.v1.PermitTypeService/ListPermitTypes"] = Anyone,
        ["/sakpore.permits.v1.PermitTypeService/GetPermitType"] = Anyone,
        ["/sakpore.permits.v1.ApplicationService/SubmitApplication"] = Systems,
        ["/sakpore.permits.v1.ApplicationService/GetApplication"] = Systems,
        ["/sakpore.permits.v1.ApplicationService/ListApplications"] = Audience.Officer,
        ["/sakpore.permits.v1.ApplicationService/WatchApplications"] = Systems,
        ["/sakpore.permits.v1.ApplicationService/DeclareComplete"] = Audience.Officer,
        ["/sakpore.permits.v1.ApplicationService/SupplementApplication"] = Systems,
        ["/sakpore.permits.v1.ApplicationService/ForwardApplication"] = Audience.Officer,
        ["/sakpore.permits.v1.ApplicationService/ReturnApplication"] = Audience.Officer,
        ["/sakpore.permits.v1.ApplicationService/RejectApplication"] = Audience.Officer,
        ["/sakpore.permits.v1.ApplicationService/WithdrawApplication"] = Systems,
        ["/sakpore.permits.v1.ApplicationService/AssignStage"] = Audience.Officer,
        ["/sakpore.permits.v1.ApplicationService/ExtendDeadline"] = Audience.Officer,
        ["/sakpore.permits.v1.ApplicationService/MigrateApplication"] = Audience.Officer,
        ["/sakpore.permits.v1.ApplicationService/LapseApplication"] = Audience.Officer,
        ["/sakpore.permits.v1.ApplicationService/InquireApplication"] = Systems,
        ["/sakpore.permits.v1.ApplicationService/AnswerInquiry"] = Audience.Officer,
        ["/sakpore.permits.v1.RecommendationService/ListPendingRecommendations"] = Audience.Officer,
        ["/sakpore.permits.v1.RecommendationService/Recommend"] = Audience.Officer,
        ["/sakpore.permits.v1.TrackingService/Track"] = Anyone,
        ["/sakpore.permits.v1.TrackingService/GetInternalTracking"] = Audience.Officer,
        ["/sakpore.documents.v1.DocumentService/UploadDocument"] = Systems,
        ["/sakpore.documents.v1.DocumentService/DownloadDocument"] = Systems,
        ["/sakpore.letters.v1.LetterService/GetLetter"] = Anyone,
        ["/sakpore.letters.v1.LetterService/ListLetters"] = Audience.Officer,
        ["/sakpore.letters.v1.LetterService/RevokeLetter"] = Audience.Officer,
        ["/sakpore.letters.v1.LetterService/SupersedeLetter"] = Audience.Officer,
        ["/sakpore.letters.v1.LetterService/ReportObligation"] = Audience.Officer,
        ["/sakpore.signing.v1.SigningService/ListPendingSignatures"] = Audience.Officer,
        ["/sakpore.signing.v1.SigningService/SignLetter"] = Audience.Officer,
        ["/sakpore.signing.v1.SigningJobService/SignLetters"] = Audience.Officer,
        ["/sakpore.signing.v1.SigningJobService/GetSigningJob"] = Audience.Officer,
        ["/sakpore.signing.v1.SigningJobService/ResolveSigningOutcome"] = Audience.Officer,
        ["/sakpore.signing.v1.DocumentSigningService/SignDocument"] = Audience.Officer,
        ["/sakpore.signing.v1.DocumentSigningService/PrepareDocumentSignature"] = Audience.Officer,
        ["/sakpore.signing.v1.DocumentSigningService/CompleteDocumentSignature"] = Audience.Officer,
        ["/sakpore.signing.v1.DocumentSigningService/GetSignedDocument"] = Audience.Officer,
        ["/sakpore.signing.v1.DocumentSigningService/ListSignedDocuments"] = Audience.Officer,
        ["/sakpore.verification.v1.VerificationService/VerifyDocument"] = Anyone,
        ["/sakpore.verification.v1.VerificationService/VerifySmallDocument"] = Anyone,
        ["/sakpore.deadlines.v1.DeadlineService/CalculateDueDate"] = Anyone,
        ["/sakpore.deadlines.v1.DeadlineService/ListOverdueApplications"] = Audience.Officer,
        ["/sakpore.deadlines.v1.DeadlineService/GetServiceLevelReport"] = Audience.Officer,
        ["/sakpore.satisfaction.v1.SatisfactionService/AnswerSurvey"] = Anyone,
        ["/sakpore.satisfaction.v1.SatisfactionService/GetSatisfactionIndex"] = Anyone,
        ["/sakpore.offices.v1.OfficeService/ListOffices"] = Systems,
        ["/sakpore.offices.v1.OfficeService/ListOfficers"] = Audience.Officer,
        ["/sakpore.offices.v1.OfficeService/CreateMandate"] = Audience.Officer,
        ["/sakpore.offices.v1.OfficeService/ListMandates"] = Audience.Officer,
        ["/sakpore.offices.v1.OfficeService/EndMandate"] = Audience.Officer,
        ["/sakpore.offices.v1.OfficeService/CreateDelegation"] = Audience.Officer,
        ["/sakpore.offices.v1.OfficeService/ListDelegations"] = Audience.Officer,
        ["/sakpore.offices.v1.OfficeService/EndDelegation"] = Audience.Officer,
        ["/sakpore.catalog.v1.CatalogService/ValidateCatalog"] = Audience.Officer,
        ["/sakpore.catalog.v1.CatalogService/PublishCatalog"] = Audience.Officer,
        ["/sakpore.catalog.v1.CatalogService/ListCatalogParts"] = Systems,
        ["/sakpore.calendars.v1.CalendarService/ListCalendarRevisions"] = Anyone,
        ["/sakpore.calendars.v1.CalendarService/GetCalendarRevision"] = Anyone,
        ["/sakpore.calendars.v1.CalendarService/ProposeHolidays"] = Audience.Officer,
        ["/sakpore.calendars.v1.CalendarService/PublishHolidays"] = Audience.Officer,
        ["/grpc.health.v1.Health/Check"] = Anyone,
        ["/grpc.health.v1.Health/Watch"] = Anyone,
        ["/grpc.reflection.v1.ServerReflection/ServerReflectionInfo"] = Anyone,
        ["/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo"] = Anyone,
    }.ToFrozenDictionary();

    /// <summary>The callers that a method is for.</summary>
    /// <param name="method">The full method name, <c>/package.Service/Method</c>.</param>
    public static Audience Of(string method) => Table.GetValueOrDefault(method, Audience.None);

    /// <summary>All methods of the table.</summary>
    public static IEnumerable<string> Methods => Table.Keys;
}
