using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf;

/// <summary>A version of PDF, such as 1.7.</summary>
internal readonly record struct PdfVersion(int Major, int Minor) : IComparable<PdfVersion>
{
    public static PdfVersion Two { get; } = new(2, 0);

    /// <summary>The later of header and catalog (ISO 32000-2, 7.5.2).</summary>
    public static PdfVersion Of(PdfDocument document)
    {
        var header = ReadHeader(document.Bytes.Span);
        return document.Name(document.Catalog, "Version") is { Length: 3 } name && name[1] == '.' && char.IsAsciiDigit(name[0]) && char.IsAsciiDigit(name[2])
            && new PdfVersion(name[0] - '0', name[2] - '0') is var catalog && catalog.CompareTo(header) > 0
            ? catalog
            : header;
    }

    /// <summary>The header must be the first bytes of the file: offsets count from it.</summary>
    public static PdfVersion ReadHeader(ReadOnlySpan<byte> file) =>
        file.Length >= 8 && file.StartsWith("%PDF-"u8) && PdfCharacters.IsDigit(file[5]) && file[6] == '.' && PdfCharacters.IsDigit(file[7])
            ? new(file[5] - '0', file[7] - '0')
            : throw new PdfFaultException(PdfFaultCode.NotPdf, 0);

    public override string ToString() => $"{Major}.{Minor}";

    public int CompareTo(PdfVersion other) => (Major, Minor).CompareTo((other.Major, other.Minor));
}
