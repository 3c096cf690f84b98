using Sakpore.Core.Applications;
using Sakpore.Core.Mandates;
using Sakpore.Core.Tests.Applications;

namespace Sakpore.Core.Tests.Mandates;

public sealed class SigningRightTests
{
    private static readonly DateTimeOffset From = new(2026, 9, 1, 0, 0, 0, TimeSpan.FromHours(7));
    private static readonly DateTimeOffset Until = new(2026, 9, 15, 0, 0, 0, TimeSpan.FromHours(7));

    private static readonly Mandate Plh = new(
        "mandate-2", "officers/contoh-koordinator", "dpmptsp", ["KEPALA DINAS PENANAMAN MODAL DAN", "PELAYANAN TERPADU SATU PINTU"], SigningCapacity.Plh, null,
        ["skp-kp"], From, Until, "Surat Perintah Nomor 800/1/2026", "bb");

    [TestCase("officers/contoh-koordinator", "dpmptsp", "skp-kp", "2026-09-01T00:00:00+07:00", "bb", ExpectedResult = null)]
    [TestCase("officers/contoh-koordinator", "dpmptsp", "skp-kp", "2026-09-14T23:59:59+07:00", null, ExpectedResult = null)]
    [TestCase("officers/contoh-koordinator", "dpmptsp", "skp-kp", "2026-08-31T23:59:59+07:00", "bb", ExpectedResult = SigningDenial.NotValidNow)]
    [TestCase("officers/contoh-koordinator", "dpmptsp", "skp-kp", "2026-09-15T00:00:00+07:00", "bb", ExpectedResult = SigningDenial.NotValidNow)]
    [TestCase("officers/contoh-koordinator", "dpmptsp", "sipd", "2026-09-02T00:00:00+07:00", "bb", ExpectedResult = SigningDenial.SeriesNotCovered)]
    [TestCase("officers/contoh-koordinator", "dpmptsp", "skp-kp", "2026-09-02T00:00:00+07:00", "cc", ExpectedResult = SigningDenial.OtherCertificate)]
    [TestCase("officers/contoh-koordinator", "bappeda", "skp-kp", "2026-09-02T00:00:00+07:00", "bb", ExpectedResult = SigningDenial.NoMandate)]
    [TestCase("officers/contoh-bappeda", "dpmptsp", "skp-kp", "2026-09-02T00:00:00+07:00", "bb", ExpectedResult = SigningDenial.NoMandate)]
    public SigningDenial? Decide_answers(string officer, string office, string series, string at, string? certificate) =>
        SigningRight.Decide([Plh], officer, office, series, DateTimeOffset.Parse(at, System.Globalization.CultureInfo.InvariantCulture), certificate) switch
        {
            SigningRight.Denied denied => denied.Reason,
            _ => null,
        };

    [Test]
    public void Officer_without_a_bound_certificate_cannot_sign() =>
        Assert.That(
            SigningRight.Decide([Plh with { Certificate = null }], Plh.Officer, "dpmptsp", "skp-kp", From),
            Is.InstanceOf<SigningRight.Denied>().With.Property("Reason").EqualTo(SigningDenial.NoCertificate));

    [Test]
    public void Of_two_valid_mandates_the_later_counts()
    {
        Mandate later = Plh with { Id = "mandate-3", From = From.AddDays(1), Series = [] };
        Assert.That(SigningRight.Decide([later, Plh], Plh.Officer, "dpmptsp", "skp-kp", From.AddDays(2)), Is.EqualTo(new SigningRight.Granted(later)));
    }

    [Test]
    public void SignatureBlock_says_in_what_capacity() => Assert.Multiple(() =>
    {
        Assert.That(Plh.SignatureBlock(), Is.EqualTo(new[] { "Plh. KEPALA DINAS PENANAMAN MODAL DAN", "PELAYANAN TERPADU SATU PINTU" }));
        Assert.That((Plh with { Capacity = SigningCapacity.Plt }).SignatureBlock()[0], Does.StartWith("Plt. "));
        Assert.That((Plh with { Capacity = SigningCapacity.Definitif }).SignatureBlock(), Is.EqualTo(Plh.Position));
        Assert.That(
            (Plh with { Capacity = SigningCapacity.AtasNama, OnBehalfOf = "WALI KOTA PEKALONGAN" }).SignatureBlock(),
            Is.EqualTo(new[] { "a.n. WALI KOTA PEKALONGAN", "KEPALA DINAS PENANAMAN MODAL DAN", "PELAYANAN TERPADU SATU PINTU" }));
    });

    [Test]
    public void Acting_officer_signs_by_mandate_with_the_bound_certificate()
    {
        Walk walk = new Walk().ToSigning();
        walk.Mandates = [Plh];
        Assert.That(walk.Refused(Walk.Kepala, new RequestSigning("intent-1", Walk.Number)).Reason, Is.EqualTo(RefusalReason.NoMandate), "the absent head has none in this list");
        walk.Do(Walk.Koordinator, new RequestSigning("intent-1", Walk.Number));
        Assert.That(walk.State!.OpenIntent!.Mandate, Is.EqualTo("mandate-2"));
        Assert.That(walk.Refused(Walk.Machine, new RecordSignature("intent-1", "doc-9", "aa", "cc")).Reason, Is.EqualTo(RefusalReason.NoMandate));
        walk.Mandates = null;
        Assert.That(() => walk.Try(Walk.Machine, new RecordSignature("intent-1", "doc-9", "aa", "bb")), Throws.ArgumentException, "the mandate signed by is always looked at");
        walk.Mandates = [Plh];
        walk.Do(Walk.Machine, new RecordSignature("intent-1", "doc-9", "aa", "bb"));
        Assert.That(walk.State.Signature!.Officer, Is.EqualTo("officers/contoh-koordinator"));
    }
}
