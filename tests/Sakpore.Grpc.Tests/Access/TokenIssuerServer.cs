using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Sakpore.Grpc.Tests.Access;

/// <summary>An OpenID Connect issuer on loopback: metadata, keys that can be changed, and tokens, good ones and bad ones.</summary>
internal sealed class TokenIssuerServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly DateTimeOffset _now;
    private readonly Dictionary<string, AsymmetricAlgorithm> _published = [];

    private TokenIssuerServer(WebApplication app, DateTimeOffset now) => (_app, _now) = (app, now);

    public const string Audience = "https://izin.example/hub";

    public string Address => _app.Urls.First();

    public int KeysRead { get; private set; }

    public bool IsAway { get; set; }

    public static async Task<TokenIssuerServer> StartAsync(DateTimeOffset now)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new TokenIssuerServer(app, now);
        app.Use((context, next) =>
        {
            context.Response.StatusCode = server.IsAway ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
            return server.IsAway ? Task.CompletedTask : next(context);
        });
        app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = server.Address, jwks_uri = server.Address + "/keys" }));
        app.MapGet("/keys", server.Keys);
        await app.StartAsync();
        server.Publish("first", RSA.Create(2048));
        return server;
    }

    public void Publish(string id, AsymmetricAlgorithm key) => _published.Add(id, key);

    public void Withdraw(string id) => _published.Remove(id);

    public RSA Rsa(string id) => (RSA)_published[id];

    /// <summary>The claims of a good token of a system's.</summary>
    public Dictionary<string, object> Claims(string caller, string? officer = null, string client = "simpadu")
    {
        var claims = new Dictionary<string, object>
        {
            ["iss"] = Address,
            ["aud"] = Audience,
            ["sub"] = client,
            ["client_id"] = client,
            ["iat"] = _now.ToUnixTimeSeconds(),
            ["exp"] = (_now + TimeSpan.FromHours(8)).ToUnixTimeSeconds(),
            ["sakpore_caller"] = caller,
        };
        if (officer is not null)
        {
            claims["sakpore_officer"] = officer;
        }

        return claims;
    }

    /// <summary>A token, signed with a published key.</summary>
    public string Sign(Dictionary<string, object> claims, string id = "first") => Sign(claims, _published[id], id);

    /// <summary>A token, signed with any key under any id.</summary>
    public static string Sign(Dictionary<string, object> claims, AsymmetricAlgorithm key, string id)
    {
        SigningCredentials credentials = key is RSA rsa
            ? new(new RsaSecurityKey(rsa) { KeyId = id }, SecurityAlgorithms.RsaSha256)
            : new(new ECDsaSecurityKey((ECDsa)key) { KeyId = id }, SecurityAlgorithms.EcdsaSha256);
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(JsonSerializer.Serialize(claims), credentials);
    }

    /// <summary>A token made by hand, whatever its algorithm says.</summary>
    public static string ByHand(object header, Dictionary<string, object> claims, Func<byte[], byte[]> sign)
    {
        var signed = Base64UrlEncoder.Encode(JsonSerializer.Serialize(header)) + "." + Base64UrlEncoder.Encode(JsonSerializer.Serialize(claims));
        return signed + "." + Base64UrlEncoder.Encode(sign(Encoding.ASCII.GetBytes(signed)));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var key in _published.Values)
        {
            key.Dispose();
        }
    }

    private IResult Keys()
    {
        KeysRead++;
        return Results.Json(new
        {
            keys = _published.Select(key =>
            {
                var jwk = key.Value is RSA rsa
                    ? JsonWebKeyConverter.ConvertFromRSASecurityKey(new RsaSecurityKey(rsa.ExportParameters(false)))
                    : JsonWebKeyConverter.ConvertFromECDsaSecurityKey(new ECDsaSecurityKey((ECDsa)key.Value));
                return new { kty = jwk.Kty, use = "sig", kid = key.Key, n = jwk.N, e = jwk.E, crv = jwk.Crv, x = jwk.X, y = jwk.Y };
            }),
        });
    }
}
