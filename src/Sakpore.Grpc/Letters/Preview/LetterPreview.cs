namespace Sakpore.Grpc.Letters.Preview;

/// <summary>Prints a template with example data, for whoever writes templates. Every page says in red that it is not valid.</summary>
internal static class LetterPreview
{
    /// <summary>Composes a preview.</summary>
    /// <param name="template">The template's file.</param>
    /// <param name="templateName">Its name, for defects.</param>
    /// <param name="data">The data's file, see <see cref="PreviewData"/>.</param>
    /// <param name="dataName">Its name, for defects.</param>
    /// <param name="output">Takes the PDF where there is one.</param>
    /// <returns>What is wrong, a line each; empty where the PDF was written.</returns>
    public static IReadOnlyList<string> Write(string template, string templateName, string data, string dataName, Stream output)
    {
        var read = LetterTemplate.Parse(template, templateName);
        if (read.Template is not { } form) return [.. read.Defects.Select(defect => defect.ToString())];

        var (content, defects) = PreviewData.Read(data, dataName, form.Values);
        if (content is null) return [.. defects.Select(defect => defect.ToString())];

        using var composer = new LetterComposer();
        return [.. composer.Compose(form, content, output).Refusals.Select(refusal => $"{dataName}: {refusal.Reason}: {refusal.English}")];
    }
}
