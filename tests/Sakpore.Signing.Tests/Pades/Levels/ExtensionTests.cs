using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Tests.Pades.Levels;

/// <summary>From any level to a higher one, and renewal.</summary>
public sealed class ExtensionTests
{
    private LevelsFixture _levels = null!;

    [SetUp]
    public void Open() => _levels = new LevelsFixture();

    [TearDown]
    public async Task Close() => await _levels.DisposeAsync();

    [Test]
    public async Task Each_level_is_reached_from_the_one_below_and_everybody_accepts_it()
    {
        var file = SamplePdf.Minimal();
        var b = await _levels.SignB(file);
        Expect(b, SignatureLevel.B, RevocationRequirement.IfPresent);
        var t = await _levels.Extend(b, _levels.T);
        Expect(t, SignatureLevel.T, RevocationRequirement.IfPresent);
        _levels.IsAccepted(b, t, signatures: 1, documentTimestamps: 1);
        var lt = await _levels.Extend(t, _levels.LT);
        Expect(lt, SignatureLevel.LT);
        _levels.IsAccepted(t, lt, signatures: 1, documentTimestamps: 1);
        var lta = await _levels.Extend(lt, _levels.LTA);
        Expect(lta, SignatureLevel.LTA);
        _levels.IsAccepted(lt, lta, signatures: 1, documentTimestamps: 2);
    }

    [Test]
    public async Task Signing_at_LTA_is_one_call()
    {
        var file = SamplePdf.Minimal();
        using var key = _levels.Key(TestPki.RsaSigner);
        var output = new ArrayBufferWriter<byte>();
        var result = await _levels.Extender.SignAsync(Signing.Read(file), key, _levels.Plain, _levels.LTA, output, CancellationToken.None);
        Assert.That(result.Refusal, Is.Null, result.Refusal?.English);
        Assert.That((result.FieldName, result.Length), Is.EqualTo(("Signature1", output.WrittenCount)));
        Expect(output.WrittenSpan.ToArray(), SignatureLevel.LTA);
        _levels.IsAccepted(file, output.WrittenSpan.ToArray(), signatures: 1, documentTimestamps: 1, tokens: 1);
    }

    [Test]
    public async Task Archived_file_is_valid_long_after_its_certificates_have_ended()
    {
        var lta = await _levels.Extend(await _levels.SignT(SamplePdf.Minimal()), _levels.LTA);
        var later = _levels.Pki.AfterSigners.AddDays(30); // signers' certificates and all lists are over; the authority's still holds
        _levels.Clock.SetUtcNow(later);
        var renewed = await _levels.Extend(lta, _levels.LTA);
        _levels.IsAccepted(lta, renewed, signatures: 1, documentTimestamps: 2, tokens: 1);
        Expect(await _levels.VerifyOnline(renewed), SignatureLevel.LTA);
    }

    [Test]
    public async Task Archive_made_long_after_the_evidence_takes_newer_evidence_along()
    {
        var lt = await _levels.Extend(await _levels.SignT(SamplePdf.Minimal()), _levels.LT);
        _levels.Clock.Advance(TimeSpan.FromDays(7)); // the answers of LT were good for a day
        var lta = await _levels.Extend(lt, _levels.LTA);
        Expect(lta, SignatureLevel.LTA);
        _levels.IsAccepted(lt, lta, signatures: 1, documentTimestamps: 1, tokens: 1);
    }

    // The authority's list is older than the signature and is over when the file is renewed; the new timestamp comes from another
    // house, so that nobody asks about the old one again.
    [Test]
    public async Task Archived_list_of_an_authority_still_counts_when_it_is_over()
    {
        await using var levels = new LevelsFixture(null, "Unknown Root CA");
        levels.Server.RevocationListInterval = TimeSpan.FromDays(30);
        levels.Clock.Advance(TimeSpan.FromHours(1));
        var first = await levels.Extend(await levels.SignT(SamplePdf.Minimal()), levels.LTA);
        levels.Clock.Advance(TimeSpan.FromDays(20));
        var other = levels.With(TestPki.UnknownTimestampAuthority); // here its root is known
        var second = await levels.Extend(first, other);
        levels.Clock.SetUtcNow(levels.Pki.AfterSigners.AddDays(30));
        var renewed = await levels.Extend(second, other);
        Expect(await levels.VerifyOnline(renewed), SignatureLevel.LTA);
    }

