using System.Buffers;
using System.Text;
using Sakpore.Signing.Pades;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Tests.SigningKeys;

/// <summary>
/// Ed25519 and Ed448, with keys and certificates that openssl made. No program here checks such a CMS: openssl verifies
/// the value over the signed attributes, and our own verifier the file.
/// </summary>
public class EdDsaTests
{
    private const string Passphrase = "rahasia sekali";

    [TestCase("ED25519", SignatureAlgorithm.Ed25519, false)]
    [TestCase("ED25519", SignatureAlgorithm.Ed25519, true)]
    [TestCase("ED448", SignatureAlgorithm.Ed448, false)]
    [TestCase("ED448", SignatureAlgorithm.Ed448, true)]
    public async Task Key_signs_what_openssl_verifies(string kind, SignatureAlgorithm algorithm, bool pkcs12)
    {
        using var folder = new ScratchFolder();
        using var key = Load(folder, kind, pkcs12).Key;
        Assert.That(key?.Algorithm, Is.EqualTo(algorithm));
        var prepared = PadesSigner.Prepare(Pades.Signing.Read(SamplePdf.Minimal()), key!.Certificates, Pades.Signing.Plain).Prepared!;
        var value = await key.SignAsync(prepared.DataToSign, CancellationToken.None);

        OpenSsl(folder, "x509", "-in", folder.Path("certificate.pem"), "-noout", "-pubkey", "-out", folder.Path("public.pem"));
        OpenSsl(folder, "pkeyutl", "-verify", "-pubin", "-inkey", folder.Path("public.pem"), "-rawin",
            "-in", folder.Write("data", prepared.DataToSign.ToArray()), "-sigfile", folder.Write("value", value.ToArray()));
        var output = new ArrayBufferWriter<byte>();
        Assert.That(prepared.Embed(value, output).IsSigned);
        var wrong = value.ToArray();
        wrong[5] ^= 1;
        Assert.That(prepared.Embed(wrong, output).Refusal?.Code, Is.EqualTo(PadesRefusalCode.WrongSignatureValue));
    }

    [TestCase("ED25519", "SHA512")]
    [TestCase("ED448", "SHAKE256")]
    public async Task Document_is_signed_verified_and_declares_its_extensions(string kind, string hash)
    {
        using var folder = new ScratchFolder();
        using var key = Load(folder, kind, pkcs12: false).Key!;
        var before = SamplePdf.Minimal();
        var output = new ArrayBufferWriter<byte>();
        var result = await PadesSigner.SignAsync(Pades.Signing.Read(before), key, Pades.Signing.Plain, output, CancellationToken.None);
        Assert.That(result.IsSigned, Is.True, result.Refusal?.English);
        var signed = output.WrittenSpan.ToArray();

        var (_, content) = IndependentCheckers.Signatures(signed).Single();
        var digest = OpenSsl(folder, ["dgst", .. hash == "SHA512" ? ["-sha512"] : new[] { "-shake256", "-xoflen", "64" }, "-r", folder.Write("content", content)])[..128];
        Assert.That(Convert.ToHexString(IndependentCheckers.Signatures(signed).Single().Cms), Does.Contain(digest.ToUpperInvariant()), "message-digest");
        var report = PdfVerifier.Verify(signed, new VerificationPolicy
        {
            At = Pades.Signing.Plain.SigningTime,
            Anchors = TrustAnchors.Read([key.Certificates.Certificates[0]]),
            Revocation = RevocationRequirement.Off,
        });
        Assert.That(report.Signatures.Single().Integrity, Is.EqualTo(Integrity.Intact), string.Join('\n', report.Signatures[0].Reasons));
        IndependentCheckers.QpdfReportsNothingNew(before, signed);
        var added = Encoding.Latin1.GetString(signed)[before.Length..];
        Assert.That(added, Does.Contain("/ISO_ [<</BaseVersion /2.0/ExtensionLevel 32002/ExtensionRevision (:2022)>>"));
        Assert.That(added.Contains("/ExtensionLevel 32001", StringComparison.Ordinal), Is.EqualTo(kind == "ED448"));
    }

    [Test]
    public void Wrong_passphrase_is_a_fault_and_is_cleared([Values] bool pkcs12)
    {
        using var folder = new ScratchFolder();
        var wrong = "keliru".ToCharArray();
        var result = Load(folder, "ED25519", pkcs12, wrong);
        Assert.That(result.Fault, Is.EqualTo(SigningKeyFault.WrongPassphrase));
        Assert.That(wrong, Is.All.EqualTo('\0'));
    }

    private static SigningKeyResult<LocalSigningKey> Load(ScratchFolder folder, string kind, bool pkcs12, char[]? passphrase = null)
    {
        OpenSsl(folder, "genpkey", "-algorithm", kind, "-out", folder.Path("key.pem"));
        OpenSsl(folder, "req", "-x509", "-new", "-key", folder.Path("key.pem"), "-subj", "/C=ID/CN=Kepala Dinas", "-days", "10000",
            "-addext", "keyUsage=critical,digitalSignature,nonRepudiation", "-out", folder.Path("certificate.pem"));
        passphrase ??= Passphrase.ToCharArray();
        if (pkcs12)
        {
            OpenSsl(folder, "pkcs12", "-export", "-inkey", folder.Path("key.pem"), "-in", folder.Path("certificate.pem"),
                "-passout", $"pass:{Passphrase}", "-out", folder.Path("key.p12"));
            return LocalSigningKey.FromPkcs12(File.ReadAllBytes(folder.Path("key.p12")), passphrase);
        }
        OpenSsl(folder, "pkcs8", "-topk8", "-in", folder.Path("key.pem"), "-passout", $"pass:{Passphrase}", "-out", folder.Path("encrypted.pem"));
        return LocalSigningKey.FromPem(File.ReadAllText(folder.Path("certificate.pem")), File.ReadAllText(folder.Path("encrypted.pem")), passphrase);
    }

    private static string OpenSsl(ScratchFolder folder, params string[] arguments)
    {
        var (exit, output) = IndependentCheckers.Run(folder, "openssl", arguments);
        Assert.That(exit, Is.Zero, output);
        return output;
    }
}
