using Sakpore.Signing.Testing;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

public sealed class RevocationTests
{
    private static readonly byte[] Revoked = Sign(SamplePdf.Minimal(), TestPki.RevokedSigner);

    [Test]
    public void Fresh_lists_of_both_authorities_suffice() =>
        Assert.That(Verify(Plain, With(At, TestPki.Root, TestPki.Issuing)).Verdict, Is.EqualTo(Verdict.Authentic));

    [TestCase(TestPki.Root)]
    [TestCase(TestPki.Issuing)]
    public void One_missing_list_is_try_later(string only) =>
        Assert.That(SubIndicationOf(Plain, With(At, only)), Is.EqualTo(SubIndication.TryLater));

    [Test]
    public void List_whose_next_update_has_passed_is_try_later() =>
        Assert.That(SubIndicationOf(Plain, With(At.AddDays(-9), TestPki.Root, TestPki.Issuing)), Is.EqualTo(SubIndication.TryLater));

    [Test]
    public void List_from_after_the_validation_time_is_ignored() =>
        Assert.That(SubIndicationOf(Plain, With(At.AddDays(2), TestPki.Root, TestPki.Issuing)), Is.EqualTo(SubIndication.TryLater));

    [Test]
    public void List_of_a_namesake_with_another_key_is_ignored()
    {
        var other = TestPki.Create(At);
        var policy = Policy with
        {
            Revocation = RevocationRequirement.Required,
            RevocationLists = [other.RevocationList(TestPki.Root, At, Week), other.RevocationList(TestPki.Issuing, At, Week)],
        };
        Assert.That(SubIndicationOf(Plain, policy), Is.EqualTo(SubIndication.TryLater));
    }

    [TestCase(RevocationRequirement.Required)]
    [TestCase(RevocationRequirement.IfPresent)]
    public void Revoked_signer_is_untrusted(RevocationRequirement requirement)
    {
        var report = Verify(Revoked, With(At, TestPki.Root, TestPki.Issuing) with { Revocation = requirement });
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Untrusted));
        Assert.That(report.Signatures.Single().SubIndication, Is.EqualTo(SubIndication.RevokedNoPoe));
    }

    [Test]
    public void If_present_asks_for_nothing() =>
        Assert.That(Verify(Plain, Policy with { Revocation = RevocationRequirement.IfPresent }).Verdict, Is.EqualTo(Verdict.Authentic));

    private static readonly TimeSpan Week = TimeSpan.FromDays(7);

    private static VerificationPolicy With(DateTimeOffset thisUpdate, params string[] authorities) => Policy with
    {
        Revocation = RevocationRequirement.Required,
        RevocationLists = [.. authorities.Select(a => Pki.RevocationList(a, thisUpdate, Week))],
    };

    private static SubIndication? SubIndicationOf(byte[] file, VerificationPolicy policy) => Verify(file, policy).Signatures.Single().SubIndication;
}
