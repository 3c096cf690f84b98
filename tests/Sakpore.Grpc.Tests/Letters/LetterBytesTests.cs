using System.Diagnostics;

namespace Sakpore.Grpc.Tests.Letters;

/// <summary>The same template and content give the same bytes.</summary>
internal sealed class LetterBytesTests
{
    [Test]
    public void Bytes_are_the_same_when_composed_again()
    {
        var first = Letter.Compose(LetterSamples.Long);

        Assert.That(Letter.Compose(LetterSamples.Long), Is.EqualTo(first));
    }

    [Test]
    public void Bytes_are_the_same_after_other_letters_and_collections()
    {
        var first = Letter.Compose(LetterSamples.Short);
        for (var round = 0; round < 30; round++)
        {
            Letter.Compose(LetterSamples.Marked(LetterSamples.Long));
            GC.Collect();
        }

        Assert.That(Letter.Compose(LetterSamples.Short), Is.EqualTo(first));
    }

    [Test]
    public void Bytes_are_the_same_when_composed_on_several_threads_at_once()
    {
        var letters = new byte[16][];

        Parallel.For(0, letters.Length, index => letters[index] = Letter.Compose(LetterSamples.Long));

        Assert.That(letters, Has.All.EqualTo(letters[0]));
    }

    [TestCase("UTC")]
    [TestCase("Asia/Jakarta")]
    [TestCase("America/New_York")]
    public void Bytes_are_the_same_in_another_process(string timeZone)
    {
        var path = Path.Combine(Path.GetTempPath(), $"sakpore-letter-{Guid.NewGuid():n}.pdf");
        try
        {
            // The second process is this assembly, started for the sake of its StartupHook.
            var assembly = typeof(LetterBytesTests).Assembly.Location;
            var start = new ProcessStartInfo("dotnet", [assembly]) { RedirectStandardOutput = true, RedirectStandardError = true };
            start.Environment["DOTNET_STARTUP_HOOKS"] = assembly;
            start.Environment[StartupHook.PathVariable] = path;
            start.Environment["TZ"] = timeZone;
            Letter.Run(start);

            Assert.That(File.ReadAllBytes(path), Is.EqualTo(Letter.Compose(LetterSamples.Short)));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Test]
    public void Metadata_comes_from_the_letter()
    {
        var information = Letter.WithFile(Letter.Compose(LetterSamples.Short), path => Letter.Run("pdfinfo", "-rawdates", path));

        Assert.That(information, Does.Match(@"Title: +Surat Keterangan Penelitian"));
        Assert.That(information, Does.Match(@"Subject: +070/SKP-KP/407/IX/2023"));
        Assert.That(information, Does.Match(@"CreationDate: +D:20230919000000\+00'00'"));
        Assert.That(information, Does.Match(@"ModDate: +D:20230919000000"));
        Assert.That(information, Does.Match(@"Pages: +1\n"));
    }

    [Test]
    public void Bytes_change_with_any_value()
    {
        var changed = LetterSamples.Short with { IssueDate = LetterSamples.Short.IssueDate.AddDays(1) };

        Assert.That(Letter.Compose(changed), Is.Not.EqualTo(Letter.Compose(LetterSamples.Short)));
    }
}
