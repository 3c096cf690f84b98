using System.Buffers;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>Letters signed by a throwaway PKI, and the policy that trusts it.</summary>
internal static class SignedLetters
{
    public static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    public static readonly TestPki Pki = TestPki.Create(At);

    public static readonly VerificationPolicy Policy = new()
    {
        At = At.AddDays(1),
        Anchors = TrustAnchors.Read(Pki.Anchors),
        Revocation = RevocationRequirement.Off,
    };

    private static readonly Lazy<byte[]> LazyPlain = new(() => Sign(SamplePdf.Minimal()));
    private static readonly Lazy<byte[]> LazyForm = new(() => Sign(SamplePdf.Build(FormObjects)));

    /// <summary>One page, one signature.</summary>
    public static byte[] Plain => LazyPlain.Value;

    /// <summary>One page with a text field (object 6) and an empty signature field (object 7), signed once in a new field.</summary>
    public static byte[] Form => LazyForm.Value;

    public static string[] FormObjects => SamplePdf.With(
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R 7 0 R]>>>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Annots[6 0 R 7 0 R]/Resources<</Font<</F1 5 0 R>>>>>>",
        "<</Type/Annot/Subtype/Widget/FT/Tx/T(Nama)/Rect[10 10 200 30]/P 3 0 R/F 4>>",
        "<</Type/Annot/Subtype/Widget/FT/Sig/T(Kepala)/Rect[10 40 200 90]/P 3 0 R/F 4>>");

    public static byte[] Sign(byte[] file, string signer = TestPki.EcdsaSigner, PadesSignature? signature = null) => Sign(file, Pki, signer, signature);

    public static byte[] Sign(byte[] file, TestPki pki, string signer, PadesSignature? signature = null)
    {
        using var key = Pkcs12Key.Load(pki[signer].ToPkcs12("rahasia"), "rahasia").Key!;
        var output = new ArrayBufferWriter<byte>();
        var result = PadesSigner.SignAsync(
            PdfDocument.Read(file).Document!, key, signature ?? new PadesSignature { SigningTime = At }, output, CancellationToken.None)
            .GetAwaiter().GetResult();
        Assert.That(result.IsSigned, Is.True, result.Refusal?.English);
        return output.WrittenSpan.ToArray();
    }

    /// <summary>Signed by our own signer and extended by our own extender, B to T to LT to LTA, as of an instant.</summary>
    public static byte[] SignLta(byte[] file, DateTimeOffset at)
    {
        var clock = new FakeTimeProvider(at);
        using var key = Pkcs12Key.Load(Pki[TestPki.EcdsaSigner].ToPkcs12("rahasia"), "rahasia").Key!;
        var level = new BaselineLTA(new BaselineLT(new BaselineT(new PkiTimestamps(Pki, clock)), new PkiRevocation(Pki, clock)));
        var output = new ArrayBufferWriter<byte>();
        var result = new PadesExtender(Policy.Anchors, clock).SignAsync(
            PdfDocument.Read(file).Document!, key, new PadesSignature { SigningTime = at }, level, output, CancellationToken.None).GetAwaiter().GetResult();
        Assert.That(result.IsSigned, Is.True, result.Refusal?.English);
        return output.WrittenSpan.ToArray();
    }

    public static VerificationReport Verify(byte[] file, VerificationPolicy? policy = null) => PdfVerifier.Verify(file, policy ?? Policy);

    /// <summary>Where the first signature's Contents stands: from its bracket to past the other.</summary>
    public static Range ContentsOf(byte[] file, int number = 1)
    {
        var start = 0;
        for (var i = 0; i < number; i++)
            start += file.AsSpan(start).IndexOf("/Contents<"u8) is var found and >= 0 ? found + 9 : throw new InvalidOperationException("No Contents.");
        if (file[start] != '<')
            start--;
        return start..(start + file.AsSpan(start).IndexOf((byte)'>') + 1);
    }
}
