using Sakpore.Signing.Pades;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;
using static Sakpore.Signing.Tests.Verification.TimestampedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>Timestamps, what they prove, and validation long after (EN 319 102-1, 5.4 to 5.6).</summary>
public sealed class TimestampTests
{
    private const string EllipticAuthority = "Elliptic Timestamp Authority";

    private static readonly DateTimeOffset Stamped = At.AddMinutes(10);

    // No services: certificates of responders and the chains are looked for in the file alone.
    private static readonly VerificationPolicy NoRevocation = Policy with { Intermediates = Helpers() };

    private static readonly byte[] Lta = Archived(Plain, Pki, Stamped);

    [Test]
    public void Signature_timestamp_proves_the_time_and_makes_T()
    {
        var signature = One(StampSignature(Plain, Pki, Stamped), NoRevocation);
        Assert.That(signature.Level, Is.EqualTo(SignatureLevel.T));
        Assert.That(signature.ProvedTime, Is.EqualTo(Stamped));
        var evidence = signature.Evidence.Single();
        Assert.That((evidence.Kind, evidence.Source, evidence.ProducedAt), Is.EqualTo((EvidenceKind.Timestamp, EvidenceSource.Signature, Stamped)));
        Assert.That(evidence.Issuer.Subject.CommonName, Is.EqualTo(TestPki.TimestampAuthority));
    }

    [TestCase(TestPki.TimestampAuthorityWithoutPurpose, "KEY_PURPOSE")]
    [TestCase(TestPki.UnknownTimestampAuthority, "NO_TRUSTED_PATH")]
    [TestCase(TestPki.EcdsaSigner, "KEY_PURPOSE")]
    public void Timestamp_by_someone_else_proves_nothing(string authority, string why)
    {
        var signature = One(StampSignature(Plain, Pki, Stamped, new TestTimestampOptions { Authority = authority }), NoRevocation);
        Assert.That(signature.Level, Is.EqualTo(SignatureLevel.B));
        Assert.That(signature.ProvedTime, Is.Null);
        Assert.That(signature.Reasons.Single(r => r.Code == "TIMESTAMP_INVALID").English, Does.Contain(why));
    }

    [Test]
    public void Timestamp_over_another_value_proves_nothing() =>
        Assert.That(One(StampSignature(Plain, Pki, Stamped, over: [1, 2, 3]), NoRevocation).ProvedTime, Is.Null);

    [Test]
    public void Timestamp_that_names_another_certificate_proves_nothing() => Assert.That(
        One(StampSignature(Plain, Pki, Stamped, new TestTimestampOptions { NamedCertificate = TestPki.RsaTimestampAuthority }), NoRevocation).ProvedTime,
        Is.Null);

    [Test]
    public void Timestamp_that_names_no_certificate_proves_nothing() => Assert.That(
        One(StampSignature(Plain, Pki, Stamped, new TestTimestampOptions { NamesCertificate = false }), NoRevocation).ProvedTime, Is.Null);

    [Test]
    public void Timestamp_from_after_the_validation_time_is_ignored() => Assert.That(
        One(StampSignature(Plain, Pki, Policy.At.AddMinutes(6)), NoRevocation).ProvedTime, Is.Null);

    [Test]
    public void Timestamp_within_the_skew_counts() => Assert.That(
        One(StampSignature(Plain, Pki, Policy.At.AddMinutes(4)), NoRevocation).ProvedTime, Is.Not.Null);

    [Test]
    public void Timestamp_from_before_its_certificate_proves_nothing() => Assert.That(
        One(StampSignature(Plain, Pki, At.AddDays(-1)), NoRevocation).ProvedTime, Is.Null);

    [TestCase(TestPki.TimestampAuthority, AnchorPurposes.Signatures)]
    public void Anchor_for_signatures_only_trusts_no_timestamp(string authority, AnchorPurposes purposes)
    {
        Assert.That(Certificate.TryParse(Pki.Anchors[0], out var root), Is.True);
        var policy = NoRevocation with { Anchors = TrustAnchors.Of([new TrustAnchor(root!, purposes)]) };
        var signature = One(StampSignature(Plain, Pki, Stamped, new TestTimestampOptions { Authority = authority }), policy);
        Assert.That(signature.Indication, Is.EqualTo(Indication.TotalPassed));
        Assert.That(signature.ProvedTime, Is.Null);
    }

