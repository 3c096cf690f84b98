using Sakpore.Signing.Seals;

namespace Sakpore.Signing.Tests.Seals;

[TestFixture]
internal sealed class SealTrustTests
{
    private static readonly string Good = SealIssuer.Seal(SealIssuer.Claims);

    [Test]
    public void Root_alone_knows_no_key() =>
        Assert.That(new SealChecker(SealIssuer.Pinned).Check(Good, SealIssuer.Now).Answer, Is.EqualTo(SealAnswer.KeyUnknown));

    [Test]
    public void Status_list_needs_keys_first() =>
        Assert.That(SealIssuer.Pinned.WithStatusList(SealIssuer.StatusList.Sign(SealIssuer.Status)).Fault, Is.EqualTo(SealListFault.KeySetMissing));

    [Test]
    public void Refused_list_changes_nothing()
    {
        var trust = SealIssuer.Trust;
        Assert.That(trust.WithKeySet((SealIssuer.KeySet with { Sequence = 1 }).Sign(SealIssuer.Root)).Trust, Is.Null);
        Assert.That(trust.Keys!.Sequence, Is.EqualTo(7));
    }

    [Test]
    public void Key_declared_compromised_loses_its_seals_and_its_status_list()
    {
        var keys = SealIssuer.KeySet with { Sequence = 8, Keys = SealIssuer.KeySet.Keys.Select(key => key with { Compromised = true }).ToList() };
        var trust = SealIssuer.Trust.WithKeySet(keys.Sign(SealIssuer.Root)).Trust!;
        Assert.That(trust.Status, Is.Null);
        Assert.That(new SealChecker(trust).Check(Good, SealIssuer.Now).Answer, Is.EqualTo(SealAnswer.KeyCompromised));
    }

    [Test]
    public void Answer_says_as_of_when_the_status_is()
    {
        var check = new SealChecker(SealIssuer.Trust).Check(Good, SealIssuer.Now);
        Assert.That(check.StatusEnglish, Is.EqualTo("Status as of 2026-03-17 08:00 +07:00."));
        Assert.That(check.StatusIndonesian, Is.EqualTo("Status per 2026-03-17 08:00 +07:00."));
        Assert.That(new SealChecker(SealIssuer.Trust).Check(Good, SealIssuer.Now.AddDays(2)).StatusEnglish, Does.EndWith("; a newer list should exist by now."));
        Assert.That(new SealChecker(SealIssuer.WithKeys).Check(Good, SealIssuer.Now).StatusEnglish, Is.EqualTo("Revocation status was not checked."));
    }

    [Test]
    public void Key_file_is_the_trust_it_was_written_from()
    {
        var file = "Kunci segel kota, 2026\n" + SealKeyFile.Write(SealIssuer.Trust);
        Assert.That(SealKeyFile.Read(file).TryGetTrust(out var trust), Is.True);
        Assert.That(trust!.Status!.Sequence, Is.EqualTo(31));
        Assert.That(new SealChecker(trust).Check(Good, SealIssuer.Now).IsValid, Is.True);
    }

    [Test]
    public void Key_file_with_another_root_is_refused()
    {
        var file = SealKeyFile.Write(SealIssuer.Trust);
        var other = SealKeyFile.Write(SealTrust.Pin(SealIssuer.Name, SealIssuer.Stranger.ExportSubjectPublicKeyInfo()));
        var end = file.IndexOf("-----BEGIN SAKPORE", StringComparison.Ordinal);
        Assert.That(SealKeyFile.Read(other + file[end..]).Fault, Is.EqualTo(SealListFault.KeyUnknown));
        Assert.That(SealKeyFile.Read(file[..end]).Fault, Is.EqualTo(SealListFault.Unreadable), "no key set");
        Assert.That(SealKeyFile.Read(file + file).Fault, Is.EqualTo(SealListFault.Unreadable), "twice the same");
    }

    [Test]
    public void List_that_breaks_its_own_rules_is_not_signed()
    {
        Assert.That(() => (SealIssuer.StatusList with { Revoked = [2, 1] }).Sign(SealIssuer.Status), Throws.ArgumentException);
        Assert.That(() => (SealIssuer.KeySet with { Sequence = 0 }).Sign(SealIssuer.Root), Throws.ArgumentException);
    }

    [Test]
    public void Every_fault_and_answer_has_words_of_its_own()
    {
        var answers = Enum.GetValues<SealAnswer>().Select(answer => new SealCheck(answer, null, null, null, SealIssuer.Now)).ToList();
        Assert.That(answers.Select(check => check.Reason), Is.Unique);
        Assert.That(answers.Select(check => check.Indonesian), Is.Unique);
        Assert.That(answers.Select(check => check.English), Is.Unique);
    }
}
