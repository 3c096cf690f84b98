using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Tests.SigningKeys;

public class LocalSigningKeyTests
{
    private const string Passphrase = "rahasia sekali";

    private static byte[] Pkcs12(params X509Certificate2[] certificates) => new X509Certificate2Collection(certificates).Export(X509ContentType.Pkcs12, Passphrase)!;

    private static string EncryptedPem(X509Certificate2 certificate)
    {
        using AsymmetricAlgorithm key = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
        return key.ExportEncryptedPkcs8PrivateKeyPem(Passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000));
    }

    [Test]
    public void Pkcs12_gives_the_key_and_its_chain_without_the_root([ValueSource(typeof(TestKeys), nameof(TestKeys.PlatformAlgorithms))] SignatureAlgorithm algorithm)
    {
        var certificate = TestKeys.Of(algorithm);
        using var root = X509CertificateLoader.LoadCertificate(TestKeys.Root.RawData);
        using var key = LocalSigningKey.FromPkcs12(Pkcs12(certificate, root), Passphrase.ToCharArray()).Key;
        Assert.That(key, Is.Not.Null);
        Assert.That(key!.Algorithm, Is.EqualTo(algorithm));
        Assert.That(key.Certificates.Certificates.Select(item => item.ToArray()), Is.EqualTo(new[] { certificate.RawData }));
    }

    [Test]
    public void Pem_gives_the_key([Values] bool encrypted, [ValueSource(typeof(TestKeys), nameof(TestKeys.PlatformAlgorithms))] SignatureAlgorithm algorithm)
    {
        var certificate = TestKeys.Of(algorithm);
        using AsymmetricAlgorithm original = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
        var pem = encrypted ? EncryptedPem(certificate) : original.ExportPkcs8PrivateKeyPem();
        using var key = LocalSigningKey.FromPem(certificate.ExportCertificatePem(), pem, encrypted ? Passphrase.ToCharArray() : []).Key;
        Assert.That(key?.Algorithm, Is.EqualTo(algorithm));
    }

    [Test]
    public void Wrong_passphrase_is_a_result_and_the_memory_is_cleared()
    {
        var wrong = "keliru".ToCharArray();
        var pkcs12 = LocalSigningKey.FromPkcs12(Pkcs12(TestKeys.P256), wrong);
        Assert.That(pkcs12.Fault, Is.EqualTo(SigningKeyFault.WrongPassphrase));
        Assert.That(wrong, Is.All.EqualTo('\0'));

        wrong = "keliru".ToCharArray();
        var pem = LocalSigningKey.FromPem(TestKeys.P256.ExportCertificatePem(), EncryptedPem(TestKeys.P256), wrong);
        Assert.That(pem.Fault, Is.EqualTo(SigningKeyFault.WrongPassphrase));
        Assert.That(wrong, Is.All.EqualTo('\0'));
        Assert.That(pem.Indonesian + pem.English + pkcs12.Indonesian + pkcs12.English, Does.Not.Contain("keliru"));
    }

    [Test]
    public void Passphrase_is_cleared_after_success()
    {
        var passphrase = Passphrase.ToCharArray();
        using var key = LocalSigningKey.FromPkcs12(Pkcs12(TestKeys.P256), passphrase).Key;
        Assert.That(key, Is.Not.Null);
        Assert.That(passphrase, Is.All.EqualTo('\0'));
    }

    [Test]
    public void Files_that_are_no_keys_are_results()
    {
        using var withoutKey = X509CertificateLoader.LoadCertificate(TestKeys.P256.RawData);
        var certificate = TestKeys.P256.ExportCertificatePem();
        Assert.That(LocalSigningKey.FromPkcs12("bukan kunci"u8, []).Fault, Is.EqualTo(SigningKeyFault.FileDamaged));
        Assert.That(LocalSigningKey.FromPkcs12([], []).Fault, Is.EqualTo(SigningKeyFault.FileDamaged));
        Assert.That(LocalSigningKey.FromPkcs12(Pkcs12(withoutKey), Passphrase.ToCharArray()).Fault, Is.EqualTo(SigningKeyFault.KeyMissing));
        Assert.That(LocalSigningKey.FromPkcs12(Pkcs12(TestKeys.P256, TestKeys.Rsa), Passphrase.ToCharArray()).Fault, Is.EqualTo(SigningKeyFault.SeveralKeys));
        Assert.That(LocalSigningKey.FromPem("", EncryptedPem(TestKeys.P256), []).Fault, Is.EqualTo(SigningKeyFault.CertificateMissing));
        Assert.That(LocalSigningKey.FromPem(certificate, "", []).Fault, Is.EqualTo(SigningKeyFault.KeyMissing));
        Assert.That(LocalSigningKey.FromPem(certificate, EncryptedPem(TestKeys.Of(SignatureAlgorithm.EcdsaP384Sha384)), Passphrase.ToCharArray()).Fault,
            Is.EqualTo(SigningKeyFault.KeyOfAnotherCertificate));
        Assert.That(LocalSigningKey.FromCertificate(withoutKey, []).Fault, Is.EqualTo(SigningKeyFault.KeyMissing));
    }

    [Test]
    public void Key_too_short_is_refused()
    {
        using var certificate = TestKeys.IssueRsa("Terlalu pendek", 1024);
        Assert.That(LocalSigningKey.FromCertificate(certificate, []).Fault, Is.EqualTo(SigningKeyFault.KeyUnsupported));
    }

    [Test]
    public void Every_fault_has_its_own_words()
    {
        var all = Enum.GetValues<SigningKeyFault>().Select(SigningKeyResult<LocalSigningKey>.Of).ToList();
        Assert.That(all.Select(result => result.Reason), Is.Unique);
        Assert.That(all.Select(result => result.Indonesian), Is.Unique.And.All.Not.Empty);
        Assert.That(all.Select(result => result.English), Is.Unique.And.All.Not.Empty);
    }

    [Test]
    public void Chain_of_something_else_is_misuse()
    {
        Assert.That(() => CertificateChain.FromDer([]), Throws.ArgumentException);
        Assert.That(() => CertificateChain.FromDer(["bukan sertifikat"u8.ToArray()]), Throws.ArgumentException);
        Assert.That(() => CertificateChain.FromDer([new byte[] { 0x30, 0x00 }]), Throws.ArgumentException);
        Assert.That(() => CertificateChain.FromDer([TestKeys.P256.RawData.AsMemory(0, 100)]), Throws.ArgumentException);
    }
}