    [TestCase(-3600, "CLAIMED_TIME_DIFFERS")]
    [TestCase(3600, "CLAIMED_TIME_LATER")]
    public void Claimed_time_that_differs_is_told_and_decides_nothing(int seconds, string code)
    {
        var letter = Sign(SamplePdf.Minimal(), signature: new PadesSignature { SigningTime = Stamped.AddSeconds(seconds) });
        var signature = One(StampSignature(letter, Pki, Stamped), NoRevocation);
        Assert.That(signature.Indication, Is.EqualTo(Indication.TotalPassed));
        Assert.That(signature.Reasons.Select(r => r.Code), Does.Contain(code));
        Assert.That(signature.ProvedTime, Is.EqualTo(Stamped));
    }

    [Test]
    public void Archived_letter_is_LTA_with_its_evidence_told()
    {
        var report = Verify(Lta, Strict);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        var signature = report.Signatures[0];
        Assert.That(signature.Level, Is.EqualTo(SignatureLevel.LTA));
        Assert.That(signature.Evidence.Select(e => (e.Kind, e.Source)), Is.SupersetOf(new[]
        {
            (EvidenceKind.Ocsp, EvidenceSource.Document), (EvidenceKind.Crl, EvidenceSource.Document), (EvidenceKind.Timestamp, EvidenceSource.Signature),
        }));
        Assert.That(report.Signatures[1].Kind, Is.EqualTo(SignatureKind.Timestamp));
        Assert.That(report.Signatures[1].Level, Is.Null);
    }

    [Test]
    public void Letter_with_its_evidence_and_no_timestamp_over_it_is_LT()
    {
        var report = Verify(AddEvidence(StampSignature(Plain, Pki, Stamped), Pki, Stamped.AddMinutes(1)), Strict);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        Assert.That(report.Signatures.Single().Level, Is.EqualTo(SignatureLevel.LT));
    }

    [Test]
    public void Evidence_that_the_caller_brings_makes_no_LT()
    {
        var policy = Strict with
        {
            Intermediates = Helpers(),
            RevocationLists = [Pki.RevocationList(TestPki.Root, Stamped, Week), Pki.RevocationList(TestPki.Issuing, Stamped, Week)],
        };
        Assert.That(One(StampSignature(Plain, Pki, Stamped), policy).Level, Is.EqualTo(SignatureLevel.T));
    }

    // Signers end after 90 days here, services later: see TestPki.AfterSigners.
    [Test]
    public void Archived_letter_is_authentic_after_its_certificate_has_ended()
    {
        var late = Strict with { At = Pki.AfterSigners.AddDays(30) };
        var report = Verify(StampDocument(Lta, Pki, Pki.AfterSigners), Fresh(late));
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        Assert.That(report.Signatures[0].ProvedTime, Is.EqualTo(Stamped));
    }

    [Test]
    public void Letter_without_timestamp_is_not_authentic_after_its_certificate_has_ended()
    {
        var signature = One(Plain, Policy with { At = Pki.AfterSigners });
        Assert.That(signature.SubIndication, Is.EqualTo(SubIndication.OutOfBoundsNoPoe));
    }

    [Test]
    public void Document_timestamp_from_before_the_end_saves_the_signature_that_it_covers()
    {
        var report = Verify(StampDocument(Plain, Pki, Stamped), NoRevocation with { At = Pki.AfterSigners });
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        Assert.That(report.Signatures[0].ProvedTime, Is.EqualTo(Stamped));
    }

    [Test]
    public void Document_timestamp_after_the_end_saves_nothing()
    {
        var report = Verify(StampDocument(Plain, Pki, Pki.AfterSigners), NoRevocation with { At = Pki.AfterSigners.AddDays(1) });
        Assert.That(report.Signatures[0].SubIndication, Is.EqualTo(SubIndication.OutOfBoundsNoPoe));
    }

    [Test]
    public void Document_timestamp_over_other_bytes_is_altered() =>
        Assert.That(Verify(StampDocument(Plain, Pki, Stamped, over: [1]), NoRevocation).Verdict, Is.EqualTo(Verdict.Altered));

