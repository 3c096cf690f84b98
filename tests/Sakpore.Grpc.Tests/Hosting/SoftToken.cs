using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Sakpore.Grpc.Signing;
using Sakpore.Signing.Tests;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>A PKCS#11 token (SoftHSM) that takes over an officer's development key. SoftHSM has one configuration a process: no two at once.</summary>
internal static partial class SoftToken
{
    public const string Pin = "123456";

    public static readonly string? Module = new[]
    {
        "/usr/lib/softhsm/libsofthsm2.so", "/usr/lib/x86_64-linux-gnu/softhsm/libsofthsm2.so", "/usr/lib64/libsofthsm2.so",
    }.FirstOrDefault(File.Exists);

    /// <summary>Ends a test that has no token, and says so.</summary>
    public static void Needed()
    {
        if (Module is null)
        {
            Assert.Ignore("SoftHSM (softhsm2) is not installed; an officer's key on a token was not tried.");
        }
    }

    /// <summary>Moves an officer's development key from its file to a token in <paramref name="folder"/>.</summary>
    public static void Take(TestHub hub, string officer, ScratchFolder folder)
    {
        var store = hub.Get<OfficerKeyStore>();
        Directory.CreateDirectory(folder.Path("tokens"));
        var settings = folder.Write("softhsm2.conf", Encoding.ASCII.GetBytes($"directories.tokendir = {folder.Path("tokens")}\nobjectstore.backend = file\nlog.level = ERROR\n"));

        // The module in this process reads the C library's environment, child processes inherit .NET's.
        SetEnvironment("SOFTHSM2_CONF", settings, 1);
        Environment.SetEnvironmentVariable("SOFTHSM2_CONF", settings);
        using var certificate = X509CertificateLoader.LoadPkcs12(store.Unseal(officer), hub.Callers.Passphrase, X509KeyStorageFlags.Exportable);
        var file = folder.Write("key.pem", Encoding.ASCII.GetBytes(PrivateKey(certificate)));
        Util(folder, "--init-token", "--free", "--label", officer, "--pin", Pin, "--so-pin", "87654321");
        Util(folder, "--import", file, "--token", officer, "--label", "tte", "--id", "A1", "--pin", Pin);
        File.Delete(Path.Combine(hub.Get<HubOptions>().OfficerKeysDirectory!, officer + ".p12.sealed"));
        store.PutToken(officer, officer, "tte");
    }

    /// <summary>A key of a PKCS#12 file leaves it encrypted only.</summary>
    private static string PrivateKey(X509Certificate2 certificate)
    {
        var encryption = new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1);
        using var own = (AsymmetricAlgorithm?)certificate.GetECDsaPrivateKey() ?? certificate.GetRSAPrivateKey()!;
        using AsymmetricAlgorithm plain = own is ECDsa ? ECDsa.Create() : RSA.Create();
        plain.ImportFromEncryptedPem(own.ExportEncryptedPkcs8PrivateKeyPem("x", encryption), "x");
        return plain.ExportPkcs8PrivateKeyPem();
    }

    private static void Util(ScratchFolder folder, params string[] arguments)
    {
        var (exit, output) = IndependentCheckers.Run(folder, "softhsm2-util", arguments);
        Assert.That(exit, Is.Zero, output);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
