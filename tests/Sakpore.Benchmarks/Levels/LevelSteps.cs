using System.Buffers;
using System.Globalization;
using Sakpore.Benchmarks.Verification;
using Sakpore.Signing.Online;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Revocation;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Timestamps;
using Sakpore.Signing.Trust;

namespace Sakpore.Benchmarks.Levels;

/// <summary>What each step from B to LTA adds to a letter, in time and bytes, with timestamp authority, OCSP and lists on loopback.</summary>
internal static class LevelSteps
{
    private const int LetterBytes = 110_000;
    private const int Rounds = 25;

    public static IReadOnlyList<Gate> Run()
    {
        var clock = TimeProvider.System;
        var server = TestPkiServer.Start(clock);
        try
        {
            return Measure(server, clock);
        }
        finally
        {
            server.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static Gate[] Measure(TestPkiServer server, TimeProvider clock)
    {
        using var online = new OnlineServices(new OnlineOptions { AllowLocalAddresses = true });
        using var key = LocalSigningKey.FromPkcs12(server.Pki[TestPki.EcdsaSigner].ToPkcs12("rahasia"), "rahasia".ToCharArray()).Key!;
        var anchors = TrustAnchors.Read(server.Pki.Anchors);
        var extender = new PadesExtender(anchors, clock);
        var t = new BaselineT(new HttpTimestampAuthority(new TimestampAuthorityOptions { Address = server.Timestamps, Anchors = anchors }, online, clock));
        // Each extension asks anew: what a cache saves is another question.
        BaselineLT Lt() => new(t, OnlineRevocation.Create(online, clock));

        var letter = SignedFiles.Letter(LetterBytes, 1);
        byte[] Sign(PadesLevel level) => Output(output =>
            extender.SignAsync(PdfDocument.Read(letter).Document!, key, new PadesSignature { SigningTime = clock.GetUtcNow() }, level, output, default)
                .GetAwaiter().GetResult().Refusal);
        byte[] Extend(byte[] file, PadesLevel level) => Output(output => extender.ExtendAsync(file, level, output, default).GetAwaiter().GetResult().Refusal);

        Sign(t); // from here on the room for tokens is known
        var signedB = Sign(BaselineB.Instance);
        var signedT = Sign(t);
        var signedLt = Extend(signedT, Lt());
        var signedLta = Extend(signedLt, new BaselineLTA(Lt()));
        var times = Interleaved.Medians(Rounds, 1,
            () => Sign(BaselineB.Instance),
            () => Sign(t),
            () => Extend(signedT, Lt()),
            () => Extend(signedLt, new BaselineLTA(Lt())));
        return
        [
            .. Step("B: signing", times[0], signedB.Length - letter.Length, "P-256, a letter of 110 KB"),
            .. Step("T: signing with a timestamp, beyond B", times[1] - times[0], signedT.Length - signedB.Length, "one request"),
            .. Step("LT: extending T", times[2], signedLt.Length - signedT.Length, "verified before and after; OCSP and lists asked"),
            .. Step("LTA: extending LT", times[3], signedLta.Length - signedLt.Length, "verified before and after; one request"),
        ];
    }

    private static Gate[] Step(string name, double nanoseconds, int bytes, string note) =>
    [
        new(name, nanoseconds / 1e6, null, "ms", note),
        new($"{name}, bytes", bytes / 1024.0, null, "KB", string.Create(CultureInfo.InvariantCulture, $"{bytes} bytes added")),
    ];

    private static byte[] Output(Func<IBufferWriter<byte>, PadesRefusal?> work)
    {
        var output = new ArrayBufferWriter<byte>(LetterBytes * 2);
        return work(output) is { } refusal ? throw new InvalidOperationException(refusal.English) : output.WrittenSpan.ToArray();
    }
}
