using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Microsoft.AspNetCore.Grpc.JsonTranscoding;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Faults;

/// <summary>The one place where a no becomes a gRPC answer with google.rpc details.</summary>
internal sealed partial class FaultInterceptor(Refusals refusals, ILogger<FaultInterceptor> logger) : Interceptor
{
    /// <summary>The domain of every reason.</summary>
    public const string Domain = "sakpore.id";

    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(request, context);
        }
        catch (Exception exception) when (FaultOf(exception, context) is { } fault)
        {
            throw await AnswerAsync(fault, context);
        }
    }

    /// <inheritdoc/>
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(new CallersStream<TRequest>(requestStream), context);
        }
        catch (Exception exception) when (FaultOf(exception, context) is { } fault)
        {
            throw await AnswerAsync(fault, context);
        }
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            await continuation(request, responseStream, context);
        }
        catch (Exception exception) when (FaultOf(exception, context) is { } fault)
        {
            throw await AnswerAsync(fault, context);
        }
    }

    /// <summary>A fault as google.rpc.Status: ErrorInfo, the sentence in both languages, Indonesian first, and when to come again, if that helps.</summary>
    public static Google.Rpc.Status ToStatus(Fault fault)
    {
        var reason = new ErrorInfo { Reason = fault.Reason, Domain = Domain };
        if (fault.Subject is { } subject)
        {
            reason.Metadata.Add("subject", subject);
        }

        if (fault.Etag is { } etag)
        {
            reason.Metadata.Add("etag", etag);
        }

        var status = new Google.Rpc.Status
        {
            Code = (int)fault.Status,
            Message = fault.Text.En,
            Details =
            {
                Any.Pack(reason),
                Any.Pack(new LocalizedMessage { Locale = "id-ID", Message = fault.Text.Id }),
                Any.Pack(new LocalizedMessage { Locale = "en", Message = fault.Text.En }),
            },
        };
        if (fault.RetryAfter is { } wait)
        {
            status.Details.Add(Any.Pack(new RetryInfo { RetryDelay = wait.ToDuration() }));
        }

        return status;
    }

    /// <summary>What an outage is told as.</summary>
    public static Fault Of(Outage outage) => Fault.Of(outage == Outage.Full ? FaultReason.StorageFull : FaultReason.DatabaseUnavailable);

    private Fault? FaultOf(Exception exception, ServerCallContext context) => exception switch
    {
        FaultException no => no.Fault,
        WriteConflictException => Fault.Of(FaultReason.WriteConflict),

        // A status that was made elsewhere, or a caller that is gone: nobody is left to be told.
        RpcException => null,
        _ when context.CancellationToken.IsCancellationRequested => null,
        _ when Outages.Of(exception) is { } outage => Unstored(exception, outage, context.Method),
        _ => Unexpected(exception, context.Method),
    };

    private async Task<RpcException> AnswerAsync(Fault fault, ServerCallContext context)
    {
        var http = context.GetHttpContext();
        await refusals.RecordAsync(http, context.Method, fault);
        if (http.GetEndpoint()?.Metadata.GetMetadata<GrpcJsonTranscodingMetadata>() is not null)
        {
            // The transcoding has a mapping of its own; the one of this folder wins.
            http.Response.OnStarting(() =>
            {
                http.Response.StatusCode = FaultStatus.Http(fault);
                HttpFaults.SayWhen(http.Response, fault);
                return Task.CompletedTask;
            });
        }

        return ToStatus(fault).ToRpcException();
    }

    private Fault Unstored(Exception exception, Outage outage, string method)
    {
        LogUnstored(exception, method);
        return Of(outage);
    }

    private Fault Unexpected(Exception exception, string method)
    {
        LogUnexpected(exception, method);
        return Fault.Of(FaultReason.InternalError);
    }

    [LoggerMessage(2, LogLevel.Warning, "{Method} could not read or store")]
    private partial void LogUnstored(Exception exception, string method);

    [LoggerMessage(1, LogLevel.Error, "{Method} failed unexpectedly")]
    private partial void LogUnexpected(Exception exception, string method);
}
