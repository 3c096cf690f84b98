using Sakpore.Grpc.Letters.Templates;
using Sakpore.Grpc.Letters.Values;

namespace Sakpore.Grpc.Letters;

/// <summary>A letter's form: what is printed besides the values, and which values it needs. Immutable, safe to share.</summary>
/// <param name="Slug">Its name, such as <c>skp-penelitian</c>: lower-case words joined by hyphens.</param>
/// <param name="Version">From 1. A version in use is never edited.</param>
/// <param name="Title">The document's title in the PDF's metadata and at the head of further pages.</param>
/// <param name="Paper">The size of its pages.</param>
/// <param name="LegalBasis">What it rests on, for readers of the catalog; not printed. At least one.</param>
/// <param name="Values">The values that <see cref="LetterContent.Values"/> must offer.</param>
/// <param name="Letterhead">The head of the first page.</param>
/// <param name="Blocks">The body, in reading order. At least one.</param>
/// <param name="Footer">The notes beside the QR code, on the last page.</param>
internal sealed record LetterTemplate(
    string Slug,
    int Version,
    string Title,
    PaperSize Paper,
    IReadOnlyList<string> LegalBasis,
    ValueShape.Record Values,
    Letterhead Letterhead,
    IReadOnlyList<LetterBlock> Blocks,
    LetterFooter Footer)
{
    /// <summary>Reads and checks a template: every expression is parsed, every name and filter looked up.</summary>
    /// <param name="yaml">The file's text.</param>
    /// <param name="fileName">The name that defects carry.</param>
    /// <returns>The template, or all its defects at once.</returns>
    public static LetterTemplateReadResult Parse(string yaml, string fileName) => LetterTemplateReader.Read(yaml, fileName);
}

/// <summary>A template, or what is wrong with its file.</summary>
/// <param name="Template">Null where there is a defect.</param>
/// <param name="Defects">All of them, in the file's order; empty where there is a template.</param>
internal sealed record LetterTemplateReadResult(LetterTemplate? Template, IReadOnlyList<LetterDefect> Defects);
