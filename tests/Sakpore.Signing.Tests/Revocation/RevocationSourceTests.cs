using System.Globalization;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Signing.Online;
using Sakpore.Signing.Revocation;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Tests.Revocation;

/// <summary>OCSP and revocation lists over HTTP on loopback, from the throwaway PKI and from openssl.</summary>
public sealed class RevocationSourceTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private FakeTimeProvider _clock = null!;
    private TestPkiServer _server = null!;
    private OnlineServices _online = null!;

    [SetUp]
    public void Open()
    {
        _clock = new FakeTimeProvider(At);
        _server = TestPkiServer.Start(_clock);
        _online = new OnlineServices(new OnlineOptions { AllowLocalAddresses = true, Retries = 0 });
    }

    [TearDown]
    public async Task Close()
    {
        _online.Dispose();
        await _server.DisposeAsync();
    }

    private RevocationQuery Query(string name, DateTimeOffset? after = null) => new(Certificate(name), Certificate(TestPki.Issuing), after);

    private Certificate Certificate(string name) => Parse(_server.Pki[name].Certificate);

    private static async Task<RevocationAnswer> Answer(IRevocationSource source, RevocationQuery query)
    {
        var result = await source.FindAsync(query, CancellationToken.None);
        Assert.That(result.Refusal, Is.Null, result.Refusal?.English);
        return result.Answer!;
    }

    private OcspSource Ocsp(RevocationOptions? options = null) => new(_online, _clock, options);

    private RevocationListSource Lists(RevocationOptions? options = null) => new(_online, _clock, options);

    [TestCase("SHA1")]
    [TestCase("SHA256")]
    public async Task Ocsp_tells_good_and_revoked(string digest)
    {
        var source = Ocsp(new RevocationOptions { CertificateIdDigest = new HashAlgorithmName(digest), RequireNonce = true });
        var good = await Answer(source, Query(TestPki.EcdsaSigner));
        Assert.That((good.Kind, good.RevokedSince, good.ThisUpdate), Is.EqualTo((EvidenceKind.Ocsp, (DateTimeOffset?)null, At)));
        Assert.That(good.Signer, Is.EqualTo(Certificate(TestPki.OcspResponder)));
        var revoked = await Answer(source, Query(TestPki.RevokedSigner));
        Assert.That(revoked.RevokedSince, Is.EqualTo(At.AddHours(-1)));
    }

    [Test]
    public async Task List_tells_good_and_revoked()
    {
        var good = (await Lists().FindAsync(Query(TestPki.EcdsaSigner), CancellationToken.None)).Answer!;
        Assert.That((good.Kind, good.RevokedSince, good.Signer), Is.EqualTo((EvidenceKind.Crl, (DateTimeOffset?)null, Certificate(TestPki.Issuing))));
        Assert.That((await Lists().FindAsync(Query(TestPki.RevokedSigner), CancellationToken.None)).Answer!.RevokedSince, Is.EqualTo(At.AddHours(-1)));
    }

    [TestCase(TestMisbehavior.WrongNonce, RevocationRefusalCode.WrongNonce)]
    [TestCase(TestMisbehavior.MissingNonce, RevocationRefusalCode.WrongNonce)]
    [TestCase(TestMisbehavior.WrongSubject, RevocationRefusalCode.NotAnswered)]
    [TestCase(TestMisbehavior.WrongPurpose, RevocationRefusalCode.NotAuthorized)]
    [TestCase(TestMisbehavior.UnknownRoot, RevocationRefusalCode.NotAuthorized)]
    [TestCase(TestMisbehavior.MissingCertificates, RevocationRefusalCode.NotAuthorized)]
    [TestCase(TestMisbehavior.Late, RevocationRefusalCode.NotInForce)]
    [TestCase(TestMisbehavior.Refusal, RevocationRefusalCode.Refused)]
    [TestCase(TestMisbehavior.Garbage, RevocationRefusalCode.Malformed)]
    [TestCase(TestMisbehavior.Empty, RevocationRefusalCode.Malformed)]
    [TestCase(TestMisbehavior.Endless, RevocationRefusalCode.Unreachable)]
    [TestCase(TestMisbehavior.Hang, RevocationRefusalCode.Unreachable)]
    [TestCase(TestMisbehavior.Unavailable, RevocationRefusalCode.Unreachable)]
    public async Task Misbehaving_responder_is_refused(TestMisbehavior misbehavior, RevocationRefusalCode code)
    {
        _server.Misbehave(TestService.Ocsp, misbehavior);
        using var impatient = new OnlineServices(new OnlineOptions { AllowLocalAddresses = true, Timeout = TimeSpan.FromMilliseconds(300), Retries = 0 });
        var source = new OcspSource(misbehavior == TestMisbehavior.Hang ? impatient : _online, _clock, new RevocationOptions { RequireNonce = true });
        var result = await source.FindAsync(Query(TestPki.EcdsaSigner), CancellationToken.None);
        Assert.That(result.Refusal?.Code, Is.EqualTo(code), result.Refusal?.English);
    }

    [TestCase(TestMisbehavior.WrongSubject, RevocationRefusalCode.NotAnswered)]
    [TestCase(TestMisbehavior.WrongPurpose, RevocationRefusalCode.NotAnswered)]
    [TestCase(TestMisbehavior.Late, RevocationRefusalCode.NotInForce)]
    [TestCase(TestMisbehavior.Garbage, RevocationRefusalCode.Malformed)]
    [TestCase(TestMisbehavior.Endless, RevocationRefusalCode.Unreachable)]
    public async Task Misbehaving_list_is_refused(TestMisbehavior misbehavior, RevocationRefusalCode code)
    {
        _server.Misbehave(TestService.RevocationLists, misbehavior);
        var result = await Lists(new RevocationOptions { LongestList = 100_000 }).FindAsync(Query(TestPki.EcdsaSigner), CancellationToken.None);
        Assert.That(result.Refusal?.Code, Is.EqualTo(code), result.Refusal?.English);
    }

    [Test]
    public async Task Nonce_may_be_missing_unless_it_is_required()
    {
        _server.Misbehave(TestService.Ocsp, TestMisbehavior.MissingNonce);
        Assert.That((await Ocsp().FindAsync(Query(TestPki.EcdsaSigner), CancellationToken.None)).Answer, Is.Not.Null);
    }

    [Test]
    public async Task Answer_is_kept_until_the_next_is_due()
    {
        var source = OnlineRevocation.Create(_online, _clock);
        await Answer(source, Query(TestPki.EcdsaSigner));
        await Answer(source, Query(TestPki.EcdsaSigner));
        Assert.That(_server.Requests(TestService.Ocsp), Is.EqualTo(1));
        await Answer(source, Query(TestPki.RsaSigner));
        Assert.That(_server.Requests(TestService.Ocsp), Is.EqualTo(2), "another certificate, another answer");
        _clock.Advance(TimeSpan.FromDays(1));
        await Answer(source, Query(TestPki.EcdsaSigner));
        Assert.That(_server.Requests(TestService.Ocsp), Is.EqualTo(3));
        Assert.That(_server.Requests(TestService.RevocationLists), Is.Zero, "lists are asked for when OCSP fails");
    }

    [Test]
    public async Task Kept_answer_that_is_too_old_is_asked_for_again()
    {
        var source = Ocsp();
        await Answer(source, Query(TestPki.EcdsaSigner));
        _clock.Advance(TimeSpan.FromHours(1));
        var result = await source.FindAsync(Query(TestPki.EcdsaSigner, after: _clock.GetUtcNow()), CancellationToken.None);
        Assert.That(result.Answer?.ThisUpdate, Is.EqualTo(At.AddHours(1)));
    }

    [Test]
    public async Task Cache_is_bounded()
    {
        var source = new OcspSource(_online, _clock, null, new RevocationCache(capacity: 1));
        await Answer(source, Query(TestPki.EcdsaSigner));
        await Answer(source, Query(TestPki.EcdsaSigner));
        Assert.That(_server.Requests(TestService.Ocsp), Is.EqualTo(2));
    }

    [Test]
    public async Task List_older_than_asked_for_says_when_to_come_back()
    {
        _server.RevocationListInterval = TimeSpan.FromHours(6);
        _clock.Advance(TimeSpan.FromHours(1));
        var result = await Lists().FindAsync(Query(TestPki.EcdsaSigner, after: _clock.GetUtcNow()), CancellationToken.None);
        Assert.That((result.Refusal?.Code, result.Refusal?.RetryAt), Is.EqualTo((RevocationRefusalCode.TooOld, (DateTimeOffset?)At.AddHours(6))));
    }

    [Test]
    public async Task List_stands_in_where_ocsp_fails()
    {
        _server.Misbehave(TestService.Ocsp, TestMisbehavior.Unavailable);
        var result = await OnlineRevocation.Create(_online, _clock).FindAsync(Query(TestPki.EcdsaSigner), CancellationToken.None);
        Assert.That(result.Answer?.Kind, Is.EqualTo(EvidenceKind.Crl));
    }

    [Test]
    public async Task Certificate_without_address_is_told_so()
    {
        var result = await OnlineRevocation.Create(_online, _clock).FindAsync(Query(TestPki.OcspResponder), CancellationToken.None);
        Assert.That(result.Refusal?.Code, Is.EqualTo(RevocationRefusalCode.NoAddress));
    }

    [Test]
    public async Task Responder_of_openssl_is_accepted()
    {
        // openssl tells the machine's time and writes no address into certificates: the query's certificate names the port.
        var clock = TimeProvider.System;
        var port = OpenSslServices.FreePort();
        var pki = TestPki.Create(clock.GetUtcNow(), new TestPkiOptions { ServiceAddress = new Uri($"http://127.0.0.1:{port}/") });
        using var folder = new ScratchFolder();
        foreach (var (file, name) in new[] { ("ca.pem", TestPki.Issuing), ("responder.pem", TestPki.OcspResponder) })
            folder.Write(file, pki[name].ToCertificatePem());
        folder.Write("responder.key", pki[TestPki.OcspResponder].ToPrivateKeyPem());
        var good = Parse(pki[TestPki.RsaSigner].Certificate);
        var revoked = Parse(pki[TestPki.EcdsaSigner].Certificate);
        folder.Write("index.txt", string.Create(CultureInfo.InvariantCulture,
            $"V\t491231235959Z\t\t{good.SerialNumber.ToUpperInvariant()}\tunknown\t/CN=good\nR\t491231235959Z\t{clock.GetUtcNow().AddHours(-2):yyMMddHHmmss}Z\t{revoked.SerialNumber.ToUpperInvariant()}\tunknown\t/CN=revoked\n"));
        using var process = folder.Start("openssl", "ocsp", "-port", $"{port}", "-index", "index.txt", "-CA", "ca.pem",
            "-rsigner", "responder.pem", "-rkey", "responder.key", "-nmin", "60");
        try
        {
            using var patient = new OnlineServices(new OnlineOptions { AllowLocalAddresses = true, Retries = 5, RetryDelay = TimeSpan.FromMilliseconds(100) });
            var source = new OcspSource(patient, clock, new RevocationOptions { RequireNonce = true });
            var issuer = Parse(pki[TestPki.Issuing].Certificate);
            var answer = await source.FindAsync(new RevocationQuery(good, issuer), CancellationToken.None);
            Assert.That(answer.Refusal, Is.Null, answer.Refusal?.English);
            Assert.That(answer.Answer!.RevokedSince, Is.Null);
            var other = await source.FindAsync(new RevocationQuery(revoked, issuer), CancellationToken.None);
            Assert.That(other.Answer?.RevokedSince, Is.EqualTo(clock.GetUtcNow().AddHours(-2)).Within(TimeSpan.FromMinutes(1)));
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    [Test]
    public void Defaults_are_as_documented()
    {
        var options = new RevocationOptions();
        Assert.That((options.CertificateIdDigest, options.RequireNonce, options.LongestList, options.ClockSkew),
            Is.EqualTo((HashAlgorithmName.SHA1, false, 10 << 20, TimeSpan.FromMinutes(5))));
    }

    private static Certificate Parse(ReadOnlyMemory<byte> der) =>
        Signing.Trust.Certificate.TryParse(der, out var certificate) ? certificate : throw new AssertionException("no certificate");
}
