using System.Buffers;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Tests.Pades;

/// <summary>The few steps that most signing tests begin with.</summary>
internal static class Signing
{
    /// <summary>The letter of DOMAIN: 18 September 2023, 16:33:37 WIB.</summary>
    public static PadesSignature Plain { get; } = new() { SigningTime = new DateTimeOffset(2023, 9, 18, 16, 33, 37, TimeSpan.FromHours(7)) };

    public static PdfDocument Read(byte[] file)
    {
        var result = PdfDocument.Read(file);
        Assert.That(result.Fault, Is.Null, result.Fault?.English);
        return result.Document!;
    }

    public static async Task<byte[]> Sign(byte[] file, PadesSignature? signature = null, SignatureAlgorithm algorithm = SignatureAlgorithm.EcdsaP256Sha256)
    {
        using var key = TestKeys.Key(algorithm);
        var output = new ArrayBufferWriter<byte>();
        var result = await PadesSigner.SignAsync(Read(file), key, signature ?? Plain, output, CancellationToken.None);
        Assert.That(result.IsSigned, Is.True, result.Refusal?.English);
        Assert.That(output.WrittenCount, Is.EqualTo(result.Length));
        return output.WrittenSpan.ToArray();
    }

    /// <summary>The reason why a file is not signed; fails if it is.</summary>
    public static PadesRefusal Refusal(byte[] file, PadesSignature? signature = null)
    {
        using var key = TestKeys.Key(SignatureAlgorithm.EcdsaP256Sha256);
        var result = PadesSigner.Prepare(Read(file), key.Certificates, signature ?? Plain);
        Assert.That(result.Refusal, Is.Not.Null, "prepared, though it should be refused");
        return result.Refusal!;
    }

    /// <summary>All three programs accept the file, which bears so many signatures.</summary>
    public static void IsAccepted(byte[] before, byte[] signed, int signatures = 1)
    {
        Assert.That(signed.AsSpan(0, before.Length).SequenceEqual(before), Is.True, "the bytes before are kept");
        IndependentCheckers.PdfSigAccepts(signed, signatures);
        IndependentCheckers.OpenSslAccepts(signed, TestKeys.RootPem);
        IndependentCheckers.QpdfReportsNothingNew(before, signed);
    }
}
