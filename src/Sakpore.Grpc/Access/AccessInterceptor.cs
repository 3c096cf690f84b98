using Grpc.Core;
using Grpc.Core.Interceptors;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Offices;

namespace Sakpore.Grpc.Access;

/// <summary>
/// Authenticates a call and holds it against the method table, before anything else looks at it. The key travels as
/// <c>authorization: Bearer KEY</c>; the officer for whom the system acts as <c>sakpore-officer: officers/ID</c>.
/// </summary>
internal sealed class AccessInterceptor(ApiKeys keys, OfficerDirectory officers) : Interceptor
{
    private const string BearerPrefix = "Bearer ";
    private const int LongestKey = 200;

    /// <inheritdoc/>
    public override async Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request, ServerCallContext context, UnaryServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        return await continuation(request, context);
    }

    /// <inheritdoc/>
    public override async Task<TResponse> ClientStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, ServerCallContext context, ClientStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        return await continuation(requestStream, context);
    }

    /// <inheritdoc/>
    public override async Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, ServerStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(request, responseStream, context);
    }

    /// <inheritdoc/>
    public override async Task DuplexStreamingServerHandler<TRequest, TResponse>(
        IAsyncStreamReader<TRequest> requestStream, IServerStreamWriter<TResponse> responseStream, ServerCallContext context, DuplexStreamingServerMethod<TRequest, TResponse> continuation)
    {
        await AdmitAsync(context);
        await continuation(requestStream, responseStream, context);
    }

    private async Task AdmitAsync(ServerCallContext context)
    {
        var caller = await IdentifyAsync(context);
        var audience = MethodAccess.Of(context.Method);
        if ((audience & caller.Audience) == 0)
        {
            throw Fault.Of(caller == Caller.Anonymous ? FaultReason.Unauthenticated : FaultReason.NotPermitted).Thrown();
        }

        context.UserState[typeof(Caller)] = caller;
    }

    private async Task<Caller> IdentifyAsync(ServerCallContext context)
    {
        var authorization = context.RequestHeaders.GetValue("authorization");
        if (authorization is null)
        {
            return Caller.Anonymous;
        }

        if (!authorization.StartsWith(BearerPrefix, StringComparison.Ordinal) || authorization.Length > LongestKey
            || await keys.FindAsync(authorization[BearerPrefix.Length..], context.CancellationToken) is not { } system)
        {
            throw Fault.Of(FaultReason.Unauthenticated).Thrown();
        }

        if (system.Office is null)
        {
            return new Caller(system.Id, Audience.Portal);
        }

        var officer = Officer(context, system.Office);
        var delegated = await keys.DelegatedAsync(officer.Id, system.Office, context.CancellationToken);
        var roles = officer.RolesIn(system.Office);
        return new Caller(system.Id, Audience.Officer, system.Office, officer, delegated.Count == 0 ? roles : roles.Union(delegated).ToHashSet());
    }

    private Officer Officer(ServerCallContext context, string office)
    {
        var named = context.RequestHeaders.GetValue("sakpore-officer");
        return named is not null && officers.Find(named) is { } officer && officer.Roles.Any(role => role.Office == office)
            ? officer
            : throw Fault.Of(FaultReason.UnknownOfficer, named).Thrown();
    }
}

/// <summary>The caller of a call, once admitted.</summary>
internal static class CallerOfCall
{
    /// <summary>Who calls.</summary>
    /// <exception cref="InvalidOperationException">The call did not pass <see cref="AccessInterceptor"/>.</exception>
    public static Caller Caller(this ServerCallContext context) =>
        context.UserState.TryGetValue(typeof(Caller), out var caller)
            ? (Caller)caller
            : throw new InvalidOperationException("The call was not admitted.");
}
