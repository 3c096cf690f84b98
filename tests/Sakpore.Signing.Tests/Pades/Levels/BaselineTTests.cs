using System.Buffers;
using Sakpore.Signing.Pades;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Tests.Pades.Levels;

/// <summary>Signing with a signature timestamp.</summary>
public sealed class BaselineTTests
{
    private LevelsFixture _levels = null!;

    [SetUp]
    public void Open() => _levels = new LevelsFixture();

    [TearDown]
    public async Task Close() => await _levels.DisposeAsync();

    [TestCase(TestPki.EcdsaSigner)]
    [TestCase(TestPki.RsaSigner)]
    public async Task Signature_is_timestamped_and_everybody_accepts_both(string signer)
    {
        var file = SamplePdf.Minimal();
        var signed = await _levels.SignT(file, signer);
        IndependentCheckers.PdfSigAccepts(signed, 1);
        _levels.IsAccepted(file, signed, signatures: 1, tokens: 1);
        var report = _levels.Verify(signed, RevocationRequirement.IfPresent);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText(report));
        Assert.That(report.Signatures[0].Level, Is.EqualTo(SignatureLevel.T));
        Assert.That(report.Signatures[0].ProvedTime, Is.EqualTo(LevelsFixture.At));
    }

    [Test]
    public async Task Room_is_16_KB_at_first_and_then_what_the_last_token_took()
    {
        var file = SamplePdf.Minimal();
        var first = await _levels.SignT(file);
        // Read before the second signature: tokens differ by a few bytes, because DER writes r and s of ECDSA as short as they are.
        var lastToken = _levels.Authority.LastTokenLength!.Value;
        var second = await _levels.SignT(file);
        var saved = first.Length - second.Length;
        Assert.That(saved, Is.EqualTo(2 * (BaselineT.RoomWhenUnknown - lastToken - BaselineT.Margin)).Within(4));
    }

    [Test]
    public async Task Unattended_key_is_asked_again_when_the_token_does_not_fit()
    {
        using var key = _levels.Key();
        var output = new ArrayBufferWriter<byte>();
        var result = await PadesSigner.SignAsync(Signing.Read(SamplePdf.Minimal()), key, _levels.Plain with { TimestampRoom = 1000 },
            new BaselineT(_levels.Authority), output, CancellationToken.None);
        Assert.That(result.Refusal, Is.Null, result.Refusal?.English);
        _levels.IsAccepted(SamplePdf.Minimal(), output.WrittenSpan.ToArray(), signatures: 1, tokens: 1);
        Assert.That(_levels.Server.Requests(TestService.Timestamps), Is.EqualTo(2));
    }

    [Test]
    public async Task Person_is_asked_once_and_told_the_room_that_is_needed()
    {
        using var key = _levels.Key();
        var person = new AttendedKey(key);
        var output = new ArrayBufferWriter<byte>();
        var result = await PadesSigner.SignAsync(Signing.Read(SamplePdf.Minimal()), person, _levels.Plain with { TimestampRoom = 1000 },
            new BaselineT(_levels.Authority), output, CancellationToken.None);
        Assert.That(result.Refusal?.Code, Is.EqualTo(PadesRefusalCode.TimestampRoomTooSmall));
        Assert.That(result.Refusal!.RoomNeeded, Is.EqualTo(_levels.Authority.LastTokenLength + BaselineT.Margin));
        Assert.That(result.Refusal.English, Does.Contain($"{result.Refusal.RoomNeeded}"));
        Assert.That((person.Asked, output.WrittenCount), Is.EqualTo((1, 0)));
    }

    [TestCase(TestMisbehavior.WrongNonce, "TIMESTAMP_WRONG_NONCE")]
    [TestCase(TestMisbehavior.UnknownRoot, "TIMESTAMP_UNTRUSTED")]
    [TestCase(TestMisbehavior.Unavailable, "TIMESTAMP_UNREACHABLE")]
    public async Task Without_a_good_token_nothing_is_written(TestMisbehavior misbehavior, string reason)
    {
        _levels.Server.Misbehave(TestService.Timestamps, misbehavior);
        using var key = _levels.Key();
        var output = new ArrayBufferWriter<byte>();
        var result = await PadesSigner.SignAsync(
            Signing.Read(SamplePdf.Minimal()), key, _levels.Plain, new BaselineT(_levels.Authority), output, CancellationToken.None);
        Assert.That(result.Refusal?.Code, Is.EqualTo(PadesRefusalCode.TimestampFailed));
        Assert.That(result.Refusal!.Reason, Is.EqualTo(reason));
        Assert.That(output.WrittenCount, Is.Zero);
    }

    [Test]
    public async Task Wrong_value_is_not_even_timestamped()
    {
        using var key = _levels.Key();
        var prepared = PadesSigner.Prepare(Signing.Read(SamplePdf.Minimal()), key.Certificates, _levels.Plain with { TimestampRoom = 8192 }).Prepared!;
        var value = await key.SignAsync("another document"u8.ToArray(), CancellationToken.None);
        var result = await prepared.EmbedWithTimestampAsync(value, _levels.Authority, new ArrayBufferWriter<byte>(), CancellationToken.None);
        Assert.That(result.Refusal?.Code, Is.EqualTo(PadesRefusalCode.WrongSignatureValue));
        Assert.That(_levels.Server.Requests(TestService.Timestamps), Is.Zero);
    }

    internal static string ReportText(VerificationReport report) =>
        string.Join("; ", report.Reasons.Concat(report.Signatures.SelectMany(s => s.Reasons)).Select(r => r.English));

    private sealed class AttendedKey(LocalSigningKey key) : ISigningKey
    {
        public int Asked { get; private set; }

        public CertificateChain Certificates => key.Certificates;

        public SignatureAlgorithm Algorithm => key.Algorithm;

        public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
        {
            Asked++;
            return key.SignAsync(data, cancellationToken);
        }
    }
}
