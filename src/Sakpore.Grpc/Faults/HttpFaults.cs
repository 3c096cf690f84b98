using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Rpc;
using Sakpore.Grpc.Storage;
using HttpResponse = Microsoft.AspNetCore.Http.HttpResponse;

namespace Sakpore.Grpc.Faults;

/// <summary>A fault as HTTP callers get it: google.rpc.Status in JSON, with the same details as over gRPC.</summary>
internal static class HttpFaults
{
    /// <summary>The types that stand in a fault's details.</summary>
    public static readonly TypeRegistry Details = TypeRegistry.FromMessages(ErrorInfo.Descriptor, LocalizedMessage.Descriptor, RetryInfo.Descriptor);

    private static readonly JsonFormatter Formatter = new(JsonFormatter.Settings.Default.WithTypeRegistry(Details));

    /// <summary>Answers with a fault.</summary>
    /// <param name="response">A response that has not started.</param>
    /// <param name="fault">The fault.</param>
    public static Task WriteAsync(HttpResponse response, Fault fault)
    {
        response.StatusCode = FaultStatus.Http(fault);
        response.ContentType = "application/json; charset=utf-8";
        SayWhen(response, fault);
        return response.WriteAsync(Formatter.Format(FaultInterceptor.ToStatus(fault)));
    }

    /// <summary>Says in the header <c>Retry-After</c> when to come again, if that helps.</summary>
    public static void SayWhen(HttpResponse response, Fault fault)
    {
        if (fault.RetryAfter is { } wait)
        {
            response.Headers.RetryAfter = FaultRetry.Header(wait);
        }
    }

    /// <summary>Does something that answers over HTTP without a service; a fault becomes the answer, as long as none has begun.</summary>
    public static async Task AnswerAsync(HttpContext context, Func<Task> answer)
    {
        try
        {
            await answer();
        }
        catch (FaultException no) when (!context.Response.HasStarted)
        {
            context.Response.Clear();
            await WriteAsync(context.Response, no.Fault);
        }
        catch (WriteConflictException) when (!context.Response.HasStarted)
        {
            await WriteAsync(context.Response, Fault.Of(FaultReason.WriteConflict));
        }
        catch (Exception unstored) when (!context.Response.HasStarted && Outages.Of(unstored) is { } outage)
        {
            context.Response.Clear();
            await WriteAsync(context.Response, FaultInterceptor.Of(outage));
        }
    }

    /// <summary>Says in words what the server said of an address of the contract with a bare number.</summary>
    public static Task ExplainAsync(HttpContext context)
    {
        var response = context.Response;
        FaultReason? reason = response.StatusCode switch
        {
            StatusCodes.Status404NotFound => FaultReason.UnknownAddress,
            StatusCodes.Status405MethodNotAllowed => FaultReason.WrongHttpMethod,
            StatusCodes.Status415UnsupportedMediaType => FaultReason.WrongContentType,
            _ => null,
        };
        return reason is { } told && !response.HasStarted && response.ContentLength is null && context.Request.Path.StartsWithSegments("/v1")
            ? WriteAsync(response, Fault.Of(told, context.Request.Path))
            : Task.CompletedTask;
    }
}
