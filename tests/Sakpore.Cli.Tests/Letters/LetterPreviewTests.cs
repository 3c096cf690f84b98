using System.Diagnostics;

namespace Sakpore.Cli.Tests.Letters;

/// <summary>Every template that ships is printed with data for it, and read back by a program of others.</summary>
[TestFixture]
internal sealed class LetterPreviewTests
{
    private static readonly string Data = Path.Combine(TestContext.CurrentContext.TestDirectory, "Letters");
    private DirectoryInfo _folder = null!;

    private static IEnumerable<string> Templates => Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "catalog", "letters"), "*.yaml")
        .Select(path => Path.GetFileNameWithoutExtension(path)!);

    [SetUp]
    public void MakeFolder() => _folder = Directory.CreateTempSubdirectory("sakpore-preview-");

    [TearDown]
    public void DeleteFolder() => _folder.Delete(recursive: true);

    [TestCaseSource(nameof(Templates))]
    public async Task Template_is_printed_with_every_value_and_says_that_it_is_not_valid(string template)
    {
        var data = Path.Combine(Data, template[..template.IndexOf('.', StringComparison.Ordinal)] + ".yaml");
        var pdf = Path.Combine(_folder.FullName, "letter.pdf");
        var run = await CommandLine.RunAsync("letter", "preview", template, "--data", data, "--output", pdf);
        Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")));

        // Lines break anywhere, so that text is compared without white space.
        var text = Squeeze(PdfToText(pdf));
        foreach (var line in (await File.ReadAllLinesAsync(data)).Where(line => line.StartsWith("  nama: ", StringComparison.Ordinal) || line.StartsWith("nomor: ", StringComparison.Ordinal)))
            Assert.That(text, Does.Contain(Squeeze(line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..])));
        Assert.That(text, Does.Contain(Squeeze("Halaman 1 dari")));
        Assert.That(text, Does.Contain("Pekalongan"));
        Assert.That(text, Does.Contain(Squeeze("SAKPORE PREVIEW, NOT VALID")));
    }

    [Test]
    public async Task Data_that_does_not_fit_is_told_by_line_and_nothing_is_written()
    {
        var data = Path.Combine(_folder.FullName, "data.yaml");
        var text = await File.ReadAllTextAsync(Path.Combine(Data, "sip-dokter.yaml"));
        await File.WriteAllTextAsync(data, text.Replace("2031-03-16", "17 Maret 2031", StringComparison.Ordinal).Replace("tempat_praktik:", "tempat_pratik:", StringComparison.Ordinal));
        var pdf = Path.Combine(_folder.FullName, "letter.pdf");
        var run = await CommandLine.RunAsync("letter", "preview", "sip-dokter.v1", "--data", data, "--output", pdf);
        Assert.That(run.Exit, Is.EqualTo(1));
        Assert.That(run.Error, Does.Match(@"data\.yaml\(\d+\): LETTER_DATE_EXPECTED").And.Match(@"data\.yaml\(\d+\): LETTER_UNKNOWN_FIELD"));
        Assert.That(File.Exists(pdf), Is.False);
    }

    [Test]
    public async Task Template_that_is_not_there_is_a_no()
    {
        var run = await CommandLine.RunAsync("letter", "preview", "sip-dukun.v1", "--data", Path.Combine(Data, "sip-dokter.yaml"));
        Assert.That((run.Exit, run.Error), Is.EqualTo((1, "'sip-dukun.v1' tidak ada.\nThere is no 'sip-dukun.v1'.\n")).Using<(int, string)>((a, b) => a.Item1 == b.Item1 && a.Item2.ReplaceLineEndings("\n") == b.Item2));
    }

    private static string Squeeze(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character) && character is not ('"' or '-')));

    private static string PdfToText(string pdf)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo("pdftotext", ["-raw", pdf, "-"]) { RedirectStandardOutput = true })!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return text;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore("pdftotext is not installed; the letter was not read.");
            throw;
        }
    }
}
