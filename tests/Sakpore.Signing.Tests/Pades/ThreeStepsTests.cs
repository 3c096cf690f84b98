using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;
using Sakpore.Signing.Pades;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Tests.Pades;

/// <summary>Prepare, sign elsewhere, embed.</summary>
public class ThreeStepsTests
{
    private static PreparedSignature Prepare(byte[] file)
    {
        var chain = CertificateChain.FromDer([TestKeys.Rsa.RawData]);
        var result = PadesSigner.Prepare(Signing.Read(file), chain, Signing.Plain);
        Assert.That(result.Refusal, Is.Null);
        return result.Prepared!;
    }

    private static byte[] SignElsewhere(ReadOnlyMemory<byte> data)
    {
        using var rsa = TestKeys.Rsa.GetRSAPrivateKey()!;
        return rsa.SignData(data.Span, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    [Test]
    public void Value_from_elsewhere_is_embedded_and_accepted()
    {
        var file = SamplePdf.Minimal();
        var prepared = Prepare(file);
        var output = new ArrayBufferWriter<byte>();
        var result = prepared.Embed(SignElsewhere(prepared.DataToSign), output);
        Assert.That(result.IsSigned);
        Signing.IsAccepted(file, output.WrittenSpan.ToArray());
    }

    [Test]
    public async Task Stream_receives_the_same_bytes()
    {
        var prepared = Prepare(SamplePdf.Minimal());
        var value = SignElsewhere(prepared.DataToSign);
        var output = new ArrayBufferWriter<byte>();
        prepared.Embed(value, output);
        using var stream = new MemoryStream();
        await prepared.EmbedAsync(value, stream, CancellationToken.None);
        Assert.That(stream.ToArray(), Is.EqualTo(output.WrittenSpan.ToArray()));
    }

    [Test]
    public void Same_input_gives_the_same_bytes()
    {
        byte[] Once()
        {
            var prepared = Prepare(SamplePdf.Minimal());
            var output = new ArrayBufferWriter<byte>();
            prepared.Embed(SignElsewhere(prepared.DataToSign), output); // PKCS#1 v1.5 has no randomness
            return output.WrittenSpan.ToArray();
        }

        var first = Once();
        Assert.That(Once(), Is.EqualTo(first));
    }

    [Test]
    public void Wrong_value_is_refused_and_nothing_written()
    {
        var prepared = Prepare(SamplePdf.Minimal());
        var value = SignElsewhere(prepared.DataToSign);
        value[10] ^= 1;
        foreach (var wrong in new[] { value, [], new byte[256], new byte[300] })
        {
            var output = new ArrayBufferWriter<byte>();
            Assert.That(prepared.Embed(wrong, output).Refusal?.Code, Is.EqualTo(PadesRefusalCode.WrongSignatureValue));
            Assert.That(output.WrittenCount, Is.Zero);
        }
    }

    [Test]
    public void Document_changed_in_between_is_refused()
    {
        var file = SamplePdf.Minimal();
        var prepared = Prepare(file);
        var value = SignElsewhere(prepared.DataToSign);
        file[^200] ^= 1;
        Assert.That(prepared.Embed(value, new ArrayBufferWriter<byte>()).Refusal?.Code, Is.EqualTo(PadesRefusalCode.DocumentChanged));
    }

    [Test]
    public async Task Key_that_lies_is_refused_and_nothing_written()
    {
        using var stream = new MemoryStream();
        var result = await PadesSigner.SignAsync(Signing.Read(SamplePdf.Minimal()), new LyingKey(), Signing.Plain, stream, CancellationToken.None);
        Assert.That(result.Refusal?.Code, Is.EqualTo(PadesRefusalCode.WrongSignatureValue));
        Assert.That(stream.Length, Is.Zero);
    }

    [Test]
    public void Signed_attributes_hold_no_signing_time_and_bind_the_certificate()
    {
        var data = Prepare(SamplePdf.Minimal()).DataToSign.ToArray();
        var text = Convert.ToHexString(data);
        Assert.That(data[0], Is.EqualTo(0x31), "a SET, as it is hashed");
        Assert.That(text, Does.Not.Contain("2A864886F70D010905"), "signing-time");
        Assert.That(text, Does.Contain("2A864886F70D010903").And.Contain("2A864886F70D010904").And.Contain("2A864886F70D010910022F"));
        Assert.That(text, Does.Contain(Convert.ToHexString(SHA256.HashData(TestKeys.Rsa.RawData))));
    }

    [Test]
    public async Task Signature_dictionary_is_as_the_standard_says()
    {
        var file = SamplePdf.Minimal();
        var added = Encoding.Latin1.GetString(await Signing.Sign(file, Signing.Plain with { Reason = "Sah" }))[file.Length..];
        Assert.That(added, Does.Contain("/Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M(D:20230918163337+07'00')/Reason(Sah)"));
        Assert.That(added, Does.Not.Contain("/Cert").And.Contain("/SigFlags 3").And.Contain("/F 132").And.Contain("/Rect [0 0 0 0]").And.Contain("/P 3 0 R"));
        Assert.That(added, Does.Contain("/ESIC <</BaseVersion /1.7/ExtensionLevel 2>>"));
        var range = Regex.Match(added, @"/ByteRange\[0 (\d+) (\d+) (\d+) *\]/Contents<");
        var hole = file.Length + range.Index + range.Length - 1;
        Assert.That(int.Parse(range.Groups[1].ValueSpan, CultureInfo.InvariantCulture), Is.EqualTo(hole), "the gap begins at the bracket of Contents");
        Assert.That(int.Parse(range.Groups[2].ValueSpan, CultureInfo.InvariantCulture), Is.EqualTo(file.Length + added.IndexOf('>', range.Index + range.Length) + 1));
    }

    private sealed class LyingKey : ISigningKey
    {
        public CertificateChain Certificates { get; } = CertificateChain.FromDer([TestKeys.P256.RawData]);

        public SignatureAlgorithm Algorithm => SignatureAlgorithm.EcdsaP256Sha256;

        public ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
        {
            using var ecdsa = TestKeys.P256.GetECDsaPrivateKey()!;
            return new(ecdsa.SignData("another document"u8, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
        }
    }
}