    [Test]
    public async Task Renewal_adds_the_evidence_of_the_last_timestamp_and_then_a_new_one()
    {
        var lta = await _levels.Extend(await _levels.SignT(SamplePdf.Minimal()), _levels.LTA);
        _levels.Clock.Advance(TimeSpan.FromDays(10));
        var renewed = await _levels.Extend(lta, _levels.LTA);
        var added = Encoding.Latin1.GetString(renewed.AsSpan(lta.Length));
        Assert.That(added.IndexOf("/DSS", StringComparison.Ordinal), Is.GreaterThanOrEqualTo(0).And.LessThan(added.IndexOf("/DocTimeStamp", StringComparison.Ordinal)));
        Expect(await _levels.VerifyOnline(renewed), SignatureLevel.LTA);
    }

    [Test]
    public async Task Store_keeps_what_it_has_and_takes_each_new_piece_once()
    {
        var lt = await _levels.Extend(await _levels.SignT(SamplePdf.Minimal()), _levels.LT);
        var first = Store(lt);
        Assert.That(first, Is.Unique);
        var again = await _levels.Extend(await _levels.SignT(lt, TestPki.RsaSigner), _levels.LT);
        foreach (var array in new[] { "Certs", "OCSPs", "CRLs" })
            Assert.That(Store(again, array).Take(Store(lt, array).Length), Is.EqualTo(Store(lt, array)), $"what was there stays, in its order: {array}");
        Assert.That(Store(again), Is.Unique.And.Length.GreaterThan(first.Length));
        Expect(again, SignatureLevel.LT);
    }

    [Test]
    public async Task Store_has_signer_authorities_responder_and_their_evidence()
    {
        _levels.Server.Responder = TestPki.CheckedOcspResponder; // whose own status has to be looked up
        var lt = await _levels.Extend(await _levels.SignT(SamplePdf.Minimal()), _levels.LT);
        var store = Store(lt);
        foreach (var name in new[] { TestPki.EcdsaSigner, TestPki.Issuing, TestPki.Root, TestPki.TimestampAuthority, TestPki.CheckedOcspResponder })
            Assert.That(store, Does.Contain(Convert.ToHexString(SHA256.HashData(_levels.Pki[name].Certificate.Span))), name);
        // An answer about the signer; lists about the issuing authority (by the root) and about the responder (by the issuing
        // authority), which speaks of the timestamp authority too, so that nobody was asked about it.
        var text = Encoding.Latin1.GetString(lt);
        Assert.That(References(text, "OCSPs"), Has.Length.EqualTo(1));
        Assert.That(References(text, "CRLs"), Has.Length.EqualTo(2));
        Expect(lt, SignatureLevel.LT);
    }

    [Test]
    public async Task Vri_is_written_only_on_request_under_the_digest_of_contents()
    {
        var t = await _levels.SignT(SamplePdf.Minimal());
        Assert.That(Encoding.Latin1.GetString(await _levels.Extend(t, _levels.LT)), Does.Not.Contain("/VRI"));
        var lt = await _levels.Extend(t, new BaselineLT(_levels.T, _levels.Revocation) { WritesVri = true });
        var contents = Regex.Match(Encoding.Latin1.GetString(t), "/Contents<([0-9A-F]+)>").Groups[1].Value;
#pragma warning disable CA5350 // The standard's name for a signature.
        var key = Convert.ToHexString(SHA1.HashData(Convert.FromHexString(contents)));
#pragma warning restore CA5350
        Assert.That(Encoding.Latin1.GetString(lt), Does.Match($@"/VRI <</{key} <<(?=.*/Cert \[)(?=.*/OCSP \[)(?=.*/CRL \[)"));
        Expect(lt, SignatureLevel.LT);
        _levels.IsAccepted(t, lt, signatures: 1, tokens: 1);
    }

