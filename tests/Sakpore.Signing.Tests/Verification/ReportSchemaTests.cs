using System.Text.Json;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>The report's JSON form and docs/verification-report.schema.json say the same.</summary>
public sealed class ReportSchemaTests
{
    private static readonly JsonSchema Schema = JsonSchema.OfReports();

    [Test]
    public void Every_kind_of_report_keeps_to_the_schema()
    {
        byte[] altered = LaterRevision.Append(Plain, 4, "<</Length 0>>\nstream\n\nendstream");
        byte[][] files = [Plain, Form, altered, SamplePdf.Minimal(), "x"u8.ToArray(), TimestampedLetters.Archived(Plain, Pki, At.AddMinutes(9))];
        foreach (var file in files)
        {
            foreach (var policy in new[] { Policy, TimestampedLetters.Strict, new VerificationPolicy { At = At } })
                Assert.That(Schema.Faults(ReportJson.Write(PdfVerifier.Verify(file, policy, "surat.pdf"))), Is.Empty);
        }

        Assert.That(files.Select(f => Verify(f).Verdict).Distinct().Count(), Is.GreaterThanOrEqualTo(4));
    }

    [TestCase("\"verdict\":\"authentic\"", "\"verdict\":\"asli\"")]
    [TestCase("\"level\":\"B\",", "")]
    [TestCase("\"reasons\":[]", "\"reasons\":[{}]")]
    [TestCase("\"file\":null", "\"file\":null,\"lain\":1")]
    [TestCase("\"certification\":null", "\"certification\":4")]
    public void Schema_tells_a_report_that_is_off(string right, string wrong)
    {
        var line = ReportJson.Write(Verify(Plain));
        Assert.That(line, Does.Contain(right));
        Assert.That(Schema.Faults(line.Replace(right, wrong, StringComparison.Ordinal)), Is.Not.Empty);
    }

    [Test]
    public void Names_of_the_schema_are_those_of_the_report()
    {
        var signature = Schema.Root.GetProperty("$defs").GetProperty("signature").GetProperty("properties");
        Assert.That(Names(signature.GetProperty("sub_indication")), Is.EqualTo(Enum.GetValues<SubIndication>().Select(s => ReportNames.Of(s)).Prepend(null)));
        Assert.That(Names(signature.GetProperty("integrity")), Is.EquivalentTo(Enum.GetValues<Integrity>().Select(ReportNames.Lower)));
        Assert.That(Names(signature.GetProperty("coverage")), Is.EquivalentTo(Enum.GetValues<Coverage>().Select(ReportNames.Lower)));
        Assert.That(Names(signature.GetProperty("modifications")), Is.EquivalentTo(Enum.GetValues<Modifications>().Select(ReportNames.Lower)));
        Assert.That(Names(Schema.Root.GetProperty("properties").GetProperty("verdict")), Is.EquivalentTo(Enum.GetValues<Verdict>().Select(ReportNames.Lower)));
        Assert.That(Schema.Root.GetProperty("title").GetString(), Is.EqualTo(ReportJson.Schema));
    }

    private static IEnumerable<string?> Names(JsonElement rule) => rule.GetProperty("enum").EnumerateArray().Select(e => e.GetString());
}
