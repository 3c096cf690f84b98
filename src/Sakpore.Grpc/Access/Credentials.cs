using System.Security.Cryptography.X509Certificates;
using Sakpore.Grpc.Faults;

namespace Sakpore.Grpc.Access;

/// <summary>
/// Tells the calling system by what it shows: an API key or an access token in <c>authorization: Bearer</c>, or else a client
/// certificate. Who shows something that is not known is refused, and never taken for the public.
/// </summary>
internal sealed class Credentials(ApiKeys keys, ClientCertificates certificates, AccessTokens? tokens = null)
{
    private const string Bearer = "Bearer ";
    private const int Longest = 8 << 10;

    /// <summary>The calling system, or null: the call shows nothing.</summary>
    /// <exception cref="FaultException">What it shows is not known.</exception>
    public async ValueTask<CallingSystem?> FindAsync(HttpContext call)
    {
        var certificate = call.Connection.ClientCertificate;
        var found = call.Request.Headers.Authorization.ToString() is { Length: > 0 } authorization
            ? await BearerAsync(authorization, certificate, call.RequestAborted)
            : certificate is not null ? certificates.Find(certificate)
            : null;
        return found is null && (certificate is not null || call.Request.Headers.Authorization.Count > 0)
            ? throw Fault.Of(FaultReason.Unauthenticated).Thrown()
            : found;
    }

    private async ValueTask<CallingSystem?> BearerAsync(string authorization, X509Certificate2? certificate, CancellationToken cancellation)
    {
        if (authorization.Length > Longest || !authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var shown = authorization[Bearer.Length..];
        return !AccessTokens.IsShaped(shown) ? await keys.FindAsync(shown, cancellation)
            : tokens is null ? null
            : await tokens.FindAsync(shown, certificate, cancellation);
    }
}
