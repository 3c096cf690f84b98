using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;
using static Sakpore.Signing.Tests.Verification.TimestampedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>
/// Past certificate validation and the sliding of time (EN 319 102-1, 5.6.2.1 and 5.6.2.2): from the anchor down, each certificate
/// with the evidence that is proved to have existed while the one above still stood.
/// </summary>
public sealed class PastValidationTests
{
    private const string Authority = "Fallen CA";
    private const string Signer = "Signer of Fallen CA";
    private const string Stamper = "Root TSA";

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private static readonly DateTimeOffset Signed = At.AddHours(1);
    private static readonly DateTimeOffset Fallen = At.AddDays(5);
    private static readonly DateTimeOffset Late = At.AddDays(20);

    // The authority of the signer is revoked on the fifth day; who stamps is below the root itself, and not concerned.
    private static readonly TestPki Pki = TestPki.Create(At, new TestPkiOptions
    {
        Additional =
        [
            new TestIdentity(Authority, TestPki.Root, TestKey.Rsa2048, TestRole.Authority) { RevokedAt = Fallen, PathLength = 0 },
            new TestIdentity(Signer, Authority, TestKey.P256, TestRole.Signer),
            new TestIdentity(Stamper, TestPki.Root, TestKey.P256, TestRole.TimestampAuthority),
        ],
    });

    private static readonly TestTimestampOptions ByStamper = new() { Authority = Stamper };

    private static readonly byte[] Letter = SignedLetters.Sign(SamplePdf.Minimal(), Pki, Signer, new Sakpore.Signing.Pades.PadesSignature { SigningTime = Signed });

    // Validated late, with a fresh list of the root that names the fallen authority.
    private static readonly VerificationPolicy Policy = new()
    {
        At = Late,
        Anchors = TrustAnchors.Read(Pki.Anchors),
        Intermediates = [Read(Authority), Read(Stamper)],
        RevocationLists = [Pki.RevocationList(TestPki.Root, Late, Day)],
    };

    [Test]
    public void Evidence_archived_before_the_authority_fell_still_counts()
    {
        var signature = Verify(Archived(evidence: At.AddDays(1), archived: At.AddDays(2)));
        Assert.That(signature.Indication, Is.EqualTo(Indication.TotalPassed), Told(signature));
        Assert.That(Codes(signature), Does.Contain("REVOKED_AFTERWARDS"));
        var past = signature.Reasons.Single(r => r.Code == "VALIDATED_IN_THE_PAST").English;
        Assert.That(past, Does.Contain("2026-03-07T01:00:00Z"), "when the authority fell: its list was still in force");
    }

    [Test]
    public void Evidence_archived_after_the_authority_fell_counts_no_more() =>
        Expect(SubIndication.RevokedCaNoPoe, Verify(Archived(evidence: At.AddDays(1), archived: Fallen.AddHours(1))));

    [Test]
    public void Evidence_issued_after_the_authority_fell_counts_for_nothing() =>
        Expect(SubIndication.RevokedCaNoPoe, Verify(Archived(evidence: Fallen.AddHours(1), archived: Fallen.AddHours(2))));

    // Whoever has the authority's key can make such a list at any time, and date it back.
    [Test]
    public void Evidence_from_the_caller_is_proved_by_nothing()
    {
        var policy = Policy with { RevocationLists = [.. Policy.RevocationLists, Pki.RevocationList(Authority, At.AddDays(1), Late - At)] };
        Expect(SubIndication.RevokedCaNoPoe, Verify(StampSignature(Letter, Pki, Signed, ByStamper), policy));
        Expect(SubIndication.RevokedCaNoPoe, Verify(StampDocument(StampSignature(Letter, Pki, Signed, ByStamper), Pki, At.AddDays(2), ByStamper), policy));
    }

    [Test]
    public void Signature_proved_only_after_the_authority_fell_is_lost()
    {
        var stored = Store(Letter, At.AddDays(1));
        Expect(SubIndication.RevokedCaNoPoe, Verify(StampDocument(stored, Pki, Fallen.AddMinutes(1), ByStamper)));
    }

