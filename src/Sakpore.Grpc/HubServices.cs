using System.IO.Compression;
using System.Security.Cryptography;
using Grpc.AspNetCore.Server;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Calendars;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Deadlines;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Letters.Seals;
using Sakpore.Grpc.News;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.Proxies;
using Sakpore.Grpc.PublicPages;
using Sakpore.Grpc.Readiness;
using Sakpore.Grpc.Satisfaction;
using Sakpore.Grpc.SignedDocuments;
using Sakpore.Grpc.Signing;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Telemetry;
using Sakpore.Grpc.Transcoding;
using Sakpore.Grpc.Verification;

namespace Sakpore.Grpc;

/// <summary>What the hub is made of, and where it answers.</summary>
internal static class HubServices
{
    /// <summary>Registers the hub's parts. Everything is a singleton: no part keeps the state of a call.</summary>
    public static void AddHub(this IServiceCollection services, HubOptions options, CatalogOnDisk catalog)
    {
        services.AddSingleton(options);
        services.TryAddClock();
        services.AddSingleton(catalog.City);
        services.AddSingleton<LiveCatalog>();
        services.AddSingleton<CatalogPublication>();
        services.AddSingleton(_ => catalog.Letters);
        services.AddSingleton(RandomNumberGenerator.Create());
        services.AddSingleton<RandomIdentifiers>();
        services.AddSingleton(_ => InstallationKeyFile.Read(options.InstallationKeyFile!));
        services.AddSingleton(_ => Dialect.Of(options));
        services.AddSingleton<Database>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<OfficerDirectory>();
        services.AddAccess(options.Access);
        services.AddSingleton<OfficeClock>();
        services.AddSingleton<CatalogParts>();
        services.AddSingleton<SubjectVault>();
        services.AddSingleton<Erasure>();
        services.AddSingleton<DocumentContent>();
        services.AddSingleton<DocumentStore>();
        services.AddSingleton<Receipts>();
        services.AddSingleton<ApplicationCommands>();
        services.AddSingleton<ApplicationViews>();
        services.AddSingleton<TrackingTokens>();
        services.AddSingleton<TrackingReader>();
        services.AddSingleton<Questions>();
        services.AddSingleton<LetterPickup>();
        services.AddSingleton<ITrackedApplications, TrackedApplications>();
        services.AddSingleton<IApplicantDesk, ApplicantDesk>();
        services.AddSingleton<InternalTrackingReader>();
        services.AddSingleton<Submissions>();
        services.AddSingleton<LetterRegister>();
        services.AddSingleton<LetterDraft>();
        services.AddSeals();
        services.AddSingleton(_ => new OfficerKeyStore(
            options.OfficerKeysDirectory!, options.OfficerKeysKeyFile!, options.FormerOfficerKeysKeyFile, options.Pkcs11Library));
        services.AddSingleton<OfficerKeyLock>();
        services.AddSingleton<OfficerKeys>();
        services.AddSingleton<LetterIssue>();
        services.AddSingleton<LetterPreparation>();
        services.AddSingleton<SerialGuard>();
        services.AddSingleton<LetterIntents>();
        services.AddSingleton<LetterSigning>();
        services.AddSingleton<SourceDocuments>();
        services.AddSingleton<SigningJobRows>();
        services.AddSingleton<SigningJobs>();
        services.AddSingleton<MeantLetter>();
        services.AddSingleton<SigningOutcomes>();
        services.AddSingleton<DocumentSigning>();
        services.AddSingleton<PreparedSigning>();
        services.AddSingleton<DocumentExtension>();
        services.AddSingleton<Lateness>();
        services.AddSingleton<StageTimes>();
        services.AddSingleton<ClockRounds>();
        services.AddSingleton<RenewalRounds>();
        services.AddHostedService<ClockKeeper>();
        services.AddHostedService<RowRenewal>();
        services.AddSingleton<Surveys>();
        services.AddSingleton<Mandates>();
        services.AddSingleton<Delegations>();
        services.AddSingleton<RegisteredSigners>();
        services.AddSingleton<DocumentVerification>();
        services.AddSingleton<IPublicRecords, PublicRecords>();
        services.AddHostedService<HubStart>();
        services.AddAudit(options);
        services.AddHostedService<CatalogFollower>();
        services.AddSingleton<CallTelemetry>();
        services.AddSingleton<FaultInterceptor>();
        services.AddSingleton<AccessInterceptor>();
        services.AddSingleton(typeof(IGrpcServiceActivator<>), typeof(SingletonActivator<>));
        services.AddGrpc(grpc =>
        {
            grpc.Interceptors.Add<CallTelemetry>();
            grpc.Interceptors.Add<FaultInterceptor>();
            grpc.Interceptors.Add<AccessInterceptor>();
            grpc.ResponseCompressionAlgorithm = options.CompressAnswers ? "gzip" : null;
            grpc.ResponseCompressionLevel = CompressionLevel.Fastest;
        }).AddJsonTranscoding(json =>
        {
            json.TypeRegistry = HttpFaults.Details;

            // ProtoJSON: a number of 64 bits is a text, for a JavaScript number has 53.
            json.JsonSettings.WriteInt64sAsStrings = true;
        });
        services.AddGrpcReflection();
        services.AddReadiness(options);
        services.AddTelemetry(options);
        services.AddPublicPages(pages =>
        {
            pages.MaxUploadBytes = (int)Math.Min(options.DocumentBytes, 1 << 30);
            pages.OfficeTitle = IssuingOffice(catalog.City) ?? pages.OfficeTitle;
        });
        services.AddNews();
        services.AddSingleton<UploadQuota>();
        services.AddSingleton<OpenUploads>();
        services.AddSingleton<Uploads>();
        services.AddSingleton<BlobSweep>();
        services.AddSingleton<Downloads>();
        services.AddHostedService<UploadSweep>();
    }

