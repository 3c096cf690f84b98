using Sakpore.Signing.Testing;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>OCSP answers and whoever may give them (RFC 6960, 4.2.2.2), and lists of others (RFC 5280, 6.3.3).</summary>
public sealed class OcspTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    [TestCase(TestPki.OcspResponder)]
    [TestCase(TestPki.Issuing)]
    public void Answer_of_the_issuer_or_its_responder_suffices(string responder)
    {
        var report = Verify(Plain, With(new TestOcspOptions { Responder = responder }));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        var used = report.Signatures.Single().Evidence.Single(e => e.Kind == EvidenceKind.Ocsp);
        Assert.That(used.Source, Is.EqualTo(EvidenceSource.Caller));
        Assert.That(used.Issuer.Subject.CommonName, Is.EqualTo(responder));
        Assert.That(used.Subject!.Subject.CommonName, Is.EqualTo(TestPki.EcdsaSigner));
    }

    [Test]
    public void Responder_may_be_named_by_key_and_the_certificate_by_SHA_256() => Assert.That(
        SubIndicationOf(With(new TestOcspOptions
        {
            NamesResponderByKey = true,
            CertificateIdDigest = System.Security.Cryptography.HashAlgorithmName.SHA256,
        })),
        Is.Null);

    [TestCase(TestPki.UnauthorizedOcspResponder)]
    [TestCase(TestPki.ForeignOcspResponder)]
    [TestCase(TestPki.EcdsaSigner)]
    public void Answer_of_someone_else_is_ignored(string responder) =>
        Assert.That(SubIndicationOf(With(new TestOcspOptions { Responder = responder })), Is.EqualTo(SubIndication.TryLater));

    [Test]
    public void Responder_without_nocheck_needs_a_status_of_its_own()
    {
        var policy = With(new TestOcspOptions { Responder = TestPki.CheckedOcspResponder });
        Assert.That(SubIndicationOf(policy), Is.EqualTo(SubIndication.TryLater));
        // An authority's list speaks of the responder, and then of the signer as well: two pieces, the newer one decides.
        var both = policy with { RevocationLists = [.. policy.RevocationLists, Pki.RevocationList(TestPki.Issuing, At.AddHours(-2), Week)] };
        var report = Verify(Plain, both);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        Assert.That(report.Signatures.Single().Evidence.Select(e => e.Kind), Does.Contain(EvidenceKind.Ocsp));
    }

    [Test]
    public void Answer_about_another_certificate_is_ignored()
    {
        var policy = With() with { OcspResponses = [Pki.OcspResponse(TestPki.RsaSigner, At)] };
        Assert.That(SubIndicationOf(policy), Is.EqualTo(SubIndication.TryLater));
    }

    // What it tells may be older: it exists only since then.
    [Test]
    public void Answer_produced_after_the_validation_time_is_ignored()
    {
        var options = new TestOcspOptions { ThisUpdate = Policy.At, Lifetime = Week };
        var policy = With(options);
        Assert.That(SubIndicationOf(policy with { OcspResponses = [Pki.OcspResponse(TestPki.EcdsaSigner, Policy.At.AddMinutes(4), options)] }), Is.Null);
        Assert.That(SubIndicationOf(policy with { OcspResponses = [Pki.OcspResponse(TestPki.EcdsaSigner, Policy.At.AddMinutes(6), options)] }), Is.EqualTo(SubIndication.TryLater));
    }

    [Test]
    public void Answer_that_is_unknown_says_nothing() =>
        Assert.That(SubIndicationOf(With(new TestOcspOptions { Status = TestOcspStatus.Unknown })), Is.EqualTo(SubIndication.TryLater));

    [Test]
    public void Answer_revoked_counts_before_a_list_that_is_older()
    {
        var policy = With(new TestOcspOptions { Status = TestOcspStatus.Revoked, RevokedAt = At });
        policy = policy with { RevocationLists = [.. policy.RevocationLists, Pki.RevocationList(TestPki.Issuing, At.AddHours(-2), Week)] };
        Assert.That(SubIndicationOf(policy), Is.EqualTo(SubIndication.RevokedNoPoe));
    }

    [Test]
    public void Answer_that_is_past_its_next_update_is_try_later() => Assert.That(
        SubIndicationOf(With(new TestOcspOptions { Lifetime = TimeSpan.FromHours(1) })), Is.EqualTo(SubIndication.TryLater));

    [TestCase(3, null)]
    [TestCase(6, SubIndication.TryLater)]
    public void Answer_without_next_update_counts_within_the_skew_of_the_validation_time(int minutes, SubIndication? expected)
    {
        var policy = With() with
        {
            OcspResponses = [Pki.OcspResponse(TestPki.EcdsaSigner, Policy.At.AddMinutes(-minutes), new TestOcspOptions { Lifetime = null })],
        };
        Assert.That(SubIndicationOf(policy), Is.EqualTo(expected));
    }

    [Test]
    public void Answer_from_after_the_validation_time_is_ignored()
    {
        var policy = With() with { OcspResponses = [Pki.OcspResponse(TestPki.EcdsaSigner, Policy.At.AddHours(1))] };
        Assert.That(SubIndicationOf(policy), Is.EqualTo(SubIndication.TryLater));
    }

    [Test]
    public void Answer_with_a_changed_byte_is_never_accepted()
    {
        var answer = Pki.OcspResponse(TestPki.EcdsaSigner, At);
        for (var i = 0; i < answer.Length; i += 7)
        {
            var changed = (byte[])answer.Clone();
            changed[i] ^= 0x01;
            var verdict = Verify(Plain, With() with { OcspResponses = [changed] }).Verdict;
            // The wrapper's own bytes and certificates that nobody needs are not signed.
            if (verdict == Verdict.Authentic)
                Assert.That(Statement(changed), Is.EqualTo(Statement(answer)), $"byte {i}");
        }
    }

    [Test]
    public void Indirect_list_whose_issuer_the_certificate_does_not_name_is_ignored()
    {
        var policy = With() with
        {
            RevocationLists = [Pki.RevocationList(TestPki.Root, At, Week), Pki.RevocationList(TestPki.Issuing, At, Week, TestPki.CrlIssuer)],
            Intermediates = [Read(TestPki.CrlIssuer)],
        };
        Assert.That(SubIndicationOf(policy), Is.EqualTo(SubIndication.TryLater));
    }

    private static string Statement(byte[] answer)
    {
        var read = Signing.Verification.Revocation.OcspAnswer.Read(answer, default)!;
        return $"{read.About(Read(TestPki.EcdsaSigner), Read(TestPki.Issuing))} {read.ProducedAt}";
    }

    private static Signing.Trust.Certificate Read(string name) =>
        Signing.Trust.Certificate.TryParse(Pki[name].Certificate, out var certificate) ? certificate : throw new InvalidOperationException(name);

    private static VerificationPolicy With(TestOcspOptions? answer = null) => Policy with
    {
        Revocation = RevocationRequirement.Required,
        RevocationLists = [Pki.RevocationList(TestPki.Root, At, Week)],
        OcspResponses = answer is null ? [] : [Pki.OcspResponse(TestPki.EcdsaSigner, At.AddHours(1), answer)],
    };

    private static SubIndication? SubIndicationOf(VerificationPolicy policy) => Verify(Plain, policy).Signatures.Single().SubIndication;
}
