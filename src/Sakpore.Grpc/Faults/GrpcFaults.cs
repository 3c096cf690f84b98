using Google.Protobuf;
using Grpc.Core;
using Microsoft.AspNetCore.Http.Features;

namespace Sakpore.Grpc.Faults;

/// <summary>
/// Gives a reason to what is refused before a service is reached: a message that is none, that is too large, a method that
/// there is not. Services' own faults have theirs from <see cref="FaultInterceptor"/>.
/// </summary>
internal sealed class GrpcFaults(RequestDelegate next)
{
    private const string Status = "grpc-status";
    private const string Message = "grpc-message";
    private const string Details = "grpc-status-details-bin";

    /// <summary>Hands the call on, and looks at how it was answered.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true
            && !context.RequestAborted.IsCancellationRequested)
        {
            Explain(context.Response.HasStarted ? context.Features.Get<IHttpResponseTrailersFeature>()?.Trailers : context.Response.Headers);
        }
    }

    private static void Explain(IHeaderDictionary? trailers)
    {
        if (trailers is null || trailers.ContainsKey(Details) || !int.TryParse(trailers[Status], out var status))
        {
            return;
        }

        FaultReason? reason = (StatusCode)status switch
        {
            StatusCode.Internal or StatusCode.Unknown or StatusCode.InvalidArgument => FaultReason.InvalidRequest,
            StatusCode.ResourceExhausted => FaultReason.RequestTooLarge,
            StatusCode.Unimplemented => FaultReason.UnknownAddress,
            _ => null,
        };
        if (reason is { } told)
        {
            var answer = FaultInterceptor.ToStatus(Fault.Of(told));
            trailers[Status] = answer.Code.ToString(System.Globalization.CultureInfo.InvariantCulture);
            trailers[Message] = Uri.EscapeDataString(answer.Message);
            trailers[Details] = Convert.ToBase64String(answer.ToByteArray()).TrimEnd('=');
        }
    }
}
