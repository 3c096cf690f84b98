using System.Security.Cryptography;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Crypto.Operators;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>Lists of changes, and lists for some reasons each (RFC 5280, 5.2.4, 5.2.5 and 6.3.3).</summary>
public sealed class CombinedListTests
{
    private static readonly TimeSpan Week = TimeSpan.FromDays(7);
    private static readonly DateTimeOffset Now = At.AddDays(1);

    private static readonly System.Numerics.BigInteger Serial = Read(TestPki.EcdsaSigner).Serial;

    [Test]
    public void Old_list_with_fresh_changes_is_fresh() =>
        Expect(null, List(At.AddDays(-8), number: 5), Changes(from: 5, number: 7));

    [Test]
    public void Changes_by_themselves_say_nothing() => Expect(SubIndication.TryLater, Changes(from: 5, number: 7));

    [Test]
    public void Revocation_among_the_changes_counts() =>
        Expect(SubIndication.RevokedNoPoe, List(Now, number: 5), Changes(from: 5, number: 7, CrlReason.KeyCompromise));

    [Test]
    public void Hold_is_lifted_by_changes() =>
        Expect(null, List(At.AddDays(-8), number: 5, CrlReason.CertificateHold), Changes(from: 5, number: 7, CrlReason.RemoveFromCrl));

    [Test]
    public void Nothing_else_is_lifted_by_changes() =>
        Expect(SubIndication.RevokedNoPoe, List(At.AddDays(-8), number: 5, CrlReason.KeyCompromise), Changes(from: 5, number: 7, CrlReason.RemoveFromCrl));

    [TestCase(6, 7, SubIndication.TryLater)] // begun from a list that is not at hand
    [TestCase(4, 7, null)] // begun from an earlier one
    [TestCase(4, 5, SubIndication.TryLater)] // not newer
    public void Changes_must_begin_from_the_list(int from, int number, SubIndication? expected) =>
        Expect(expected, List(At.AddDays(-8), number: 5), Changes(from, number));

    [Test]
    public void Changes_of_another_scope_or_key_are_ignored()
    {
        Expect(SubIndication.TryLater, List(At.AddDays(-8), number: 5), Changes(from: 5, number: 7, point: new IssuingDistributionPoint(null, true, false, null, false, false)));
        using var stranger = RSA.Create(2048);
        Expect(SubIndication.TryLater, List(At.AddDays(-8), number: 5), Changes(from: 5, number: 7, key: stranger));
    }

    private const int Half = ReasonFlags.KeyCompromise | ReasonFlags.CACompromise | ReasonFlags.AffiliationChanged | ReasonFlags.Superseded;
    private const int Rest = ReasonFlags.CessationOfOperation | ReasonFlags.CertificateHold | ReasonFlags.PrivilegeWithdrawn | ReasonFlags.AACompromise;

    [Test]
    public void Lists_for_all_reasons_together_suffice() => Expect(null, For(Half), For(Rest));

    [Test]
    public void Lists_for_some_reasons_do_not()
    {
        Expect(SubIndication.TryLater, For(Half));
        Expect(SubIndication.TryLater, For(Half), For(Half));
        Expect(SubIndication.TryLater, For(Half), For(Rest & ~ReasonFlags.CertificateHold));
    }

    [Test]
    public void Oldest_of_the_lists_decides_how_fresh_they_are() => Expect(SubIndication.TryLater, For(Half), For(Rest, thisUpdate: At.AddDays(-8)));

    [Test]
    public void Revocation_for_any_reason_counts() => Expect(SubIndication.RevokedNoPoe, For(Half, CrlReason.KeyCompromise));

    private static void Expect(SubIndication? expected, params ReadOnlyMemory<byte>[] lists)
    {
        var report = Verify(Plain, TimestampedLetters.Strict with { At = Now, RevocationLists = [Pki.RevocationList(TestPki.Root, At, Week), .. lists] });
        Assert.That(report.Signatures.Single().SubIndication, Is.EqualTo(expected), ReportText.Write(report));
    }

    private static ReadOnlyMemory<byte> List(DateTimeOffset thisUpdate, int number, int? reason = null) => Make(thisUpdate, number, null, reason, null, null);

    private static ReadOnlyMemory<byte> Changes(int from, int number, int? reason = null, IssuingDistributionPoint? point = null, RSA? key = null) =>
        Make(Now.AddHours(-1), number, from, reason, point, key);

    private static ReadOnlyMemory<byte> For(int reasons, int? reason = null, DateTimeOffset? thisUpdate = null) =>
        Make(thisUpdate ?? Now.AddHours(-1), 5, null, reason, new IssuingDistributionPoint(null, false, false, new ReasonFlags(reasons), false, false), null);

    private static ReadOnlyMemory<byte> Make(DateTimeOffset thisUpdate, int number, int? from, int? reason, IssuingDistributionPoint? point, RSA? key)
    {
        var generator = new X509V2CrlGenerator();
        generator.SetIssuerDN(X509Name.GetInstance(Read(TestPki.Issuing).Subject.Encoded.ToArray()));
        generator.SetThisUpdate(thisUpdate.UtcDateTime);
        generator.SetNextUpdate((thisUpdate + Week).UtcDateTime);
        if (reason is { } why)
            generator.AddCrlEntry(new Org.BouncyCastle.Math.BigInteger(Serial.ToByteArray(isBigEndian: true)), thisUpdate.AddHours(-1).UtcDateTime, why);
        generator.AddExtension(X509Extensions.CrlNumber, false, new CrlNumber(Org.BouncyCastle.Math.BigInteger.ValueOf(number)));
        if (from is { } start)
            generator.AddExtension(X509Extensions.DeltaCrlIndicator, true, new CrlNumber(Org.BouncyCastle.Math.BigInteger.ValueOf(start)));
        if (point is not null)
            generator.AddExtension(X509Extensions.IssuingDistributionPoint, true, point);
        var signer = DotNetUtilities.GetRsaKeyPair(key ?? (RSA)Pki[TestPki.Issuing].Key).Private;
        return generator.Generate(new Asn1SignatureFactory("SHA256WITHRSA", signer)).GetEncoded();
    }

    private static Certificate Read(string name) => Certificate.TryParse(Pki[name].Certificate, out var c) ? c : throw new InvalidOperationException(name);
}
