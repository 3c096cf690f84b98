using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Tests.Trust;

public sealed class PathBuilderTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    private static readonly TestPki Pki = TestPki.Create(At, new TestPkiOptions
    {
        Additional =
        [
            new("Too Deep CA", TestPki.Issuing, TestKey.P256, TestRole.Authority),
            new("Too Deep Signer", "Too Deep CA", TestKey.P256, TestRole.Signer),
            new("Signed by a Signer", TestPki.EcdsaSigner, TestKey.P256, TestRole.Signer),
        ],
    });

    [TestCase(TestPki.RsaSigner, PathFault.None)]
    [TestCase(TestPki.EcdsaSigner, PathFault.None)]
    [TestCase(TestPki.ExpiredSigner, PathFault.None, Description = "the leaf's own validity is the caller's to judge")]
    [TestCase(TestPki.EncryptionOnly, PathFault.KeyPurpose)]
    [TestCase(TestPki.TimestampAuthority, PathFault.KeyPurpose)]
    [TestCase(TestPki.UnknownSigner, PathFault.NoAnchor)]
    [TestCase("Too Deep Signer", PathFault.PathTooLong)]
    [TestCase("Signed by a Signer", PathFault.IssuerMayNotIssue)]
    public void Path_for_signatures(string name, object fault) => Assert.That(Build(name, AnchorPurposes.Signatures, At).Fault, Is.EqualTo(fault));

    [TestCase(TestPki.TimestampAuthority, PathFault.None)]
    [TestCase(TestPki.RsaSigner, PathFault.KeyPurpose)]
    public void Path_for_timestamps(string name, object fault) => Assert.That(Build(name, AnchorPurposes.Timestamps, At).Fault, Is.EqualTo(fault));

    [Test]
    public void Path_ends_below_the_anchor()
    {
        var path = Build(TestPki.RsaSigner, AnchorPurposes.Signatures, At);
        Assert.That(path.Certificates.Select(c => c.Subject.CommonName), Is.EqualTo(new[] { TestPki.RsaSigner, TestPki.Issuing }));
        Assert.That(path.Anchor!.Certificate.Subject.CommonName, Is.EqualTo(TestPki.Root));
    }

    [Test]
    public void Path_needs_a_valid_anchor() =>
        Assert.That(Build(TestPki.RsaSigner, AnchorPurposes.Signatures, At.AddDays(4 * 90 + 1)).Fault, Is.EqualTo(PathFault.NoAnchor));

    [Test]
    public void Path_ignores_an_anchor_of_the_same_name_and_another_key()
    {
        var namesake = TestPki.Create(At);
        var builder = new PathBuilder(TrustAnchors.Read(namesake.Anchors), Pool(), new CertificateSignatures());
        Assert.That(builder.Build(Read(TestPki.RsaSigner), AnchorPurposes.Signatures, At).Fault, Is.EqualTo(PathFault.NoAnchor));
    }

    [Test]
    public void Path_ignores_an_anchor_for_another_purpose()
    {
        var anchors = TrustAnchors.Of([new TrustAnchor(Read(TestPki.Root), AnchorPurposes.Timestamps)]);
        var path = new PathBuilder(anchors, Pool(), new CertificateSignatures()).Build(Read(TestPki.RsaSigner), AnchorPurposes.Signatures, At);
        Assert.That(path.Fault, Is.EqualTo(PathFault.NoAnchor));
    }

    [Test]
    public void Certificate_changed_by_one_bit_has_no_path()
    {
        var bytes = Pki[TestPki.RsaSigner].Certificate.ToArray();
        bytes[^1] ^= 1;
        Assert.That(Certificate.TryParse(bytes, out var changed), Is.True);
        var path = new PathBuilder(TrustAnchors.Read(Pki.Anchors), Pool(), new CertificateSignatures()).Build(changed!, AnchorPurposes.Signatures, At);
        Assert.That(path.Fault, Is.EqualTo(PathFault.NoAnchor));
    }

    private static CertificatePath Build(string name, AnchorPurposes purpose, DateTimeOffset at) =>
        new PathBuilder(TrustAnchors.Read(Pki.Anchors), Pool(), new CertificateSignatures()).Build(Read(name), purpose, at);

    private static Certificate[] Pool() => [Read(TestPki.Issuing), Read("Too Deep CA"), Read(TestPki.EcdsaSigner)];

    private static Certificate Read(string name) => Certificate.TryParse(Pki[name].Certificate, out var c) ? c : throw new InvalidOperationException();
}