    /// <summary>Maps services and pages.</summary>
    public static void MapHub(this WebApplication app)
    {
        app.UseOperations(operations => operations.UseMetrics(app.Services.GetRequiredService<HubOptions>()));
        app.UseMiddleware<ForwardedCaller>();
        app.UseGrpcWeb(new GrpcWebOptions { DefaultEnabled = true });
        app.UseMiddleware<GrpcFaults>();
        app.UseMiddleware<JsonRequests>();
        app.UseMiddleware<PublicPageLimit>();
        app.MapGrpcService<PermitTypeService>();
        app.MapGrpcService<ApplicationService>();
        app.MapGrpcService<RecommendationService>();
        app.MapGrpcService<TrackingService>();
        app.MapGrpcService<QuestionService>();
        app.MapGrpcService<DocumentService>();
        app.MapGrpcService<LetterService>();
        app.MapGrpcService<SigningService>();
        app.MapGrpcService<SigningJobService>();
        app.MapGrpcService<DocumentSigningService>();
        app.MapGrpcService<VerificationService>();
        app.MapGrpcService<DeadlineService>();
        app.MapGrpcService<SatisfactionService>();
        app.MapGrpcService<OfficeService>();
        app.MapGrpcService<CatalogService>();
        app.MapGrpcService<CalendarService>();
        app.MapGrpcHealthChecksService();
        if (app.Services.GetRequiredService<HubOptions>().Reflection)
        {
            app.MapGrpcReflectionService();
        }

        app.MapDocuments();
        app.MapOpenApiDocument();
        app.MapSeals();
        app.MapPublicPages();
    }

    /// <summary>The name of the office that issues every permit; null where several do.</summary>
    private static string? IssuingOffice(CityCatalog city) =>
        city.PermitTypes.Select(type => type.Office).Distinct().ToList() is [var only] ? city.FindOffice(only)?.Name.Id : null;

    private static void TryAddClock(this IServiceCollection services)
    {
        if (services.All(service => service.ServiceType != typeof(TimeProvider)))
        {
            services.AddSingleton(TimeProvider.System);
        }
    }
}