    [Test]
    public async Task Second_signature_keeps_the_first_valid_and_both_are_archived()
    {
        var first = await _levels.Extend(await _levels.SignT(SamplePdf.Minimal()), _levels.LTA);
        _levels.Clock.Advance(TimeSpan.FromHours(2));
        var second = await _levels.Extend(await _levels.SignT(first, TestPki.RsaSigner), _levels.LTA);
        _levels.IsAccepted(first, second, signatures: 2, documentTimestamps: 2, tokens: 2);
        Expect(second, SignatureLevel.LTA);
    }

    [TestCase(CertificationLevel.NoChanges)]
    [TestCase(CertificationLevel.FormFillingAndSignatures)]
    public async Task Certification_permits_evidence_and_timestamps_whatever_its_level(CertificationLevel certification)
    {
        var t = await _levels.SignT(SamplePdf.Minimal(), signature: _levels.Plain with { Certification = certification });
        var lta = await _levels.Extend(t, _levels.LTA);
        Expect(lta, SignatureLevel.LTA);
        _levels.IsAccepted(t, lta, signatures: 1, documentTimestamps: 1, tokens: 1);
    }

    [TestCase("--object-streams=generate")]
    [TestCase("--linearize")]
    [TestCase("--object-streams=disable")]
    public async Task Structure_of_the_file_does_not_matter(string option)
    {
        var file = IndependentCheckers.Qpdf(SamplePdf.Minimal(), option);
        var t = await _levels.SignT(file);
        var lta = await _levels.Extend(t, _levels.LTA);
        Expect(lta, SignatureLevel.LTA);
        _levels.IsAccepted(t, lta, signatures: 1, documentTimestamps: 1, tokens: 1);
    }

    [Test]
    public async Task List_older_than_the_timestamp_says_when_to_come_back()
    {
        _levels.Server.Misbehave(TestService.Ocsp, TestMisbehavior.Unavailable);
        _levels.Server.RevocationListInterval = TimeSpan.FromHours(6);
        _levels.Clock.Advance(TimeSpan.FromHours(1));
        var t = await _levels.SignT(SamplePdf.Minimal());
        var refusal = await _levels.Refusal(t, _levels.LT);
        Assert.That((refusal.Code, refusal.RetryAt), Is.EqualTo((PadesRefusalCode.EvidenceTooOld, (DateTimeOffset?)LevelsFixture.At.AddHours(6))));
        _levels.Clock.SetUtcNow(LevelsFixture.At.AddHours(6));
        Expect(await _levels.Extend(t, _levels.LT), SignatureLevel.LT);
    }

    private void Expect(byte[] file, SignatureLevel level, RevocationRequirement revocation = RevocationRequirement.Required) =>
        Expect(_levels.Verify(file, revocation), level);

    private static void Expect(VerificationReport report, SignatureLevel level)
    {
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), BaselineTTests.ReportText(report));
        Assert.That(report.Signatures.Where(s => s.Kind == SignatureKind.Signature).Select(s => s.Level), Is.All.EqualTo(level), BaselineTTests.ReportText(report));
        Assert.That(report.Signatures.Select(s => s.Modifications), Is.All.Not.EqualTo(Modifications.NotPermitted));
    }

    /// <summary>SHA-256 of each stream that the newest store names, found by text: our writer leaves them plain.</summary>
    private static string[] Store(byte[] file) => [.. Store(file, "Certs"), .. Store(file, "OCSPs"), .. Store(file, "CRLs")];

    private static string[] Store(byte[] file, string array)
    {
        var text = Encoding.Latin1.GetString(file);
        return [.. References(text, array).Select(number =>
        {
            var match = Regex.Matches(text, $@"(?<=\n){number} 0 obj\n<</Length (\d+)>>\nstream\n")[^1];
            return Convert.ToHexString(SHA256.HashData(file.AsSpan(match.Index + match.Length, int.Parse(match.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture))));
        })];
    }

    private static string[] References(string text, string key) =>
        [.. Regex.Matches(Regex.Matches(text, $@"/{key} \[([\d R]*)\]")[^1].Groups[1].Value, @"(\d+) 0 R").Select(m => m.Groups[1].Value)];
}
