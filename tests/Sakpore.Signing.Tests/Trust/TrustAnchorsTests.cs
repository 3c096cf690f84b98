using System.Text;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Tests.Trust;

public sealed class TrustAnchorsTests
{
    private static readonly TestPki Pki = TestPki.Create(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    [Test]
    public void Read_takes_DER_and_PEM_bundles_and_drops_doubles()
    {
        var bundle = "Akar\n" + Pki[TestPki.Root].ToCertificatePem() + "\n" + Pki[TestPki.Issuing].ToCertificatePem();
        var anchors = TrustAnchors.Read(Pki.Anchors[0], Encoding.ASCII.GetBytes(bundle));
        Assert.That(anchors.All.Select(a => a.Certificate.Subject.CommonName), Is.EqualTo(new[] { TestPki.Root, TestPki.Issuing }));
        Assert.That(anchors.HasDevelopmentMark, Is.True);
    }

    [Test]
    public void Read_refuses_a_file_without_certificate() =>
        Assert.That(() => TrustAnchors.Read(Pki.Anchors[0], "hello"u8.ToArray()), Throws.ArgumentException.With.Message.Contains("file 2"));

    [Test]
    public void Read_refuses_a_bundle_with_a_private_key()
    {
        var text = Pki[TestPki.Root].ToCertificatePem() + "\n" + Pki[TestPki.EcdsaSigner].ToPrivateKeyPem();
        Assert.That(() => TrustAnchors.Read(Encoding.ASCII.GetBytes(text)), Throws.ArgumentException.With.Message.Contains("PRIVATE KEY"));
    }

    [Test]
    public void None_has_no_mark() => Assert.That(TrustAnchors.None.HasDevelopmentMark, Is.False);
}
