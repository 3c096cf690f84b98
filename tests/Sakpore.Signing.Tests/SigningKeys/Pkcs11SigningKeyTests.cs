using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Net.Pkcs11Interop.Common;
using Sakpore.Signing.Pades;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Tests.SigningKeys;

/// <summary>Keys that never leave their token, on SoftHSM.</summary>
[NonParallelizable]
public sealed partial class Pkcs11SigningKeyTests : IDisposable
{
    private const string Pin = "123456";

    private static readonly string? Module = new[]
    {
        "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib64/libsofthsm2.so",
        "/usr/local/lib/softhsm/libsofthsm2.so", "/opt/homebrew/lib/softhsm/libsofthsm2.so",
    }.FirstOrDefault(File.Exists);

    private readonly ScratchFolder _folder = new();

    [OneTimeSetUp]
    public void Fill()
    {
        if (Module is null)
            Assert.Ignore("SoftHSM (softhsm2) is not installed; keys on a token were not tried.");
        Directory.CreateDirectory(_folder.Path("tokens"));
        var settings = _folder.Write("softhsm2.conf", Encoding.ASCII.GetBytes($"directories.tokendir = {_folder.Path("tokens")}\nobjectstore.backend = file\nlog.level = ERROR\n"));
        // .NET keeps environment variables to itself; the module reads the process's own.
        Assert.That(SetEnvironment("SOFTHSM2_CONF", settings, 1), Is.Zero);
        Environment.SetEnvironmentVariable("SOFTHSM2_CONF", settings);
        Util("--init-token", "--free", "--label", "kantor", "--pin", Pin, "--so-pin", "87654321");
        Import("rsa", "A1", TestKeys.Rsa);
        Import("p256", "A2", TestKeys.P256);
        Import("p384", "A3", TestKeys.Of(SignatureAlgorithm.EcdsaP384Sha384));
        Import("p521", "A4", TestKeys.Of(SignatureAlgorithm.EcdsaP521Sha512));
    }

    [TestCase("rsa", SignatureAlgorithm.RsaPkcs1Sha256)]
    [TestCase("p256", SignatureAlgorithm.EcdsaP256Sha256)]
    [TestCase("p384", SignatureAlgorithm.EcdsaP384Sha384)]
    [TestCase("p521", SignatureAlgorithm.EcdsaP521Sha512)]
    public async Task Key_on_a_token_signs_and_is_accepted(string label, SignatureAlgorithm algorithm)
    {
        using var key = Open(label).Key;
        Assert.That(key?.Algorithm, Is.EqualTo(algorithm));
        var before = SamplePdf.Minimal();
        using var output = new MemoryStream();
        var result = await PadesSigner.SignAsync(Pades.Signing.Read(before), key!, Pades.Signing.Plain, output, CancellationToken.None);
        Assert.That(result.IsSigned, Is.True, result.Refusal?.English);
        Pades.Signing.IsAccepted(before, output.ToArray());
    }

    // No program here verifies a CMS by EdDSA: the value is verified before it is embedded, and the file by our own verifier.
    [TestCase("ED25519", SignatureAlgorithm.Ed25519)]
    [TestCase("ED448", SignatureAlgorithm.Ed448)]
    public async Task EdDSA_key_on_a_token_signs(string kind, SignatureAlgorithm algorithm)
    {
        var pem = _folder.Path($"{kind}.pem");
        OpenSsl("genpkey", "-algorithm", kind, "-out", pem);
        OpenSsl("req", "-x509", "-new", "-key", pem, "-subj", $"/CN=Kepala Dinas {kind}", "-outform", "DER", "-out", _folder.Path($"{kind}.der"));
        Util("--import", pem, "--token", "kantor", "--label", kind, "--id", algorithm == SignatureAlgorithm.Ed25519 ? "B1" : "B2", "--pin", Pin);
        var chain = CertificateChain.FromDer([File.ReadAllBytes(_folder.Path($"{kind}.der"))]);
        var opened = Pkcs11SigningKey.Open(new Pkcs11Token { Library = Module!, Label = "kantor", KeyLabel = kind, Certificates = chain }, Pin.ToCharArray());
        Assert.That(opened.Fault, Is.Null, opened.English);
        using var key = opened.Key!;
        Assert.That(key.Algorithm, Is.EqualTo(algorithm));
        using var output = new MemoryStream();
        var result = await PadesSigner.SignAsync(Pades.Signing.Read(SamplePdf.Minimal()), key, Pades.Signing.Plain, output, CancellationToken.None);
        Assert.That(result.IsSigned, Is.True, result.Refusal?.English);
        var report = PdfVerifier.Verify(output.ToArray(), new VerificationPolicy
        {
            At = Pades.Signing.Plain.SigningTime,
            Anchors = TrustAnchors.Read([chain.Certificates[0]]),
            Revocation = RevocationRequirement.Off,
        });
        Assert.That(report.Signatures.Single().Integrity, Is.EqualTo(Integrity.Intact), string.Join('\n', report.Signatures[0].Reasons));
    }

