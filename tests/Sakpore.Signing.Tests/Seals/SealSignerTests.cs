using System.Security.Cryptography;
using Sakpore.Signing.Seals;

namespace Sakpore.Signing.Tests.Seals;

[TestFixture]
internal sealed class SealSignerTests
{
    private static readonly SealClaims Longest = SealIssuer.Claims with
    {
        Issuer = "dpmptsp.kota-pekalongan.jateng",
        StatusIndex = int.MaxValue,
        DocumentNumber = "400.7.22.1/0407/SIP-DOKTER/DPMPTSP/XII/2026",
        TitleCode = "sip-tenaga-vokasi-farmasi",
        Office = "dpmptsp",
    };

    [Test]
    public void Seal_that_is_made_is_valid_and_says_what_was_sealed()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keys = SealIssuer.KeySet with { Sequence = 8, Keys = [SealIssuer.Entry(key, SealKeyUse.Seal, new(2026, 1, 1), new(2026, 12, 31))] };
        var checker = new SealChecker(SealIssuer.Pinned.WithKeySet(keys.Sign(SealIssuer.Root)).Trust!);
        var check = checker.Check(new SealSigner(key).Seal(SealIssuer.Claims, SealIssuer.Host).Text!, SealIssuer.Now);
        Assert.That(check.Answer, Is.EqualTo(SealAnswer.Valid));
        Assert.That(check.Claims! with { Digest = default }, Is.EqualTo(SealIssuer.Claims with { Digest = default }));
        Assert.That(check.Claims!.Digest.ToArray(), Is.EqualTo(SealIssuer.Claims.Digest.ToArray()));
        Assert.That(check.Keys!.Titles[check.Claims.TitleCode], Is.EqualTo("Surat Keterangan Penelitian"));
    }

    [Test]
    public void Seal_is_one_of_the_vectors_byte_for_byte_when_the_key_is_deterministic() =>
        Assert.That(SealIssuer.Seal(SealIssuer.Claims), Is.EqualTo(SealVectors.Seals().First().Text));

    [TestCase(36, 32)]
    [TestCase(37, 16)]
    [TestCase(53, 16)]
    [TestCase(54, null)]
    public void Digest_is_cut_only_where_the_whole_does_not_fit(int holder, int? digest)
    {
        var made = new SealSigner(SealIssuer.Current).Seal(Longest with { Holder = new string('x', holder) }, new string('h', 40));
        Assert.That(made.Answer, Is.EqualTo(digest is null ? SealAnswer.TooLong : SealAnswer.Valid));
        if (digest is null)
            return;
        Assert.That(made.Text, Has.Length.LessThanOrEqualTo(SealText.MostCharacters));
        Assert.That(SealEnvelope.Read(made.Bytes, out var envelope), Is.Null);
        Assert.That(SealPayload.Read(envelope.Payload, out var claims), Is.Null);
        Assert.That(claims.Digest.Length, Is.EqualTo(digest));
    }

    [Test]
    public void Claims_against_the_rules_are_refused_with_the_field()
    {
        var made = new SealSigner(SealIssuer.Current).Seal(SealIssuer.Claims with { Holder = "Siti\nRahmawati" }, SealIssuer.Host);
        Assert.That((made.Answer, made.Field, made.Text), Is.EqualTo((SealAnswer.FieldInvalid, 5, (string?)null)));
    }

    [Test]
    public void Key_on_another_curve_is_misuse()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        Assert.That(() => new SealSigner(key), Throws.ArgumentException);
    }

    [TestCase("a b.example")]
    [TestCase("")]
    [TestCase("dpmptsp.pekalongan.example/tte")]
    public void Host_with_another_character_is_misuse(string host) =>
        Assert.That(() => SealText.Write(host, [1]), Throws.ArgumentException);
}
