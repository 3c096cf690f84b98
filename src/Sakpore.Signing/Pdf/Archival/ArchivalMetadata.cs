namespace Sakpore.Signing.Pdf.Archival;

/// <summary>What a document says of itself in XMP. Where the document has an Info dictionary, both must say the same.</summary>
/// <param name="Title">The title.</param>
/// <param name="Author">Who wrote it: the office.</param>
/// <param name="Subject">What it is about; null for nothing.</param>
/// <param name="CreatorTool">The program that made the content.</param>
/// <param name="Producer">The program that made the PDF.</param>
/// <param name="Created">When; cut to the second and written as it is, with its offset. It is also when it was modified.</param>
/// <param name="Language">The language of the text, such as <c>id</c> (RFC 5646).</param>
public sealed record ArchivalMetadata(
    string Title, string Author, string? Subject, string CreatorTool, string Producer, DateTimeOffset Created, string Language);
