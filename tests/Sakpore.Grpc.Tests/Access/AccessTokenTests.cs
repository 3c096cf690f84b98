using System.Security.Cryptography;
using System.Text;
using Dapper;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Offices.V1;

namespace Sakpore.Grpc.Tests.Access;

/// <summary>Access tokens of a real issuer on loopback: good ones are taken, each kind of bad one is refused.</summary>
internal sealed class AccessTokenTests
{
    private const string FrontOffice = "officers/contoh-front-office";

    private TokenIssuerServer _issuer = null!;
    private TestHub _hub = null!;

    [SetUp]
    public async Task Start()
    {
        _issuer = await TokenIssuerServer.StartAsync(new DateTimeOffset(2026, 11, 23, 2, 0, 0, TimeSpan.Zero));
        _hub = await TestHub.StartAsync(options => options with
        {
            Access = options.Access with
            {
                Tokens = new TokenOptions { Issuer = _issuer.Address, Audience = TokenIssuerServer.Audience, OnBehalfSystems = ["systems/loket"] },
            },
        });
    }

    [TearDown]
    public async Task Stop()
    {
        await _hub.DisposeAsync();
        await _issuer.DisposeAsync();
    }

    [Test]
    public async Task Portal_submits_and_the_officer_of_the_signed_claim_is_recorded_as_actor()
    {
        var submitted = await Bearer(_issuer.Sign(_issuer.Claims("portal", client: "sakpore-baru"))).SubmitAsync();
        await Bearer(_issuer.Sign(_issuer.Claims("offices/dpmptsp", FrontOffice))).CompleteAsync(submitted.Application.Name);
        await using var database = new SqliteConnection($"Data Source={_hub.DatabaseFile};Mode=ReadOnly");
        var actors = (await database.QueryAsync<string>("SELECT DISTINCT actor FROM events ORDER BY actor")).AsList();
        Assert.That(actors, Is.EqualTo(new[] { FrontOffice, "systems/sakpore-baru" }));
    }

    [Test]
    public async Task Officer_by_header_is_for_systems_that_are_trusted_with_it()
    {
        var trusted = _issuer.Sign(_issuer.Claims("offices/dpmptsp", client: "loket"));
        var other = _issuer.Sign(_issuer.Claims("offices/dpmptsp"));
        var named = _issuer.Sign(_issuer.Claims("offices/dpmptsp", FrontOffice, "loket"));
        Assert.Multiple(async () =>
        {
            Assert.That(await ReasonAsync(trusted, FrontOffice), Is.Null);
            Assert.That(await ReasonAsync(other, FrontOffice), Is.EqualTo("OFFICER_NOT_VOUCHED"));
            Assert.That(await ReasonAsync(named, FrontOffice), Is.Null, "the header says what the claim says");
            Assert.That(await ReasonAsync(named, "officers/contoh-kepala"), Is.EqualTo("OFFICER_NOT_VOUCHED"), "the header says another one than the claim");
            Assert.That(await ReasonAsync(other), Is.EqualTo("UNKNOWN_OFFICER"));
            Assert.That(await ReasonAsync(_issuer.Sign(_issuer.Claims("offices/bappeda", FrontOffice))), Is.EqualTo("UNKNOWN_OFFICER"), "an officer of another office");
        });
    }

    [TestCaseSource(nameof(Bad))]
    public async Task Bad_token_is_refused(Func<TokenIssuerServer, string> make) =>
        Assert.That(await ReasonAsync(make(_issuer)), Is.EqualTo("UNAUTHENTICATED"));

    [Test]
    public async Task Keys_may_change_at_any_time()
    {
        Assert.That(await ReasonAsync(Good()), Is.Null);
        using var next = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        _issuer.Publish("second", next);
        _hub.Time.Advance(TokenKeys.SoonestAgain);
        Assert.That(await ReasonAsync(_issuer.Sign(_issuer.Claims("offices/dpmptsp", FrontOffice), "second")), Is.Null, "the first token of a new key");
        var old = Good();
        _issuer.Withdraw("first");
        _hub.Time.Advance(TimeSpan.FromHours(1));
        Assert.That(await ReasonAsync(old), Is.EqualTo("UNAUTHENTICATED"), "a key that the issuer took back");
    }

    [Test]
    public async Task Made_up_keys_cost_the_issuer_nothing()
    {
        Assert.That(await ReasonAsync(Good()), Is.Null);
        using var key = RSA.Create(2048);
        for (var made = 0; made < 10; made++)
        {
            await ReasonAsync(TokenIssuerServer.Sign(_issuer.Claims("portal"), key, "made-up-" + made));
        }

        Assert.That(_issuer.KeysRead, Is.EqualTo(1));
    }

