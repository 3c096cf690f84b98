using System.Buffers;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Signing.Online;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Revocation;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Timestamps;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Tests.Pades.Levels;

/// <summary>A PKI with its services, a clock that stands still until it is moved, and the steps that tests of levels share.</summary>
internal sealed class LevelsFixture : IAsyncDisposable
{
    public static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    /// <param name="options">How the PKI is made.</param>
    /// <param name="anchors">Names of further anchors.</param>
    public LevelsFixture(TestPkiOptions? options = null, params string[] anchors)
    {
        Server = TestPkiServer.Start(Clock, options);
        Anchors = TrustAnchors.Read([.. Pki.Anchors, .. anchors.Select(name => Pki[name].Certificate)]);
        Online = new OnlineServices(new OnlineOptions { AllowLocalAddresses = true, Timeout = TimeSpan.FromSeconds(5), Retries = 0 });
        Authority = new HttpTimestampAuthority(new TimestampAuthorityOptions { Address = Server.Timestamps, Anchors = Anchors }, Online, Clock);
    }

    public FakeTimeProvider Clock { get; } = new(At);

    public TestPkiServer Server { get; }

    public TestPki Pki => Server.Pki;

    public OnlineServices Online { get; }

    public HttpTimestampAuthority Authority { get; }

    public TrustAnchors Anchors { get; }

    public OnlineRevocation Revocation => OnlineRevocation.Create(Online, Clock);

    public PadesExtender Extender => new(Anchors, Clock);

    public BaselineT T => new(Authority);

    public BaselineLT LT => new(T, Revocation);

    public BaselineLTA LTA => new(LT);

    /// <summary>LTA with document timestamps by another authority.</summary>
    public BaselineLTA With(string authority) => new(LT, new HttpTimestampAuthority(
        new TimestampAuthorityOptions { Address = Server.TimestampsOf(authority), Anchors = Anchors }, Online, Clock));

    public PadesSignature Plain => new() { SigningTime = Clock.GetUtcNow() };

    public LocalSigningKey Key(string signer = TestPki.EcdsaSigner) =>
        LocalSigningKey.FromPkcs12(Pki[signer].ToPkcs12("rahasia"), "rahasia".ToCharArray()).Key!;

    public async Task<byte[]> SignB(byte[] file, string signer = TestPki.EcdsaSigner, PadesSignature? signature = null)
    {
        using var key = Key(signer);
        var output = new ArrayBufferWriter<byte>();
        var result = await PadesSigner.SignAsync(Signing.Read(file), key, signature ?? Plain, output, CancellationToken.None);
        Assert.That(result.Refusal, Is.Null, result.Refusal?.English);
        return output.WrittenSpan.ToArray();
    }

    public async Task<byte[]> SignT(byte[] file, string signer = TestPki.EcdsaSigner, PadesSignature? signature = null)
    {
        using var key = Key(signer);
        var output = new ArrayBufferWriter<byte>();
        var result = await PadesSigner.SignAsync(Signing.Read(file), key, signature ?? Plain, new BaselineT(Authority), output, CancellationToken.None);
        Assert.That(result.Refusal, Is.Null, result.Refusal?.English);
        Assert.That(output.WrittenCount, Is.EqualTo(result.Length));
        return output.WrittenSpan.ToArray();
    }

    public async Task<byte[]> Extend(byte[] file, PadesLevel level)
    {
        var output = new ArrayBufferWriter<byte>();
        var result = await Extender.ExtendAsync(file, level, output, CancellationToken.None);
        Assert.That(result.Refusal, Is.Null, result.Refusal?.English);
        Assert.That(output.WrittenCount, Is.EqualTo(result.Length));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The reason why a file is not extended; fails if it is, or if anything is written.</summary>
    public async Task<PadesRefusal> Refusal(byte[] file, PadesLevel level)
    {
        var output = new ArrayBufferWriter<byte>();
        var result = await Extender.ExtendAsync(file, level, output, CancellationToken.None);
        Assert.That(result.Refusal, Is.Not.Null, "extended, though it should be refused");
        Assert.That(output.WrittenCount, Is.Zero);
        return result.Refusal!;
    }

    /// <summary>What our own verifier says, at the clock's time unless another is given.</summary>
    public VerificationReport Verify(byte[] file, RevocationRequirement revocation = RevocationRequirement.Required, DateTimeOffset? at = null) =>
        PdfVerifier.Verify(file, new VerificationPolicy { At = at ?? Clock.GetUtcNow(), Anchors = Anchors, Revocation = revocation });

    /// <summary>The same with the services at hand, which alone tell about the newest document timestamp's authority.</summary>
    public async Task<VerificationReport> VerifyOnline(byte[] file)
    {
        using var fetcher = new HttpEvidenceFetcher(new HttpEvidenceLimits { Hosts = null, AllowLocalAddresses = true });
        return await PdfVerifier.VerifyAsync(file, new VerificationPolicy { At = Clock.GetUtcNow(), Anchors = Anchors }, fetcher);
    }

    /// <summary>pdfsig, openssl and qpdf accept the file; openssl judges every token and every document timestamp besides.</summary>
    public void IsAccepted(byte[] before, byte[] after, int signatures, int documentTimestamps = 0, int tokens = 0)
    {
        Assert.That(after.AsSpan(0, before.Length).SequenceEqual(before), Is.True, "the bytes before are kept");
        IndependentCheckers.QpdfReportsNothingNew(before, after);
        using var folder = new ScratchFolder();
        var root = folder.Write("root.pem", Pki[TestPki.Root].ToCertificatePem());
        var time = $"{At.ToUnixTimeSeconds()}";
        var (_, said) = folder.Run("pdfsig", folder.Write("signed.pdf", after));
        Assert.That(System.Text.RegularExpressions.Regex.Count(said, "Signature Validation: Signature is Valid"), Is.GreaterThanOrEqualTo(signatures), said);
        var found = IndependentCheckers.Signatures(after);
        Assert.That(found, Has.Count.EqualTo(signatures + documentTimestamps));
        var (countTimestamps, countTokens) = (0, 0);
        foreach (var (cms, content) in found)
        {
            var container = folder.Write("container.der", cms);
            var signed = folder.Write("content.bin", content);
            if (IsToken(cms))
            {
                countTimestamps++;
                var (exit, output) = folder.Run("openssl", "ts", "-verify", "-token_in", "-in", container, "-data", signed, "-CAfile", root, "-attime", time);
                Assert.That(exit, Is.Zero, output);
                continue;
            }

            var (cmsExit, cmsOutput) = folder.Run("openssl", "cms", "-verify", "-binary", "-purpose", "any", "-inform", "DER", "-in", container,
                "-content", signed, "-CAfile", root, "-attime", time, "-out", folder.Path("out.bin"));
            Assert.That(cmsExit, Is.Zero, cmsOutput);
            if (SignatureToken.Of(cms) is not var (token, value))
                continue;
            countTokens++;
            var (tokenExit, tokenOutput) = folder.Run("openssl", "ts", "-verify", "-token_in", "-in", folder.Write("token.der", token),
                "-data", folder.Write("value.bin", value), "-CAfile", root, "-attime", time);
            Assert.That(tokenExit, Is.Zero, tokenOutput);
        }

        Assert.That((countTimestamps, countTokens), Is.EqualTo((documentTimestamps, tokens)));
    }

    public async ValueTask DisposeAsync()
    {
        Online.Dispose();
        await Server.DisposeAsync();
    }

    private static bool IsToken(byte[] cms) => cms.AsSpan().IndexOf(Convert.FromHexString("060B2A864886F70D0109100104")) is >= 0 and < 64;
}