    [Test]
    public void Authority_that_fell_before_the_signature_saves_nothing()
    {
        var stamped = StampSignature(Letter, Pki, Fallen.AddHours(1), ByStamper);
        Expect(SubIndication.RevokedCaNoPoe, Verify(StampDocument(Store(stamped, Fallen.AddHours(2)), Pki, Fallen.AddHours(3), ByStamper)));
    }

    // The list of the root is issued before the signature, and its next one is due on the third day.
    [TestCase(2, null)]
    [TestCase(4, SubIndication.TryLater)]
    public void List_that_was_in_force_when_it_was_archived_does_not_grow_old(int archivedOn, SubIndication? expected)
    {
        var stamped = StampSignature(Letter, Pki, Signed, ByStamper);
        var stored = AddStore(
            stamped, [Pki[Authority].Certificate, Pki[Stamper].Certificate],
            [Pki.RevocationList(TestPki.Root, At, 3 * Day), Pki.RevocationList(Authority, At.AddDays(1), 30 * Day)], []);
        var file = StampDocument(stored, Pki, At.AddDays(archivedOn), ByStamper);
        // Nobody but the document timestamp's authority is told about afresh, by the answer of the root itself.
        var policy = Policy with { RevocationLists = [], OcspResponses = [Pki.OcspResponse(Stamper, Late, new TestOcspOptions { Responder = TestPki.Root })] };
        var signature = Verify(file, policy);
        Assert.That(signature.SubIndication, Is.EqualTo(expected), Told(signature));
    }

    [Test]
    public void List_issued_before_the_signature_counts_no_more_once_the_next_is_due_and_nothing_proves_it()
    {
        var stamped = Store(StampSignature(Letter, Pki, Signed, ByStamper), At.AddDays(-1));
        Expect(SubIndication.TryLater, Verify(stamped, Policy with { At = At.AddDays(4), RevocationLists = [Pki.RevocationList(TestPki.Root, At.AddDays(4), Day)] }));
    }

    // The anchor is trusted for ten days only: there is no path at the validation time, and there was one.
    [TestCase(true, null)]
    [TestCase(false, SubIndication.NoCertificateChainFound)]
    public void Anchor_that_has_ended_is_judged_as_it_was(bool isStamped, SubIndication? expected)
    {
        var stamperRoot = TestPki.Create(At);
        var anchor = new TrustAnchor(Read(TestPki.Root), AnchorPurposes.Signatures, null, At.AddDays(10));
        Assert.That(Certificate.TryParse(stamperRoot.Anchors[0], out var other), Is.True);
        var stored = AddStore(Letter, [Pki[Authority].Certificate], [Pki.RevocationList(TestPki.Root, At.AddDays(1), Day), Pki.RevocationList(Authority, At.AddDays(1), Day)], []);
        var file = isStamped ? StampDocument(stored, stamperRoot, At.AddDays(1).AddHours(1), new TestTimestampOptions()) : stored;
        var policy = new VerificationPolicy
        {
            At = Late,
            Anchors = TrustAnchors.Of([anchor, new TrustAnchor(other!, AnchorPurposes.Timestamps)]),
            RevocationLists = [stamperRoot.RevocationList(TestPki.Root, Late, Day), stamperRoot.RevocationList(TestPki.Issuing, Late, Day)],
        };
        var signature = Verify(file, policy);
        Assert.That(signature.SubIndication, Is.EqualTo(expected), Told(signature));
    }

