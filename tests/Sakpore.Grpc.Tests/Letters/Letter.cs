using System.Diagnostics;
using Sakpore.Grpc.Letters;

namespace Sakpore.Grpc.Tests.Letters;

/// <summary>Composes and looks at the result through programs that know nothing of this code.</summary>
internal static class Letter
{
    private static readonly LetterComposer Composer = new();

    public static byte[] Compose(LetterContent content)
    {
        using var output = new MemoryStream();
        var composition = Composer.Compose(LetterSamples.Template, content, output);
        Assert.That(composition.Refusals, Is.Empty);
        return output.ToArray();
    }

    public static IReadOnlyList<LetterRefusal> Refusals(LetterContent content)
    {
        using var output = new MemoryStream();
        var composition = Composer.Compose(LetterSamples.Template, content, output);
        Assert.That(output.Length, Is.Zero, "a refused letter writes nothing");
        return composition.Refusals;
    }

    /// <summary>The text as pdftotext reads it, by layout or in the order of the file.</summary>
    public static string Text(byte[] pdf, bool layout = true) => WithFile(pdf, path => layout ? Run("pdftotext", "-layout", path, "-") : Run("pdftotext", "-raw", path, "-"));

    public static T WithFile<T>(byte[] pdf, Func<string, T> look)
    {
        var path = Path.Combine(Path.GetTempPath(), $"sakpore-letter-{Guid.NewGuid():n}.pdf");
        try
        {
            File.WriteAllBytes(path, pdf);
            return look(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    public static string Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        return Run(start);
    }

    public static string Run(ProcessStartInfo start)
    {
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            Assert.Ignore($"{start.FileName} is not installed.");
            throw;
        }

        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            Assert.That(process.ExitCode, Is.Zero, $"{start.FileName}: {error.Result}{output}");
            return output;
        }
    }
}
