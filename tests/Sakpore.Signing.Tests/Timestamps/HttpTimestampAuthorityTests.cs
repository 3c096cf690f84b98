using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Signing.Online;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Timestamps;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Tests.Timestamps;

/// <summary>Against the throwaway PKI and against openssl, each over HTTP on loopback.</summary>
public sealed class HttpTimestampAuthorityTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly byte[] Imprint = SHA256.HashData("Surat Keterangan"u8);

    private FakeTimeProvider _clock = null!;
    private TestPkiServer _server = null!;
    private OnlineServices _online = null!;

    [SetUp]
    public void Open()
    {
        _clock = new FakeTimeProvider(At);
        _server = TestPkiServer.Start(_clock);
        _online = new OnlineServices(new OnlineOptions { AllowLocalAddresses = true, Retries = 1, RetryDelay = TimeSpan.FromMilliseconds(10) });
    }

    [TearDown]
    public async Task Close()
    {
        _online.Dispose();
        await _server.DisposeAsync();
    }

    private TimestampAuthorityOptions Options => new() { Address = _server.Timestamps, Anchors = TrustAnchors.Read(_server.Pki.Anchors) };

    private async Task<TimestampResult> Stamp(TimestampAuthorityOptions? options = null, byte[]? imprint = null) =>
        await new HttpTimestampAuthority(options ?? Options, _online, _clock).StampAsync(imprint ?? Imprint, CancellationToken.None);

    [Test]
    public async Task Token_proves_the_time_and_openssl_agrees()
    {
        var authority = new HttpTimestampAuthority(Options, _online, _clock);
        Assert.That(authority.LastTokenLength, Is.Null);
        var result = await authority.StampAsync(Imprint, CancellationToken.None);
        Assert.That(result.Refusal, Is.Null, result.Refusal?.English);
        Assert.That(result.Timestamp!.Time, Is.EqualTo(At));
        Assert.That(authority.LastTokenLength, Is.EqualTo(result.Timestamp.Token.Length));
        using var folder = new ScratchFolder();
        var (exit, output) = folder.Run("openssl", "ts", "-verify", "-token_in", "-in", folder.Write("token.der", result.Timestamp.Token.ToArray()),
            "-digest", Convert.ToHexString(Imprint), "-CAfile", folder.Write("root.pem", _server.Pki[TestPki.Root].ToCertificatePem()),
            "-attime", $"{At.ToUnixTimeSeconds()}");
        Assert.That(exit, Is.Zero, output);
    }

    [TestCase("SHA384")]
    [TestCase("SHA512")]
    public async Task Imprint_may_be_longer(string digest)
    {
        var name = new HashAlgorithmName(digest);
        var result = await Stamp(Options with { Digest = name }, CryptographicOperations.HashData(name, Imprint));
        Assert.That(result.Refusal, Is.Null, result.Refusal?.English);
    }

    [TestCase(TestMisbehavior.WrongNonce, TimestampRefusalCode.WrongNonce)]
    [TestCase(TestMisbehavior.MissingNonce, TimestampRefusalCode.WrongNonce)]
    [TestCase(TestMisbehavior.WrongSubject, TimestampRefusalCode.WrongImprint)]
    [TestCase(TestMisbehavior.WrongPolicy, TimestampRefusalCode.WrongPolicy)]
    [TestCase(TestMisbehavior.WrongPurpose, TimestampRefusalCode.WrongPurpose)]
    [TestCase(TestMisbehavior.UnknownRoot, TimestampRefusalCode.Untrusted)]
    [TestCase(TestMisbehavior.WrongReference, TimestampRefusalCode.WrongReference)]
    [TestCase(TestMisbehavior.MissingCertificates, TimestampRefusalCode.CertificateMissing)]
    [TestCase(TestMisbehavior.Early, TimestampRefusalCode.WrongTime)]
    [TestCase(TestMisbehavior.Late, TimestampRefusalCode.WrongTime)]
    [TestCase(TestMisbehavior.Refusal, TimestampRefusalCode.Refused)]
    [TestCase(TestMisbehavior.Garbage, TimestampRefusalCode.Malformed)]
    [TestCase(TestMisbehavior.Empty, TimestampRefusalCode.Malformed)]
    [TestCase(TestMisbehavior.Endless, TimestampRefusalCode.Unreachable)]
    [TestCase(TestMisbehavior.Hang, TimestampRefusalCode.Unreachable)]
    [TestCase(TestMisbehavior.Unavailable, TimestampRefusalCode.Unreachable)]
    public async Task Misbehaving_authority_is_refused(TestMisbehavior misbehavior, TimestampRefusalCode code)
    {
        _server.Misbehave(TestService.Timestamps, misbehavior);
        using var impatient = new OnlineServices(new OnlineOptions { AllowLocalAddresses = true, Timeout = TimeSpan.FromMilliseconds(300), Retries = 0 });
        var authority = new HttpTimestampAuthority(
            Options with { Policy = TestTimestampOptions.DefaultPolicy }, misbehavior == TestMisbehavior.Hang ? impatient : _online, _clock);
        var result = await authority.StampAsync(Imprint, CancellationToken.None);
        Assert.That(result.Refusal?.Code, Is.EqualTo(code), result.Refusal?.English);
        Assert.That(result.Timestamp, Is.Null);
    }

    [Test]
    public async Task Failure_that_passes_is_tried_again()
    {
        _server.Misbehave(TestService.Timestamps, TestMisbehavior.Unavailable, times: 1);
        var result = await Stamp();
        Assert.That(result.Refusal, Is.Null, result.Refusal?.English);
        Assert.That(_server.Requests(TestService.Timestamps), Is.EqualTo(2));
    }

    [Test]
    public async Task Refusal_is_not_tried_again()
    {
        _server.Misbehave(TestService.Timestamps, TestMisbehavior.Refusal);
        await Stamp();
        Assert.That(_server.Requests(TestService.Timestamps), Is.EqualTo(1));
    }

    [Test]
    public async Task Authority_that_nobody_trusts_is_refused()
    {
        Assert.That((await Stamp(Options with { Anchors = TrustAnchors.None })).Refusal?.Code, Is.EqualTo(TimestampRefusalCode.Untrusted));
        var forSignatures = TrustAnchors.Of(Options.Anchors.All.Select(a => a with { Purposes = AnchorPurposes.Signatures }));
        Assert.That((await Stamp(Options with { Anchors = forSignatures })).Refusal?.Code, Is.EqualTo(TimestampRefusalCode.Untrusted));
    }

    [Test]
    public async Task Closed_port_is_a_refusal()
    {
        var address = _server.Timestamps;
        await _server.DisposeAsync();
        var result = await Stamp(Options with { Address = address });
        Assert.That(result.Refusal?.Code, Is.EqualTo(TimestampRefusalCode.Unreachable));
    }

    [Test]
    public void Caller_who_gives_up_is_told_so_by_an_exception()
    {
        _server.Misbehave(TestService.Timestamps, TestMisbehavior.Hang);
        using var patience = new CancellationTokenSource(TimeSpan.FromMilliseconds(50));
        var authority = new HttpTimestampAuthority(Options, _online, _clock);
        Assert.That(async () => await authority.StampAsync(Imprint, patience.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    [Test]
    public async Task Authority_of_openssl_is_accepted()
    {
        // openssl tells the machine's time, so this PKI begins with it.
        var clock = TimeProvider.System;
        var pki = TestPki.Create(clock.GetUtcNow());
        await using var openssl = OpenSslServices.Timestamps(pki, TestPki.RsaTimestampAuthority);
        var options = new TimestampAuthorityOptions { Address = openssl.Address, Anchors = TrustAnchors.Read(pki.Anchors), Policy = "1.2.3.4.1" };
        using var patient = new OnlineServices(new OnlineOptions { AllowLocalAddresses = true });
        var result = await new HttpTimestampAuthority(options, patient, clock).StampAsync(Imprint, CancellationToken.None);
        Assert.That(result.Refusal, Is.Null, result.Refusal?.English);
        Assert.That(result.Timestamp!.Time, Is.EqualTo(clock.GetUtcNow()).Within(TimeSpan.FromMinutes(1)));
    }

    [Test]
    public async Task Local_address_is_refused_at_once_unless_permitted()
    {
        using var online = new OnlineServices(new OnlineOptions { Retries = 5, RetryDelay = TimeSpan.FromMinutes(1) });
        var before = _server.Requests(TestService.Timestamps);
        var result = await new HttpTimestampAuthority(Options, online, _clock).StampAsync(Imprint, CancellationToken.None);
        Assert.That(result.Refusal?.Code, Is.EqualTo(TimestampRefusalCode.Unreachable));
        Assert.That(result.Refusal!.English, Does.Contain("local address"));
        Assert.That(_server.Requests(TestService.Timestamps), Is.EqualTo(before));
    }

    [Test]
    public void Defaults_are_as_documented()
    {
        var options = new OnlineOptions();
        Assert.That((options.Timeout, options.Retries, options.RetryDelay), Is.EqualTo((TimeSpan.FromSeconds(10), 2, TimeSpan.FromMilliseconds(500))));
        Assert.That(options.AllowLocalAddresses, Is.False);
        Assert.That((Options.ClockSkew, Options.Digest, Options.Policy), Is.EqualTo((TimeSpan.FromMinutes(5), HashAlgorithmName.SHA256, (string?)null)));
    }

    [Test]
    public void Credentials_are_not_part_of_the_text()
    {
        var options = Options with { Authorization = new("Basic", "cmFoYXNpYQ==") };
        Assert.That(options.ToString(), Does.Not.Contain("cmFoYXNpYQ").And.Contain("/tsa/"));
    }
}