    [Test]
    public void Signature_timestamp_later_than_the_document_timestamp_over_it_proves_nothing()
    {
        var file = StampDocument(StampSignature(Plain, Pki, At.AddHours(10)), Pki, At.AddHours(1));
        var signature = Verify(file, NoRevocation).Signatures[0];
        Assert.That(signature.Reasons.Single(r => r.Code == "TIMESTAMP_INVALID").English, Does.Contain("TIMESTAMP_ORDER"));
        Assert.That(signature.ProvedTime, Is.EqualTo(At.AddHours(1)));
    }

    [Test]
    public void File_with_timestamps_only_is_unsigned()
    {
        var report = Verify(StampDocument(SamplePdf.Minimal(), Pki, Stamped), NoRevocation);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Unsigned), ReportText.Write(report));
        Assert.That(report.Reasons.Single().Code, Is.EqualTo("TIMESTAMP_ONLY"));
    }

    // RSA counts until 2029 by the shipped table; the one here lets it end before the validation. The authority that issued to
    // signer and timestamp authority has an RSA key, so that their certificates need proof as well.
    [TestCase(null, SubIndication.CryptoConstraintsFailureNoPoe)]
    [TestCase(TestPki.TimestampAuthority, SubIndication.CryptoConstraintsFailureNoPoe)]
    [TestCase(EllipticAuthority, null)]
    public void Weak_algorithm_needs_proof_from_before_its_date(string? archivedBy, SubIndication? expected)
    {
        var pki = TestPki.Create(At, new TestPkiOptions
        {
            Additional = [new TestIdentity(EllipticAuthority, TestPki.Root, TestKey.P256, TestRole.TimestampAuthority)],
        });
        var file = AddEvidence(Sign(SamplePdf.Minimal(), pki, TestPki.RsaSigner), pki, Stamped, TestPki.RsaSigner);
        if (archivedBy is not null)
            file = StampDocument(AddStore(file, [pki[archivedBy].Certificate, pki[TestPki.Issuing].Certificate], [], []), pki, Stamped, new TestTimestampOptions { Authority = archivedBy, IncludeCertificates = true });
        var report = Verify(file, Policy with
        {
            At = Stamped.AddDays(3),
            Anchors = TrustAnchors.Read(pki.Anchors),
            Algorithms = Algorithms("RSASSA-PKCS1-v1_5", Stamped.AddDays(1)),
        });
        Assert.That(report.Signatures[0].SubIndication, Is.EqualTo(expected), ReportText.Write(report));
        Assert.That(report.Signatures[0].Integrity, Is.EqualTo(Integrity.Intact));
        if (expected is not null)
            Assert.That(report.Signatures[0].Reasons.Select(r => r.Code), Does.Contain("WEAK_KEY"));
    }

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private static Sakpore.Signing.Verification.Algorithms.AlgorithmPolicy Algorithms(string name, DateTimeOffset until) =>
        Sakpore.Signing.Verification.Algorithms.AlgorithmPolicy.Read(System.Text.Encoding.UTF8.GetBytes($$"""
            {"id":"test","digests":[{"name":"SHA-256"},{"name":"SHA-384"}],"signatures":[
            {"name":"{{name}}","minimum":2048,"until":"{{until:yyyy-MM-dd}}"},{"name":"ECDSA","minimum":256}]}
            """));

    // Fresh evidence for whoever is asked about at the late instant: the services of the last timestamp.
    private static VerificationPolicy Fresh(VerificationPolicy policy) => policy with
    {
        RevocationLists = [Pki.RevocationList(TestPki.Root, policy.At, Week), Pki.RevocationList(TestPki.Issuing, policy.At, Week)],
    };

    private static SignatureReport One(byte[] file, VerificationPolicy policy) => Verify(file, policy).Signatures.Single();

    private static IReadOnlyList<Certificate> Helpers() =>
    [
        .. Pki.Names.Where(n => n != TestPki.Root).Select(n => Certificate.TryParse(Pki[n].Certificate, out var c) ? c : throw new InvalidOperationException(n)),
    ];
}
