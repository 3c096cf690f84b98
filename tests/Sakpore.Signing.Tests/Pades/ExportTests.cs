using System.Buffers;
using System.Security.Cryptography;
using Sakpore.Signing.Pades;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Tests.Pades;

/// <summary>A prepared signature that leaves the process and comes back.</summary>
public sealed class ExportTests
{
    private static readonly byte[] ExportKey = SHA256.HashData("known to the caller alone"u8);

    private static PreparedSignature Prepare(byte[] file)
    {
        using var key = TestKeys.Key(SignatureAlgorithm.EcdsaP256Sha256);
        return PadesSigner.Prepare(Signing.Read(file), key.Certificates, Signing.Plain with { Reason = "Disetujui" }).Prepared!;
    }

    [Test]
    public async Task Comes_back_and_is_signed_as_it_was_prepared()
    {
        var file = SamplePdf.Minimal();
        var prepared = Prepare(file);
        var back = PreparedSignature.Import(prepared.Export(ExportKey), ExportKey, Signing.Read(file)).Prepared!;
        Assert.That(back.DataToSign.ToArray(), Is.EqualTo(prepared.DataToSign.ToArray()));
        Assert.That((back.FieldName, back.Algorithm, back.SignedLength), Is.EqualTo((prepared.FieldName, prepared.Algorithm, prepared.SignedLength)));
        using var key = TestKeys.Key(SignatureAlgorithm.EcdsaP256Sha256);
        var output = new ArrayBufferWriter<byte>();
        var result = back.Embed(await key.SignAsync(back.DataToSign, CancellationToken.None), output);
        Assert.That(result.IsSigned, Is.True, result.Refusal?.English);
        Signing.IsAccepted(file, output.WrittenSpan.ToArray());
    }

    [Test]
    public void Any_changed_byte_is_noticed()
    {
        var file = SamplePdf.Minimal();
        var exported = Prepare(file).Export(ExportKey);
        var document = Signing.Read(file);
        for (var i = 0; i < exported.Length; i += 7)
        {
            exported[i] ^= 0x20;
            Assert.That(PreparedSignature.Import(exported, ExportKey, document).Refusal?.Code, Is.EqualTo(PadesRefusalCode.PreparationNotAuthentic), $"byte {i}");
            exported[i] ^= 0x20;
        }
    }

    [Test]
    public void Cut_off_or_under_another_key_it_is_not_authentic()
    {
        var file = SamplePdf.Minimal();
        var exported = Prepare(file).Export(ExportKey);
        foreach (var (bytes, key) in new[] { (exported[..^1], ExportKey), (exported, SHA256.HashData("another"u8)), (Array.Empty<byte>(), ExportKey) })
            Assert.That(PreparedSignature.Import(bytes, key, Signing.Read(file)).Refusal?.Code, Is.EqualTo(PadesRefusalCode.PreparationNotAuthentic));
    }

    [Test]
    public void Another_document_is_refused()
    {
        var exported = Prepare(SamplePdf.Minimal()).Export(ExportKey);
        var other = SamplePdf.Minimal();
        other[^200] ^= 1;
        Assert.That(PreparedSignature.Import(exported, ExportKey, Signing.Read(other)).Refusal?.Code, Is.EqualTo(PadesRefusalCode.DocumentChanged));
        Assert.That(PreparedSignature.Import(exported, ExportKey, Signing.Read(SamplePdf.Build(SamplePdf.With(more: ["(more)"])))).Refusal?.Code,
            Is.EqualTo(PadesRefusalCode.DocumentChanged));
    }

    [Test]
    public void Short_key_is_misuse() => Assert.That(() => Prepare(SamplePdf.Minimal()).Export(new byte[31]), Throws.ArgumentException);
}
