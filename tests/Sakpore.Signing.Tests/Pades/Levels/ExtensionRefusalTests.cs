using Sakpore.Signing.Pades;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Tests.Pades.Levels;

/// <summary>What is not extended, and why; nothing is written then.</summary>
public sealed class ExtensionRefusalTests
{
    private static readonly TestIdentity RevokedLater = new("Revoked Later", TestPki.Issuing, TestKey.P256, TestRole.Signer)
    {
        RevokedAt = LevelsFixture.At.AddHours(12),
    };

    private LevelsFixture _levels = null!;

    [SetUp]
    public void Open() => _levels = new LevelsFixture(new TestPkiOptions { Additional = [RevokedLater] });

    [TearDown]
    public async Task Close() => await _levels.DisposeAsync();

    [Test]
    public async Task Unsigned() => Assert.That((await _levels.Refusal(SamplePdf.Minimal(), _levels.T)).Code, Is.EqualTo(PadesRefusalCode.NotSigned));

    [Test]
    public async Task Unreadable()
    {
        var refusal = await _levels.Refusal("not a PDF"u8.ToArray(), _levels.T);
        Assert.That(refusal.Code, Is.EqualTo(PadesRefusalCode.DocumentUnreadable));
        Assert.That(refusal.English, Is.Not.Empty);
    }

    [Test]
    public async Task Altered()
    {
        var signed = await _levels.SignT(SamplePdf.Minimal());
        signed[signed.AsSpan().IndexOf("Surat"u8)] ^= 0x20;
        var refusal = await _levels.Refusal(signed, _levels.LT);
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((PadesRefusalCode.SignatureNotValid, "DIGEST_MISMATCH")));
    }

    [Test]
    public async Task Of_nobody_trusted()
    {
        var refusal = await _levels.Refusal(await _levels.SignB(SamplePdf.Minimal(), TestPki.UnknownSigner), _levels.T);
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((PadesRefusalCode.SignatureNotValid, "NO_TRUSTED_PATH")));
    }

    [Test]
    public async Task Expired_before_any_timestamp()
    {
        var refusal = await _levels.Refusal(await _levels.SignB(SamplePdf.Minimal(), TestPki.ExpiredSigner), _levels.T);
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((PadesRefusalCode.SignatureNotValid, "CERTIFICATE_EXPIRED")));
    }

    [Test]
    public async Task Revoked_before_the_timestamp()
    {
        var refusal = await _levels.Refusal(await _levels.SignT(SamplePdf.Minimal(), TestPki.RevokedSigner), _levels.LT);
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((PadesRefusalCode.SignatureNotValid, "CERTIFICATE_REVOKED")));
    }

    [Test]
    public async Task Revoked_after_the_timestamp_is_no_obstacle()
    {
        var signed = await _levels.SignT(SamplePdf.Minimal(), RevokedLater.Name);
        _levels.Clock.Advance(TimeSpan.FromDays(1));
        await _levels.Extend(signed, _levels.LTA);
    }

    [Test]
    public async Task Level_that_it_has()
    {
        var lt = await _levels.Extend(await _levels.SignT(SamplePdf.Minimal()), _levels.LT);
        Assert.That((await _levels.Refusal(lt, _levels.LT)).Code, Is.EqualTo(PadesRefusalCode.LevelReached));
        Assert.That((await _levels.Refusal(lt, _levels.T)).Code, Is.EqualTo(PadesRefusalCode.LevelReached));
        Assert.That((await _levels.Refusal(lt, BaselineB.Instance)).Code, Is.EqualTo(PadesRefusalCode.LevelReached));
    }

    [Test]
    public async Task Without_evidence()
    {
        var signed = await _levels.SignT(SamplePdf.Minimal());
        _levels.Server.Misbehave(TestService.Ocsp, TestMisbehavior.Unavailable);
        _levels.Server.Misbehave(TestService.RevocationLists, TestMisbehavior.Unavailable);
        var refusal = await _levels.Refusal(signed, _levels.LT);
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((PadesRefusalCode.EvidenceMissing, "REVOCATION_UNREACHABLE")));
        Assert.That(refusal.English, Does.Contain(TestPki.EcdsaSigner));
    }

    [Test]
    public async Task Without_timestamp()
    {
        var signed = await _levels.SignB(SamplePdf.Minimal());
        _levels.Server.Misbehave(TestService.Timestamps, TestMisbehavior.Refusal);
        var refusal = await _levels.Refusal(signed, _levels.LTA);
        Assert.That((refusal.Code, refusal.Reason), Is.EqualTo((PadesRefusalCode.TimestampFailed, "TIMESTAMP_REFUSED")));
    }

    [Test]
    public async Task By_an_extender_that_trusts_nobody()
    {
        var signed = await _levels.SignB(SamplePdf.Minimal());
        var output = new System.Buffers.ArrayBufferWriter<byte>();
        var result = await new PadesExtender(TrustAnchors.None, _levels.Clock).ExtendAsync(signed, _levels.T, output, CancellationToken.None);
        Assert.That(result.Refusal?.Code, Is.EqualTo(PadesRefusalCode.SignatureNotValid));
    }
}