    [Test]
    public async Task Issuer_that_is_away_is_done_without_for_a_day()
    {
        _issuer.IsAway = true;
        Assert.That(await ReasonAsync(Good()), Is.EqualTo("TOKEN_ISSUER_UNAVAILABLE"), "no keys were ever read");
        _issuer.IsAway = false;
        _hub.Time.Advance(TokenKeys.SoonestAgain);
        Assert.That(await ReasonAsync(Good()), Is.Null);
        _issuer.IsAway = true;
        _hub.Time.Advance(TimeSpan.FromHours(6));
        Assert.That(await ReasonAsync(Good()), Is.Null, "the keys of before are still used");
    }

    private static readonly TestCaseData[] Bad =
    [
        Case("Wrong_issuer", issuer => issuer.Sign(Changed(issuer, "iss", "https://elsewhere.example"))),
        Case("Wrong_audience", issuer => issuer.Sign(Changed(issuer, "aud", "https://izin.example/other"))),
        Case("Expired", issuer => issuer.Sign(Changed(issuer, "exp", new DateTimeOffset(2026, 11, 23, 1, 58, 59, TimeSpan.Zero).ToUnixTimeSeconds()))),
        Case("Without_an_end", issuer => issuer.Sign(Without(issuer, "exp"))),
        Case("Not_yet_valid", issuer => issuer.Sign(Changed(issuer, "nbf", new DateTimeOffset(2026, 11, 23, 2, 1, 1, TimeSpan.Zero).ToUnixTimeSeconds()))),
        Case("Without_a_system", issuer => issuer.Sign(Without(issuer, "client_id"))),
        Case("Without_a_caller", issuer => issuer.Sign(Without(issuer, "sakpore_caller"))),
        Case("Bound_to_a_certificate", issuer => issuer.Sign(Changed(issuer, "cnf", new Dictionary<string, string> { ["x5t#S256"] = "bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2" }))),
        Case("Unsigned", issuer => TokenIssuerServer.ByHand(new { alg = "none", typ = "JWT", kid = "first" }, Claims(issuer), _ => [])),
        Case("Signature_taken_off", issuer => issuer.Sign(Claims(issuer)) is var token ? token[..(token.LastIndexOf('.') + 1)] : ""),
        Case("HMAC_with_the_public_key_in_PEM", issuer => ByHmac(issuer, Encoding.ASCII.GetBytes(issuer.Rsa("first").ExportSubjectPublicKeyInfoPem()))),
        Case("HMAC_with_the_public_key_in_DER", issuer => ByHmac(issuer, issuer.Rsa("first").ExportSubjectPublicKeyInfo())),
        Case("HMAC_with_the_modulus", issuer => ByHmac(issuer, issuer.Rsa("first").ExportParameters(false).Modulus!)),
        Case("Unknown_key", issuer => ByStranger(issuer, "another")),
        Case("Known_id_and_another_key", issuer => ByStranger(issuer, "first")),
        Case("Other_type", issuer => TokenIssuerServer.ByHand(
            new { alg = "RS256", typ = "logout+jwt", kid = "first" }, Claims(issuer),
            data => issuer.Rsa("first").SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))),
        Case("Of_another_shape", _ => "a.b.c"),
    ];

    private static TestCaseData Case(string name, Func<TokenIssuerServer, string> make) => new TestCaseData(make).SetName("Bad_token_is_refused_" + name);

    private static Dictionary<string, object> Claims(TokenIssuerServer issuer) => issuer.Claims("offices/dpmptsp", FrontOffice);

    private static Dictionary<string, object> Changed(TokenIssuerServer issuer, string claim, object value) => new(Claims(issuer)) { [claim] = value };

    private static Dictionary<string, object> Without(TokenIssuerServer issuer, string claim)
    {
        var claims = Claims(issuer);
        claims.Remove(claim);
        return claims;
    }

    private static string ByHmac(TokenIssuerServer issuer, byte[] key) =>
        TokenIssuerServer.ByHand(new { alg = "HS256", typ = "JWT", kid = "first" }, Claims(issuer), data => HMACSHA256.HashData(key, data));

    private static string ByStranger(TokenIssuerServer issuer, string id)
    {
        using var key = RSA.Create(2048);
        return TokenIssuerServer.Sign(Claims(issuer), key, id);
    }

    private string Good() => _issuer.Sign(Claims(_issuer));

    private CallInvoker Bearer(string token) => _hub.With(("authorization", "Bearer " + token));

    private Task<string?> ReasonAsync(string token, string? officer = null)
    {
        var caller = officer is null ? Bearer(token) : _hub.With(("authorization", "Bearer " + token), ("sakpore-officer", officer));
        return Refused.ReasonAsync(async () => await new OfficeService.OfficeServiceClient(caller).ListOfficersAsync(new ListOfficersRequest()));
    }
}
