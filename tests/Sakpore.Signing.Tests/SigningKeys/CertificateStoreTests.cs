using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Tests.SigningKeys;

public class CertificateStoreTests
{
    [Test]
    public async Task Key_of_a_certificate_store_signs_and_is_accepted()
    {
        // A store of the test's own, so that nobody's is touched.
        using var store = new X509Store($"sakpore-{Guid.NewGuid():N}", StoreLocation.CurrentUser);
        try
        {
            store.Open(OpenFlags.ReadWrite);
        }
        catch (CryptographicException e)
        {
            Assert.Ignore($"This account has no certificate store: {e.Message}");
        }
        using var persisted = X509CertificateLoader.LoadPkcs12(TestKeys.P256.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.Exportable | X509KeyStorageFlags.PersistKeySet);
        store.Add(persisted);
        try
        {
            using var key = LocalSigningKey.FromStore(store, persisted.GetCertHashString(HashAlgorithmName.SHA256).ToLowerInvariant()).Key;
            Assert.That(key, Is.Not.Null);
            var before = SamplePdf.Minimal();
            using var output = new MemoryStream();
            Assert.That((await Sakpore.Signing.Pades.PadesSigner.SignAsync(Pades.Signing.Read(before), key!, Pades.Signing.Plain, output, CancellationToken.None)).IsSigned);
            Pades.Signing.IsAccepted(before, output.ToArray());
            Assert.That(LocalSigningKey.FromStore(store, new string('0', 64)).Fault, Is.EqualTo(SigningKeyFault.CertificateMissing));
        }
        finally
        {
            store.Remove(persisted);
        }
    }
}
