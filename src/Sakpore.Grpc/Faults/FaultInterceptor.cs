using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;
using Grpc.Core.Interceptors;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Faults;

/// <summary>The one place where a no becomes a gRPC answer with google.rpc details.</summary>
internal sealed class FaultInterceptor : Interceptor
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
        catch (Exception exception) when (Answer(exception) is { } answer)
        {
            throw answer;
        }
    }

    /// <inheritdoc/>
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        try
        {
            return await continuation(requestStream, context);
        }
        catch (Exception exception) when (Answer(exception) is { } answer)
        {
            throw answer;
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
        catch (Exception exception) when (Answer(exception) is { } answer)
        {
            throw answer;
        }
    }

    /// <summary>A fault as google.rpc.Status: ErrorInfo, and the sentence in both languages, Indonesian first.</summary>
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

        return new Google.Rpc.Status
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
    }

    private static RpcException? Answer(Exception exception) => exception switch
    {
        FaultException no => ToStatus(no.Fault).ToRpcException(),
        WriteConflictException => ToStatus(Fault.Of(FaultReason.WriteConflict)).ToRpcException(),
        _ => null,
    };
}
