using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Sakpore.Grpc.Access;

/// <summary>
/// Access tokens of an OAuth 2.0 issuer (RFC 9068): signed with a public-key algorithm by one of the issuer's keys, for this
/// hub, and not expired. What they say of the caller: <c>client_id</c> (or <c>azp</c>) the system, <c>sakpore_caller</c>
/// <c>portal</c> or <c>offices/{slug}</c>, <c>sakpore_officer</c> the officer.
/// </summary>
internal sealed class AccessTokens(TokenOptions options, TokenKeys keys, TimeProvider time)
{
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(1);

    // Asymmetric ones alone (RFC 8725, 3.1 and 3.2): with HMAC the published key would sign, with none anybody.
    private static readonly string[] Algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256,
        SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384,
        SecurityAlgorithms.EcdsaSha512,
    ];

    private readonly JsonWebTokenHandler _handler = new() { MapInboundClaims = false };

    /// <summary>Whether credentials are of a token's shape: three parts.</summary>
    public static bool IsShaped(string credentials) => credentials.Count(symbol => symbol == '.') == 2;

    /// <summary>The system that a token names; null: the token is not good, or names none.</summary>
    /// <param name="token">The token.</param>
    /// <param name="certificate">The certificate that the caller showed, or null.</param>
    /// <param name="cancellation">Cancels the call.</param>
    public async Task<CallingSystem?> FindAsync(string token, X509Certificate2? certificate, CancellationToken cancellation)
    {
        if (Read(token) is not { } read || !Algorithms.Contains(read.Alg) || read.Kid.Length == 0
            || read.Typ?.ToUpperInvariant() is not (null or "" or "JWT" or "AT+JWT" or "APPLICATION/AT+JWT")
            || await keys.FindAsync(read.Kid, cancellation) is not { } key || (key.Alg is { Length: > 0 } alg && alg != read.Alg))
        {
            return null;
        }

        var result = await _handler.ValidateTokenAsync(read, new TokenValidationParameters
        {
            ValidIssuer = options.Issuer,
            ValidAudience = options.Audience,
            IssuerSigningKey = key,
            ValidAlgorithms = Algorithms,
            RequireExpirationTime = true,
            LifetimeValidator = (from, until, _, _) => IsNow(from, until),
        });
        return result.IsValid && IsBoundTo(read, certificate) ? Caller(read) : null;
    }

    private JsonWebToken? Read(string token)
    {
        try
        {
            return _handler.ReadJsonWebToken(token);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    private bool IsNow(DateTime? from, DateTime? until)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return (from is null || from <= now + ClockSkew) && until > now - ClockSkew;
    }

    /// <summary>A token that was issued to whoever holds a certificate's key is good with that certificate alone (RFC 8705, 3.1).</summary>
    private static bool IsBoundTo(JsonWebToken token, X509Certificate2? certificate) =>
        !token.TryGetPayloadValue<Dictionary<string, object>>("cnf", out var confirmation)
        || (confirmation.TryGetValue("x5t#S256", out var thumbprint) && certificate is not null
            && thumbprint?.ToString() == Base64UrlEncoder.Encode(SHA256.HashData(certificate.RawDataMemory.Span)));

    private CallingSystem? Caller(JsonWebToken token)
    {
        var client = Claim(token, "client_id") ?? Claim(token, "azp");
        var caller = Claim(token, "sakpore_caller");
        if (client is null || caller is null)
        {
            return null;
        }

        var system = "systems/" + client;
        return caller == "portal" ? new CallingSystem(system, null)
            : Identifiers.ResourceNames.IdIn(Identifiers.ResourceNames.Offices, caller) is { } office
                ? new CallingSystem(system, office, options.OnBehalfSystems.Contains(system), Claim(token, "sakpore_officer"))
            : null;
    }

    private static string? Claim(JsonWebToken token, string name) =>
        token.TryGetPayloadValue<string>(name, out var value) && value.Length > 0 ? value : null;
}
