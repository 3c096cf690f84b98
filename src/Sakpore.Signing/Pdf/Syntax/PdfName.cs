namespace Sakpore.Signing.Pdf.Syntax;

/// <summary>A name, its escapes resolved; each char is one byte (Latin-1), so no two different names are equal.</summary>
internal sealed class PdfName(string value) : PdfObject
{
    public string Value { get; } = value;
}
