namespace Sakpore.Signing.Pdf.Syntax;

/// <summary>The bytes that objects were parsed from: the file itself, or the expanded data of one object stream.</summary>
/// <param name="Bytes">The bytes; offsets of objects count from their start.</param>
/// <param name="ObjectStream">The object stream's number; 0 for the file.</param>
internal sealed record PdfSource(ReadOnlyMemory<byte> Bytes, int ObjectStream)
{
    public bool IsFile => ObjectStream == 0;
}
