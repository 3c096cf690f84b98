using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Sakpore.Grpc.Proxies;

/// <summary>
/// Takes over from a declared proxy whose connection it forwards: the caller's address and, with mTLS, the caller's certificate.
/// From anybody else these headers are removed unread, so that nothing behind this point can believe them.
/// </summary>
internal sealed class ForwardedCaller(RequestDelegate next)
{
    /// <summary>The caller's certificate, PEM, percent-encoded (nginx: <c>$ssl_client_escaped_cert</c>); empty where it showed none.</summary>
    public const string CertificateHeader = "sakpore-client-certificate";

    private const string AddressHeader = "x-forwarded-for";
    private const int LongestCertificate = 16 << 10;

    private static readonly string[] Others = ["forwarded", "x-forwarded-host", "x-forwarded-proto", "x-forwarded-prefix", "x-real-ip"];

    /// <summary>Hands the call on as its caller's own.</summary>
    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Request.Headers;
        if (context.Features.Get<DeclaredProxy>() is not null)
        {
            // The last entry is the one that our proxy wrote; those before it are what its peer claimed.
            if (IPAddress.TryParse(headers[AddressHeader].ToString().Split(',')[^1].Trim(), out var address))
            {
                context.Connection.RemoteIpAddress = address;
            }

            // None where it showed none: the proxy's own certificate is not its callers'.
            context.Connection.ClientCertificate = Certificate(headers[CertificateHeader].ToString());
            if (context.Connection.ClientCertificate is { } certificate)
            {
                context.Response.RegisterForDispose(certificate);
            }
        }

        headers.Remove(CertificateHeader);
        headers.Remove(AddressHeader);
        foreach (var header in Others)
        {
            headers.Remove(header);
        }

        return next(context);
    }

    private static X509Certificate2? Certificate(string escaped)
    {
        if (escaped.Length is 0 or > LongestCertificate)
        {
            return null;
        }

        try
        {
            return X509Certificate2.CreateFromPem(Uri.UnescapeDataString(escaped));
        }
        catch (CryptographicException)
        {
            // What does not parse identifies nobody.
            return null;
        }
    }
}
