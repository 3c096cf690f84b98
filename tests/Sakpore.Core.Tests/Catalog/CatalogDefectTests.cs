using CsCheck;
using Sakpore.Core.Catalog;

namespace Sakpore.Core.Tests.Catalog;

/// <summary>What is wrong in a catalog is told with file, line and sentence, and all of it at once. A row changes one line of a sound file.</summary>
public sealed class CatalogDefectTests
{
    [TestCase("permits/skp-penelitian.v1.yaml", "min_days: 4", "min_days: -4", "whole number from 1")]
    [TestCase("permits/skp-penelitian.v1.yaml", "max_days: 5", "max_days: 3", "before it begins at 4")]
    [TestCase("permits/skp-penelitian.v1.yaml", "calendar: 5-day-cuti-off", "calendar: 4-day-week", "no calendar '4-day-week'")]
    [TestCase("permits/skp-penelitian.v1.yaml", "procedure: rekomendasi-paralel@1", "procedure: rekomendasi-paralel@9", "no procedure 'rekomendasi-paralel@9'")]
    [TestCase("permits/skp-penelitian.v1.yaml", "office: dpmptsp", "office: dinas-sihir", "'dinas-sihir' is no office")]
    [TestCase("permits/skp-penelitian.v1.yaml", "sector: penelitian", "sectors: penelitian", "'sectors' is not a key")]
    [TestCase("permits/skp-penelitian.v1.yaml", "sector: penelitian", "sectors: penelitian", "'sector' is missing")]
    [TestCase("permits/skp-penelitian.v1.yaml", "kinds: [baru, perpanjangan, perubahan]", "kinds: [baru, hilang]", "must be one of baru, perpanjangan, perubahan")]
    [TestCase("permits/skp-penelitian.v1.yaml", "template: \"070/SKP-KP/{serial}", "template: \"070/SKP-KP/{serial", "not a number template")]
    [TestCase("permits/skp-penelitian.v1.yaml", "code: WRONG_FILE", "code: UNREADABLE", "'UNREADABLE' is listed twice")]
    [TestCase("permits/skp-penelitian.v1.yaml", "- id: proposal", "- id: ktp", "'ktp' is listed twice")]
    [TestCase("permits/skp-penelitian.v1.yaml", "- id: proposal", "- id: formulir", "names the form itself")]
    [TestCase("permits/skp-penelitian.v1.yaml", "not_before: mulai", "not_before: akhir", "must name a date field")]
    [TestCase("permits/skp-penelitian.v1.yaml", "permanent: true", "permanent: true, years: 5", "and not both")]
    [TestCase("permits/skp-penelitian.v1.yaml", "effective: 2023-01-01", "effective: 01-01-2023", "a date is yyyy-MM-dd")]
    [TestCase("permits/skp-penelitian.v1.yaml", "version: 1", "version: one", "whole number")]
    [TestCase("permits/skp-penelitian.v1.yaml", "permit: skp-penelitian", "permit: SKP", "a slug is")]
    [TestCase("permits/skp-penelitian.v1.yaml", "permit: skp-penelitian", "izin: skp-penelitian", "first key is 'izin'")]
    [TestCase("permits/skp-penelitian.v1.yaml", "kinds: [baru", "kinds: [[baru", "This is not YAML")]
    [TestCase("permits/skp-penelitian.v1.yaml", "sector: penelitian", "version: 1", "This is not YAML")]
    [TestCase("calendars/5-day-cuti-off.v1.yaml", "zone: Asia/Jakarta", "zone: Asia/Atlantis", "'Asia/Atlantis' is not a time zone of Indonesia")]
    [TestCase("calendars/5-day-cuti-off.v1.yaml", "week: 5", "week: 7", "must be one of 5, 6")]
    [TestCase("calendars/5-day-cuti-off.v1.yaml", "cut_off: \"16:00\"", "cut_off: \"25:00\"", "a time of day is HH:mm")]
    [TestCase("calendars/5-day-cuti-off.v1.yaml", "holidays: libur-nasional", "holidays: libur-lokal", "no list of holidays 'libur-lokal'")]
    [TestCase("calendars/libur-nasional.v1.yaml", "{date: 2022-02-01", "{date: 2022-01-01", "2022-01-01 is listed twice")]
    [TestCase("calendars/libur-nasional.v1.yaml", "{date: 2022-02-01", "{date: 2028-02-01", "lies outside what the list knows")]
    [TestCase("calendars/libur-nasional.v1.yaml", "{date: 2022-02-01", "{date: 2022-02-31", "a date is yyyy-MM-dd")]
    [TestCase("calendars/libur-nasional.v3.yaml", "removes: [2023-04-26]", "removes: [2023-04-27]", "removes 2023-04-27, which is no holiday")]
    [TestCase("calendars/libur-nasional.v3.yaml", "{date: 2023-04-19", "{date: 2023-04-21", "2023-04-21 is listed twice")]
    [TestCase("calendars/libur-nasional.v3.yaml", "known_through: 2023-12-31", "known_through: 2022-12-31", "never takes knowledge back")]
    [TestCase("calendars/libur-nasional.v3.yaml", "version: 3", "version: 2", "a version stands once")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "first: front-office", "first: tidak-ada", "'tidak-ada', named by 'first'")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "first: front-office", "first: back-office", "'front-office' cannot be reached")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "first: front-office", "first: rekomendasi-bappeda", "begin with the join itself")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "sign: issued", "forward: koordinator", "no path leads to an issued letter")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "sign: issued", "sign: koordinator", "'sign' leads to 'issued' and nowhere else")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "forward: koordinator", "forward: issued", "reached without 'sign'")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "forward: koordinator, ", "", "dead end")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "role: koordinator", "role: wizard", "must be one of front_office")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "office: bappeda", "office: bapeda", "'bapeda', which is no office")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "branches: [rekomendasi-kesbangpol, rekomendasi-bappeda]", "branches: [rekomendasi-kesbangpol, pencocokan]", "must offer 'recommend'")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "branches: [rekomendasi-kesbangpol, rekomendasi-bappeda]", "branches: [rekomendasi-kesbangpol]", "no join names this stage")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "completes: all", "completes: 3", "from 1 to the 2 branches")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "target_days: 0", "target_days: 9", "the promise is 5")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "- id: pencocokan", "- id: koordinator", "'koordinator' is used twice")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "return: applicant", "return: bandung", "'return' leads to 'applicant'")]
    [TestCase("permits/sip-dokter.v1.yaml", "recommendations: [rekomendasi-dinkes]", "recommendations: [rekomendasi-bappeda]", "no optional branch of 'rekomendasi-pilihan@1'")]
    [TestCase("permits/sip-dokter.v1.yaml", "validity: {years: 5,", "validity: {years: 5, until_field: nama,", "and not both")]
    [TestCase("permits/sip-dokter.v1.yaml", "[180, 90, 30]", "[180, 90, 0]", "must be days left")]
    [TestCase("permits/sip-dokter.v1.yaml", "[180, 90, 30]", "[180, 90, 90]", "is listed twice")]
    [TestCase("permits/izin-magang.v1.yaml", "until_field: selesai", "until_field: institusi", "no required date field")]
    [TestCase("procedures/rekomendasi-pilihan.v1.yaml", "lateness: escalate", "lateness: consent", "'consent_rule' must cite it")]
    [TestCase("procedures/rekomendasi-pilihan.v1.yaml", "to: pencocokan", "to: rekomendasi", "leads back to itself through joins alone")]
    [TestCase("procedures/rekomendasi-pilihan.v1.yaml", "target_days: 0", "optional: true", "cannot be optional")]
    [TestCase("calendars/5-day-cuti-off.v1.yaml", "monday: [\"07:30-12:00\"", "monday: [\"07:30\"", "is not an interval of hours")]
    [TestCase("calendars/5-day-cuti-off.v1.yaml", "monday: [\"07:30-12:00\"", "monday: [\"07:30-13:30\"", "must not overlap")]
    [TestCase("calendars/5-day-cuti-off.v1.yaml", "  ordinary:", "  usual:", "must give the ordinary week")]
    [TestCase("procedures/rekomendasi-pilihan.v1.yaml", "forward: rekomendasi,", "forward: rekomendasi-dinkes,", "it must lead to the join itself")]
    [TestCase("procedures/rekomendasi-pilihan.v1.yaml", "to: pencocokan", "to: rekomendasi-dinkes", "leads into 'rekomendasi-dinkes', one branch of a join")]
    [TestCase("procedures/rekomendasi-pilihan.v1.yaml", "branches: [rekomendasi-kesbangpol, rekomendasi-dinkes, rekomendasi-dpupr]", "branches: []", "must have at least one entry")]
    [TestCase("procedures/rekomendasi-pilihan.v1.yaml", "target_days: 1", "target_days: 2147483647", "whole number from 0 to 1000")]
    [TestCase("permits/skp-penelitian.v1.yaml", "max_days: 5", "max_days: 2147483647", "whole number from 1 to 1000")]
    [TestCase("permits/skp-penelitian.v1.yaml", "correction_reminder_days: [10, 3]", "correction_reminder_days: [30]", "below the window of 30")]
    [TestCase("permits/skp-penelitian.v1.yaml", "correction_reminder_days: [10, 3]", "correction_reminder_days: [3, 3]", "is listed twice")]
    [TestCase("permits/skp-penelitian.v1.yaml", "correction_window_days: 30", "max_extension_days: 5", "This is not YAML")]
    [TestCase("permits/sip-dokter.v1.yaml", "recommendations: [rekomendasi-dinkes]", "recommendations: [satu, dua]", "'dua' is no optional branch")]
    [TestCase("calendars/5-day-cuti-off.v1.yaml", "version: 1", "version: 2", "must say when these rules were 'published'")]
    [TestCase("offices.yaml", "nip: \"199001010000000001\"", "nip: \"1990\"", "must be 18 digits")]
    [TestCase("offices.yaml", "- id: contoh-bappeda", "- id: contoh-kepala", "'contoh-kepala' is listed twice")]
    public void Defect_is_told_with_its_line(string path, string was, string becomes, string sentence)
    {
        (IReadOnlyList<CatalogDefect> defects, int line) = ReadChanged(path, was, becomes);
        string all = string.Join('\n', defects);
        Assert.That(defects.Where(defect => defect.Sentence.Contains(sentence, StringComparison.Ordinal)), Is.Not.Empty, all);
        Assert.That(defects, Has.All.Property("Line").GreaterThan(0));
        TestContext.Out.WriteLine($"changed line {line}:\n{all}");
    }

    [TestCase("permits/skp-penelitian.v1.yaml", "min_days: 4", "min_days: -4")]
    [TestCase("permits/skp-penelitian.v1.yaml", "kinds: [baru, perpanjangan", "kinds: [baru, hilang")]
    [TestCase("calendars/5-day-cuti-off.v1.yaml", "zone: Asia/Jakarta", "zone: Asia/Atlantis")]
    [TestCase("calendars/libur-nasional.v1.yaml", "{date: 2022-02-01", "{date: 2022-01-01")]
    [TestCase("procedures/rekomendasi-paralel.v1.yaml", "completes: all", "completes: 3")]
    public void Defect_names_the_very_line(string path, string was, string becomes)
    {
        (IReadOnlyList<CatalogDefect> defects, int line) = ReadChanged(path, was, becomes);
        Assert.That(defects.Select(defect => (defect.Path, defect.Line)), Has.Some.EqualTo((Path.Combine("catalog", path), line)));
    }

    [Test]
    public void All_defects_of_all_files_are_told_at_once()
    {
        CatalogReadResult read = CatalogReader.Read(Repository.CatalogFiles().Select(file => file with
        {
            Text = file.Text
                .Replace("min_days: 4", "min_days: 0", StringComparison.Ordinal)
                .Replace("starts_at: declared_complete", "starts_at: whenever", StringComparison.Ordinal)
                .Replace("week: 6", "week: 8", StringComparison.Ordinal),
        }));
        int permits = Repository.CatalogFiles().Count(file => file.Path.Contains("permits", StringComparison.Ordinal));
        Assert.That(((CatalogReadResult.Defective)read).Defects, Has.Count.EqualTo(1 + permits + 1), "one promise, each permit's clock, one week");
    }

    /// <summary>A decree that does not fit is told although a permit is broken too: nothing waits for the next attempt.</summary>
    [Test]
    public void Defects_of_folded_decrees_are_told_beside_those_of_other_files()
    {
        CatalogReadResult read = CatalogReader.Read(Repository.CatalogFiles().Select(file => file with
        {
            Text = file.Text
                .Replace("min_days: 4", "min_days: 0", StringComparison.Ordinal)
                .Replace("removes: [2023-04-26]", "removes: [2023-04-27]", StringComparison.Ordinal)
                .Replace("holidays: libur-nasional\nhours", "holidays: libur-lokal\nhours", StringComparison.Ordinal),
        }));
        string[] told = [.. ((CatalogReadResult.Defective)read).Defects.Select(defect => defect.ToString())];
        Assert.That(told, Has.Some.Contains("min_days").And.Some.Contains("removes 2023-04-27").And.Some.Contains("no list of holidays 'libur-lokal'"));
        Assert.That(told, Has.Length.EqualTo(1 + 1 + 3));
    }

    [Test]
    public void Procedure_whose_ways_cannot_be_followed_is_refused_and_not_walked_for_ever()
    {
        string[] ids = [.. Enumerable.Range(0, 30).Select(stage => $"s{stage}")];
        string text = "procedure: labirin\nversion: 1\neffective: 2023-01-01\nname: {id: Labirin, en: Maze}\nfirst: s0\nstages:\n" + string.Concat(ids.Select(id =>
            $"  - {{id: {id}, name: {{id: x, en: x}}, owner: {{office: dpmptsp, role: kepala}}, actions: {{forward: [{string.Join(", ", ids)}], sign: issued}}}}\n"));
        CatalogFile[] files = [.. Repository.CatalogFiles().Select(file => file with { Text = file.Text.Replace("procedure: rekomendasi-paralel@1", "procedure: labirin@1", StringComparison.Ordinal) }), new("labirin.yaml", text)];
        Assert.That(((CatalogReadResult.Defective)CatalogReader.Read(files)).Defects, Has.All.Property("Sentence").Contains("more ways through than can be followed"));
    }

    [Test]
    public void No_text_whatever_makes_the_reader_throw()
    {
        CatalogFile[] files = [.. Repository.CatalogFiles()];
        Gen.Select(Gen.Int[0, files.Length - 1], Gen.Int[0, 8000], Gen.Int[0, 30], Gen.OneOf("[", "{", "\"", "&a", "*a", "!!x ", "-", "\t", "\0", ": ", "? ", "|", "\n", "%", "<<: ", "99999999999999999999")).Sample(
            (which, at, cut, put) =>
            {
                string text = files[which].Text;
                int from = at % text.Length;
                string changed = text.Remove(from, Math.Min(cut, text.Length - from)).Insert(from, put);
                Assert.That(CatalogReader.Read([files[which] with { Text = changed }]), Is.Not.Null);
                if (from % 10 == 0)
                    Assert.That(CatalogReader.Read(files.Select((file, i) => i == which ? file with { Text = changed } : file)), Is.Not.Null, "among the others, whose references it breaks");
            },
            iter: 3000,
            threads: 1);
    }

    private static (IReadOnlyList<CatalogDefect> Defects, int Line) ReadChanged(string path, string was, string becomes)
    {
        string full = Path.Combine("catalog", path);
        CatalogFile[] files = [.. Repository.CatalogFiles()];
        int index = Array.FindIndex(files, file => file.Path == full);
        int at = files[index].Text.IndexOf(was, StringComparison.Ordinal);
        Assert.That(at, Is.GreaterThanOrEqualTo(0), $"{path} has no '{was}'");
        int line = files[index].Text.AsSpan(0, at).Count('\n') + 1;
        files[index] = files[index] with { Text = files[index].Text.Remove(at, was.Length).Insert(at, becomes) };
        CatalogReadResult read = CatalogReader.Read(files);
        Assert.That(read, Is.TypeOf<CatalogReadResult.Defective>());
        return (((CatalogReadResult.Defective)read).Defects, line);
    }
}