    [Test]
    public async Task Threads_take_turns()
    {
        using var key = Open("p256").Key!;
        var data = new byte[300];
        using var ecdsa = TestKeys.P256.GetECDsaPublicKey()!;
        var values = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await key.SignAsync(data, CancellationToken.None))));
        Assert.That(values.All(value => ecdsa.VerifyData(data, value.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
    }

    [Test]
    public void What_is_missing_or_wrong_is_named()
    {
        Assert.That(Open("rsa", pin: "000000").Fault, Is.EqualTo(SigningKeyFault.WrongPassphrase));
        Assert.That(Open("lain").Fault, Is.EqualTo(SigningKeyFault.KeyMissing));
        Assert.That(Open(null).Fault, Is.EqualTo(SigningKeyFault.SeveralKeys));
        Assert.That(Open("rsa", token: "rumah").Fault, Is.EqualTo(SigningKeyFault.TokenMissing));
        var pin = Pin.ToCharArray();
        Assert.That(Pkcs11SigningKey.Open(new Pkcs11Token { Library = "/nonexistent.so", Label = "kantor" }, pin).Fault, Is.EqualTo(SigningKeyFault.TokenMissing));
        Assert.That(pin, Is.All.EqualTo('\0'), "the PIN is cleared");
    }

    [Test]
    public async Task Chain_of_the_caller_is_bound_and_a_wrong_one_refused()
    {
        var token = new Pkcs11Token { Library = Module!, Label = "kantor", KeyLabel = "p256", Certificates = CertificateChain.FromDer([TestKeys.P256.RawData, TestKeys.Root.RawData]) };
        using (var key = Pkcs11SigningKey.Open(token, Pin.ToCharArray()).Key!)
            Assert.That(key.Certificates.Certificates, Has.Count.EqualTo(2));
        using var stranger = TestKeys.IssueEc("Orang lain", ECCurve.NamedCurves.nistP256);
        using var other = Pkcs11SigningKey.Open(token with { Certificates = CertificateChain.FromDer([stranger.RawData]) }, Pin.ToCharArray()).Key!;
        var result = await PadesSigner.SignAsync(Pades.Signing.Read(SamplePdf.Minimal()), other, Pades.Signing.Plain, new MemoryStream(), CancellationToken.None);
        Assert.That(result.Refusal?.Code, Is.EqualTo(PadesRefusalCode.WrongSignatureValue));
    }

    public void Dispose() => _folder.Dispose();

    private static SigningKeyResult<Pkcs11SigningKey> Open(string? label, string token = "kantor", string pin = Pin) =>
        Pkcs11SigningKey.Open(new Pkcs11Token { Library = Module!, Label = token, KeyLabel = label }, pin.ToCharArray());

    private void Import(string label, string id, X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
        var exportable = key.ExportEncryptedPkcs8PrivateKeyPem("x", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1));
        using AsymmetricAlgorithm copy = key is RSA ? RSA.Create() : ECDsa.Create();
        copy.ImportFromEncryptedPem(exportable, "x");
        Util("--import", _folder.Write($"{label}.pem", Encoding.ASCII.GetBytes(copy.ExportPkcs8PrivateKeyPem())), "--token", "kantor", "--label", label, "--id", id, "--pin", Pin);

        var factories = Pkcs11Login.Factories;
        using var library = factories.Pkcs11LibraryFactory.LoadPkcs11Library(factories, Module, AppType.MultiThreaded);
        using var session = library.GetSlotList(SlotsType.WithTokenPresent).First(slot => slot.GetTokenInfo().Label.TrimEnd() == "kantor").OpenSession(SessionType.ReadWrite);
        session.Login(CKU.CKU_USER, Pin);
        var attributes = session.Factories.ObjectAttributeFactory;
        session.CreateObject(
        [
            attributes.Create(CKA.CKA_CLASS, CKO.CKO_CERTIFICATE), attributes.Create(CKA.CKA_CERTIFICATE_TYPE, CKC.CKC_X_509), attributes.Create(CKA.CKA_TOKEN, true),
            attributes.Create(CKA.CKA_ID, Convert.FromHexString(id)), attributes.Create(CKA.CKA_SUBJECT, certificate.SubjectName.RawData), attributes.Create(CKA.CKA_VALUE, certificate.RawData),
        ]);
    }

    private void Util(params string[] arguments)
    {
        var (exit, output) = IndependentCheckers.Run(_folder, "softhsm2-util", arguments);
        Assert.That(exit, Is.Zero, output);
    }

    private void OpenSsl(params string[] arguments)
    {
        var (exit, output) = IndependentCheckers.Run(_folder, "openssl", arguments);
        Assert.That(exit, Is.Zero, output);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
