using System.Data.Common;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Sakpore.Grpc.PublicPages;

/// <summary>Answers with a page where something broke on our side. The page says so and nothing of what it was; the log has that.</summary>
internal sealed partial class FaultPage(RequestDelegate next, EndpointDataSource endpoints, ILogger<FaultPage> log)
{
    /// <summary>The page that is shown, below the folder of pages.</summary>
    internal const string Page = "/Fault";

    internal static readonly Headline Sorry = new(Tone.Caution, Icon.Exclamation,
        new("Layanan sedang terganggu", "The service is disturbed"),
        new("Ini gangguan di pihak kami dan tidak mengatakan apa pun tentang surat Anda. Silakan coba lagi beberapa saat lagi.",
            "This is a fault of ours and says nothing about your letter. Please try again in a while."));

    /// <summary>503 where the database did not answer, which passes; else 500.</summary>
    internal static int StatusOf(HttpContext context) => context.Items[typeof(FaultPage)] is DbException { IsTransient: true }
        ? StatusCodes.Status503ServiceUnavailable
        : StatusCodes.Status500InternalServerError;

    /// <summary>Goes on, and steps in where that fails before anything was answered.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        try
        {
            await next(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            // Not the framework's exception handler: in a branch of the pipeline it does not find the page again.
            PageFailed(log, fault);
            context.Response.Clear();
            context.Items[typeof(FaultPage)] = fault;
            var page = endpoints.Endpoints.First(endpoint => endpoint.Metadata.GetMetadata<PageActionDescriptor>()?.ViewEnginePath == Page);
            context.SetEndpoint(page);
            context.Request.RouteValues = new(new { page = Page });
            await page.RequestDelegate!(context);
        }
    }

    // The address is not logged: it may hold a tracking token.
    [LoggerMessage(EventId = 4101, Level = LogLevel.Error, Message = "A public page failed.")]
    private static partial void PageFailed(ILogger log, Exception fault);
}