    // The operator trusts the root on; the authority below it ended after 360 days, and the signer before.
    [TestCase(true, true, null)]
    [TestCase(true, false, SubIndication.CertificateChainGeneralFailure)]
    [TestCase(false, true, SubIndication.OutOfBoundsNoPoe)]
    public void Authority_that_has_ended_is_judged_as_it_was(bool isStamped, bool hasEvidence, SubIndication? expected)
    {
        var lasting = TestPki.Create(At, new TestPkiOptions { Validity = TimeSpan.FromDays(1000) });
        var late = At.AddDays(400);
        Assert.That(Certificate.TryParse(lasting.Anchors[0], out var other), Is.True);
        var signed = SignedLetters.Sign(SamplePdf.Minimal(), Pki, TestPki.EcdsaSigner, new Sakpore.Signing.Pades.PadesSignature { SigningTime = Signed });
        var stored = AddStore(signed, [Pki[TestPki.Issuing].Certificate], hasEvidence
            ? [Pki.RevocationList(TestPki.Root, At.AddDays(1), Day), Pki.RevocationList(TestPki.Issuing, At.AddDays(1), Day)] : [], []);
        var file = isStamped ? StampDocument(stored, lasting, At.AddDays(1).AddHours(1), new TestTimestampOptions()) : stored;
        var signature = Verify(file, new VerificationPolicy
        {
            At = late,
            Anchors = TrustAnchors.Of([new TrustAnchor(Read(TestPki.Root), AnchorPurposes.Signatures, null, late.AddDays(1)), new TrustAnchor(other!, AnchorPurposes.Timestamps)]),
            RevocationLists = [lasting.RevocationList(TestPki.Root, late, Day), lasting.RevocationList(TestPki.Issuing, late, Day)],
        });
        Assert.That(signature.SubIndication, Is.EqualTo(expected), Told(signature));
    }

    [Test]
    public void Revocation_that_nobody_asks_about_slides_no_time() => Assert.That(
        Verify(StampSignature(Letter, Pki, Signed, ByStamper), Policy with { Revocation = RevocationRequirement.Off }).Indication,
        Is.EqualTo(Indication.TotalPassed));

    [Test]
    public void Level_LT_asks_for_the_evidence_of_a_document_timestamp_that_alone_proves_the_time()
    {
        var policy = Policy with { At = At.AddDays(1), RevocationLists = [Pki.RevocationList(TestPki.Root, At.AddDays(1), Day)] };
        var timestamped = StampDocument(Letter, Pki, Signed, ByStamper);
        ReadOnlyMemory<byte>[] lists = [Pki.RevocationList(Authority, At.AddHours(2), Day), Pki.RevocationList(TestPki.Root, At.AddHours(2), Day)];
        var withAll = AddStore(timestamped, [Pki[Authority].Certificate, Pki[Stamper].Certificate], lists, []);
        Assert.That(Verify(withAll, policy).Level, Is.EqualTo(SignatureLevel.LT));
        Assert.That(Verify(StampDocument(withAll, Pki, At.AddHours(3), ByStamper), policy).Level, Is.EqualTo(SignatureLevel.LTA));
        // A timestamp below another authority, about which the store says nothing: the caller's evidence makes it valid, and no more.
        var elsewhere = AddStore(StampDocument(Letter, Pki, Signed), [Pki[Authority].Certificate], lists, []);
        var given = policy with { RevocationLists = [.. policy.RevocationLists, Pki.RevocationList(TestPki.Issuing, At.AddDays(1), Day)] };
        Assert.That(Verify(elsewhere, given).ProvedTime, Is.EqualTo(Signed));
        Assert.That(Verify(elsewhere, given).Level, Is.EqualTo(SignatureLevel.T));
    }

    private static byte[] Archived(DateTimeOffset evidence, DateTimeOffset archived) =>
        StampDocument(Store(StampSignature(Letter, Pki, Signed, ByStamper), evidence), Pki, archived, ByStamper);

    // The chain, and a list by the authority that tells about the signer.
    private static byte[] Store(byte[] file, DateTimeOffset evidence) =>
        AddStore(file, [Pki[Authority].Certificate, Pki[Stamper].Certificate], [Pki.RevocationList(Authority, evidence, 4 * Day)], []);

    private static SignatureReport Verify(byte[] file, VerificationPolicy? policy = null) => PdfVerifier.Verify(file, policy ?? Policy).Signatures[0];

    private static void Expect(SubIndication expected, SignatureReport signature) =>
        Assert.That(signature.SubIndication, Is.EqualTo(expected), Told(signature));

    private static IEnumerable<string> Codes(SignatureReport signature) => signature.Reasons.Select(r => r.Code);

    private static string Told(SignatureReport signature) => string.Join('\n', signature.Reasons.Select(r => $"{r.Code}: {r.English}"));

    private static Certificate Read(string name) => Certificate.TryParse(Pki[name].Certificate, out var c) ? c : throw new InvalidOperationException(name);
}
