using System.CommandLine;
using Sakpore.Cli.Catalog;
using Sakpore.Grpc.Letters.Preview;

namespace Sakpore.Cli.Letters;

/// <summary><c>sakpore letter preview</c>: how a template comes out with example data.</summary>
internal static class LetterPreviewCommand
{
    public static Command Create()
    {
        var template = new Argument<string>("template")
        {
            Description = "A template's file, or a slug with its version (skp-penelitian.v1) of the catalog.",
            HelpName = "template",
        };
        var data = new Option<FileInfo>("--data") { Description = "Example data in YAML.", HelpName = "file", Required = true };
        var output = new Option<string?>("--output", "-o") { Description = "Where the PDF goes. Default: the template's name with .pdf, here.", HelpName = "file" };
        var folder = new Option<string?>("--catalog") { Description = "The folder of the catalog. Default: the one shipped with this program.", HelpName = "folder" };
        var command = new Command("preview", "Print a template with example data. Every page says that it is not valid.") { template, data, output, folder };
        command.SetAction(words =>
        {
            var error = words.InvocationConfiguration.Error;
            var path = Find(words.GetValue(template)!, words.GetValue(folder) ?? CatalogFolder.Shipped);
            var dataFile = words.GetValue(data)!;
            if (path is null)
                return Missing(error, words.GetValue(template)!);
            if (!dataFile.Exists)
                return Missing(error, dataFile.ToString());
            return Write(path, dataFile, words.GetValue(output) ?? Path.GetFileNameWithoutExtension(path) + ".pdf", words.InvocationConfiguration.Output, error);
        });
        return command;
    }

    private static string? Find(string template, string catalog) =>
        File.Exists(template) ? template
        : Path.Combine(catalog, "letters", template + ".yaml") is var shipped && File.Exists(shipped) ? shipped
        : null;

    private static int Write(string template, FileInfo data, string target, TextWriter output, TextWriter error)
    {
        using var pdf = new MemoryStream();
        var defects = LetterPreview.Write(File.ReadAllText(template), template, File.ReadAllText(data.FullName), data.ToString(), pdf);
        foreach (var defect in defects)
            error.WriteLine(defect);
        if (defects.Count > 0)
            return ExitCode.No;
        File.WriteAllBytes(target, pdf.ToArray());
        output.WriteLine(target);
        return ExitCode.Yes;
    }

    private static int Missing(TextWriter error, string file)
    {
        error.WriteLine($"'{file}' tidak ada.");
        error.WriteLine($"There is no '{file}'.");
        return ExitCode.No;
    }
}
