using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sakpore.Grpc.Signing;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Signing.Tests;
using Sakpore.Signing.V1;

namespace Sakpore.Grpc.Tests.Signing;

/// <summary>An officer's key on a PKCS#11 token (SoftHSM): the hub signs with it, and the PIN is counted like a passphrase.</summary>
[NonParallelizable]
internal sealed partial class TokenKeyTests
{
    private const string Officer = "contoh-kesbangpol";
    private const string Pin = "123456";

    private static readonly string? Module = new[]
    {
        "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib64/libsofthsm2.so",
    }.FirstOrDefault(File.Exists);

    [Test]
    public async Task Officer_signs_with_a_key_on_a_token()
    {
        if (Module is null)
        {
            Assert.Ignore("SoftHSM (softhsm2) is not installed; an officer's key on a token was not tried.");
        }

        using var folder = new ScratchFolder();
        await using var hub = await TestHub.StartAsync(options => options with { Pkcs11Library = Module });
        Move(hub, folder);
        var client = new DocumentSigningService.DocumentSigningServiceClient(hub.Officer("kesbangpol", Officer));
        var document = await hub.Officer("kesbangpol", Officer).UploadAsync(Papers.Pdf(), "application/pdf");
        Assert.That(await Refused.ReasonAsync(() => client.SignDocumentAsync(Request(document, "000000")).ResponseAsync), Is.EqualTo("WRONG_PASSPHRASE"));
        var signed = await client.SignDocumentAsync(Request(document, Pin));
        var report = await hub.Public.VerifyAsync(await hub.Officer("kesbangpol", Officer).DownloadAsync(signed.Document));
        Assert.That(report.Verdict, Is.EqualTo(Sakpore.Verification.V1.VerificationReport.Types.Verdict.Authentic));
    }

    /// <summary>Moves the officer's development key from its file to a token.</summary>
    private static void Move(TestHub hub, ScratchFolder folder)
    {
        var store = hub.Get<OfficerKeyStore>();
        Directory.CreateDirectory(folder.Path("tokens"));
        var settings = folder.Write("softhsm2.conf", System.Text.Encoding.ASCII.GetBytes($"directories.tokendir = {folder.Path("tokens")}\nobjectstore.backend = file\nlog.level = ERROR\n"));
        SetEnvironment("SOFTHSM2_CONF", settings, 1);
        Environment.SetEnvironmentVariable("SOFTHSM2_CONF", settings);
        using var certificate = X509CertificateLoader.LoadPkcs12(
            store.Unseal(Officer), hub.Callers.Passphrase, X509KeyStorageFlags.Exportable);
        using var key = ECDsa.Create();
        key.ImportFromEncryptedPem(
            certificate.GetECDsaPrivateKey()!.ExportEncryptedPkcs8PrivateKeyPem("x", new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)), "x");
        var file = folder.Write("key.pem", System.Text.Encoding.ASCII.GetBytes(key.ExportPkcs8PrivateKeyPem()));
        Util(folder, "--init-token", "--free", "--label", "kesbangpol", "--pin", Pin, "--so-pin", "87654321");
        Util(folder, "--import", file, "--token", "kesbangpol", "--label", "tte", "--id", "A1", "--pin", Pin);
        File.Delete(Path.Combine(hub.Get<HubOptions>().OfficerKeysDirectory!, Officer + ".p12.sealed"));
        store.PutToken(Officer, "kesbangpol", "tte");
    }

    private static SignDocumentRequest Request(string document, string pin) => new() { Document = document, Passphrase = pin, RequestId = Actors.NextRequest };

    private static void Util(ScratchFolder folder, params string[] arguments)
    {
        var (exit, output) = IndependentCheckers.Run(folder, "softhsm2-util", arguments);
        Assert.That(exit, Is.Zero, output);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
