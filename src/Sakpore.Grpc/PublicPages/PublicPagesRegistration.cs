using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationParts;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sakpore.Grpc.PublicPages;

/// <summary>Adds the citizen's pages to a hub, below <c>/tte</c> and <c>/lacak</c>.</summary>
internal static class PublicPagesRegistration
{
    private static readonly HashSet<string> TakesForms = ["/Check", "/Fingerprint", "/Paper", "/Track"];

    /// <summary>
    /// Registers the pages. The caller registers <see cref="IPublicRecords"/>, <see cref="ITrackedApplications"/> and
    /// <see cref="IApplicantDesk"/>, in any lifetime.
    /// </summary>
    public static IServiceCollection AddPublicPages(this IServiceCollection services, Action<PublicPagesOptions>? configure = null)
    {
        services.AddOptions<PublicPagesOptions>()
            .Configure(options => configure?.Invoke(options))
            .Validate(options => options.IsConsistent(), "PublicPages: MaxUploadBytes is 1 to 1073741824, OfficeTitle is not empty.")
            .ValidateOnStart();
        services.AddSingleton<Asset.Shelf>();
        services.AddRazorPages(options =>
            {
                options.RootDirectory = "/PublicPages";
                options.Conventions.AddPageRoute("/Missing", "/tte/{**rest}");
                options.Conventions.AddPageRoute("/Missing", "/lacak/{**rest}");
                // A form token guards a session against requests forged in its name. There is none: no cookie, no
                // account, nothing kept. Anyone may ask anything, so a token would only cost a cookie.
                options.Conventions.ConfigureFilter(new IgnoreAntiforgeryTokenAttribute());
            })
            .ConfigureApplicationPartManager(AddThisAssembly);
        KeepNoKeyRing(services);
        return services;
    }

    /// <summary>Maps the pages with their headers and their stylesheet. Call it before other middleware that answers requests.</summary>
    public static WebApplication MapPublicPages(this WebApplication app)
    {
        app.UseWhen(
            context => PageHeaders.Concern(context.Request.Path),
            pages => pages.Use(PageHeaders.AddAsync).Use(PageLanguage.SpeakAsync).UseMiddleware<FaultPage>());
        app.MapRazorPages().Add(AllowMethods);
        app.Services.GetRequiredService<Asset.Shelf>().Map(app);
        OfflinePage.Map(app);
        TrackingEvents.Map(app);
        return app;
    }

    // A page answers any method unless told otherwise. The fault page must: it stands in for whatever was asked.
    private static void AllowMethods(EndpointBuilder endpoint)
    {
        var page = endpoint.Metadata.OfType<PageActionDescriptor>().First().ViewEnginePath;
        if (page != FaultPage.Page)
            endpoint.Metadata.Add(new HttpMethodMetadata(TakesForms.Contains(page) ? ["GET", "HEAD", "POST"] : ["GET", "HEAD"]));
    }

    // The pages are found even where the process did not start in this assembly, as in tests and in the quick start.
    private static void AddThisAssembly(ApplicationPartManager parts)
    {
        var assembly = typeof(PublicPagesRegistration).Assembly;
        if (parts.ApplicationParts.Any(part => part.Name == assembly.GetName().Name))
            return;
        foreach (var part in ApplicationPartFactory.GetApplicationPartFactory(assembly).GetApplicationParts(assembly))
            parts.ApplicationParts.Add(part);
    }

    // Razor brings antiforgery, antiforgery brings Data Protection, and that makes a key ring in the home folder at start.
    // No page has a cookie or a form token, so the keys that nothing uses stay in memory.
    private static void KeepNoKeyRing(IServiceCollection services)
    {
        services.Replace(ServiceDescriptor.Singleton<IDataProtectionProvider, EphemeralDataProtectionProvider>());
        foreach (var warmUp in services.Where(s => s.ImplementationType?.Name == "DataProtectionHostedService").ToList())
            services.Remove(warmUp);
    }
}
