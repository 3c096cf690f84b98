using Sakpore.Grpc.Letters;

namespace Sakpore.Grpc.Tests.Letters;

internal sealed class LetterTemplateTests
{
    [Test]
    public void Shipped_template_has_no_defect()
    {
        var result = LetterTemplate.Parse(LetterSamples.TemplateText, LetterSamples.FileName);

        Assert.That(result.Defects, Is.Empty);
        Assert.That((result.Template!.Slug, result.Template.Version), Is.EqualTo(("skp-penelitian", 1)));
        Assert.That(result.Template.Blocks, Has.Count.EqualTo(8));
    }

    [TestCase("value: \"{{ bidang }}\"", "value: \"{{ bidangg }}\"", "LETTER_UNKNOWN_VARIABLE")]
    [TestCase("{{ surat_pengantar.instansi }}", "{{ surat_pengantar.kota }}", "LETTER_UNKNOWN_VARIABLE")]
    [TestCase("{{ surat_rekomendasi.instansi }}", "{{ rekomendasi.instansi }}", "LETTER_UNKNOWN_VARIABLE")]
    [TestCase("value: \"{{ bidang }}\"", "value: \"{{ bidang | kapital }}\"", "LETTER_UNKNOWN_FILTER")]
    [TestCase("value: \"{{ bidang }}\"", "value: \"{{ bidang | tanggal }}\"", "LETTER_FILTER_MISFIT")]
    [TestCase("value: \"{{ bidang }}\"", "value: \"{{ 'now' | date: '%Y' }}\"", "LETTER_UNKNOWN_FILTER")]
    [TestCase("value: \"{{ bidang }}\"", "value: \"{{ mulai }}\"", "LETTER_DATE_UNFORMATTED")]
    [TestCase("value: \"{{ bidang }}\"", "value: \"{{ anggota }}\"", "LETTER_NOT_PRINTABLE")]
    [TestCase("value: \"{{ bidang }}\"", "value: \"{{ bidang\"", "LETTER_LIQUID_SYNTAX")]
    [TestCase("value: \"{{ bidang }}\"", "value: \"{% include 'passwd' %}\"", "LETTER_LIQUID_SYNTAX")]
    [TestCase("value: \"{{ bidang }}\"", "value: \"{% for x in anggota %}{{ x }}{% endfor %}\"", "LETTER_LIQUID_SYNTAX")]
    [TestCase("value: \"{{ bidang }}\"", "value: \"{% if bidangg %}x{% endif %}\"", "LETTER_UNKNOWN_VARIABLE")]
    [TestCase("value: \"{{ bidang }}\"", "value: \"{{ bidang[0] }}\"", "LETTER_UNSUPPORTED_EXPRESSION")]
    [TestCase("value: \"**Disetujui**\"", "value: \"**Disetujui\"", "LETTER_BOLD_UNCLOSED")]
    [TestCase("value: \"{{ bidang }}\"", "valeu: \"{{ bidang }}\"", "LETTER_UNKNOWN_FIELD", "LETTER_FIELD_MISSING")]
    [TestCase("each: rekomendasi", "each: rekomendasii", "LETTER_LIST_UNKNOWN")]
    [TestCase("  - heading:", "  - headline:", "LETTER_UNKNOWN_BLOCK")]
    [TestCase("numbering: \"a.\"", "numbering: \"i.\"", "LETTER_UNKNOWN_NUMBERING")]
    [TestCase("  bidang: text\n", "  bidang: number\n", "LETTER_UNKNOWN_KIND")]
    [TestCase("  bidang: text\n", "  bidang: text\n  surat: text\n", "LETTER_NAME_TAKEN")]
    [TestCase("version: 1", "version: 0", "LETTER_VERSION")]
    [TestCase("slug: skp-penelitian", "slug: SKP Penelitian", "LETTER_SLUG")]
    [TestCase("paper: F4", "paper: Letter", "LETTER_UNKNOWN_PAPER")]
    [TestCase("crest: placeholder", "crest: garuda.svg", "LETTER_UNKNOWN_CREST")]
    [TestCase("title: Surat Keterangan Penelitian", "title: \" \"", "LETTER_TEXT_EXPECTED")]
    [TestCase("version: 1", "version: 1\nversion: 2", "LETTER_YAML_SYNTAX")]
    [TestCase("version: 1", "version: [1", "LETTER_YAML_SYNTAX")]
    public void Defect_is_reported_with_file_line_and_sentence(string from, string to, string reason, string? another = null)
    {
        Assert.That(LetterSamples.TemplateText, Does.Contain(from));
        var at = LetterSamples.TemplateText.IndexOf(from, StringComparison.Ordinal);
        var text = LetterSamples.TemplateText[..at] + to + LetterSamples.TemplateText[(at + from.Length)..];

        var result = LetterTemplate.Parse(text, "surat.yaml");

        Assert.That(result.Template, Is.Null);
        Assert.That(result.Defects.Select(defect => defect.Reason), Does.Contain(reason));
        if (another is not null) Assert.That(result.Defects.Select(defect => defect.Reason), Does.Contain(another));
        var defect = result.Defects.First(defect => defect.Reason == reason);
        Assert.That(defect.File, Is.EqualTo("surat.yaml"));
        Assert.That(defect.Indonesian, Does.EndWith("."));
        Assert.That(defect.English, Does.EndWith("."));
        Assert.That(defect.ToString(), Does.StartWith($"surat.yaml({defect.Line}): {reason}: "));
        TestContext.Out.WriteLine(defect);
    }

    [Test]
    public void Defect_names_the_line_of_its_value()
    {
        var lines = LetterSamples.TemplateText.Split('\n');
        var line = Array.FindIndex(lines, text => text.Contains("{{ bidang }}", StringComparison.Ordinal));

        var result = LetterTemplate.Parse(LetterSamples.TemplateText.Replace("{{ bidang }}", "{{ bidangg }}", StringComparison.Ordinal), "surat.yaml");

        Assert.That(result.Defects.Single().Line, Is.EqualTo(line + 1));
    }

    [Test]
    public void All_defects_are_reported_at_once()
    {
        var text = LetterSamples.TemplateText
            .Replace("{{ bidang }}", "{{ bidangg }}", StringComparison.Ordinal)
            .Replace("paper: F4", "paper: Letter", StringComparison.Ordinal)
            .Replace("{{ surat.tanggal | tanggal }}", "{{ surat.tanggal }}", StringComparison.Ordinal);

        var result = LetterTemplate.Parse(text, "surat.yaml");

        Assert.That(
            string.Join(' ', result.Defects.Select(defect => defect.Reason)),
            Is.EqualTo("LETTER_UNKNOWN_PAPER LETTER_UNKNOWN_VARIABLE LETTER_DATE_UNFORMATTED"));
    }

    [TestCase("")]
    [TestCase("- a\n- b\n")]
    [TestCase("hanya teks")]
    public void File_that_is_no_mapping_is_one_defect(string text)
    {
        Assert.That(LetterTemplate.Parse(text, "surat.yaml").Defects.Single().Reason, Is.EqualTo("LETTER_MAPPING_EXPECTED"));
    }
}
