using System.Globalization;
using System.Text;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Writing;

namespace Sakpore.Signing.Pades;

/// <summary>
/// Writes the signature dictionary (ISO 32000-2, Table 255; EN 319 142-1, 6.3): plain, an object of its own, ByteRange
/// and Contents last, with room for both.
/// </summary>
internal static class SignatureDictionary
{
    // "[0 " and three numbers of ten digits with two spaces and "]".
    private const int ByteRangeWidth = 3 + 3 * 10 + 2 + 1;

    /// <returns>Offsets in the buffer: of ByteRange's bracket, of Contents' <c>&lt;</c> and just past its <c>&gt;</c>.</returns>
    public static (int ByteRange, int HoleStart, int HoleEnd) Write(PdfBuffer buffer, PadesSignature signature, PdfArray? references, int containerLength)
    {
        buffer.Write("<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/M("u8);
        buffer.Write(Encoding.ASCII.GetBytes(Date(signature.SigningTime)));
        buffer.Write(")"u8);
        WriteText(buffer, "Name", signature.Name);
        WriteText(buffer, "Reason", signature.Reason);
        WriteText(buffer, "Location", signature.Location);
        WriteText(buffer, "ContactInfo", signature.ContactInfo);
        if (references is not null)
        {
            buffer.Write("/Reference"u8);
            buffer.Write(references);
        }
        return WriteHole(buffer, containerLength);
    }

    /// <summary>The dictionary of a document timestamp (EN 319 142-1, 5.4.3): its time is the token's own, so it has no M.</summary>
    public static (int ByteRange, int HoleStart, int HoleEnd) WriteTimestamp(PdfBuffer buffer, int tokenLength)
    {
        buffer.Write("<</Type/DocTimeStamp/Filter/Adobe.PPKLite/SubFilter/ETSI.RFC3161"u8);
        return WriteHole(buffer, tokenLength);
    }

    private static (int ByteRange, int HoleStart, int HoleEnd) WriteHole(PdfBuffer buffer, int containerLength)
    {
        buffer.Write("/ByteRange"u8);
        var byteRange = buffer.Length;
        buffer.Fill((byte)' ', ByteRangeWidth);
        buffer.Write("/Contents"u8);
        var holeStart = buffer.Length;
        buffer.Write("<"u8);
        buffer.Fill((byte)'0', containerLength * 2);
        buffer.Write(">"u8);
        var holeEnd = buffer.Length;
        buffer.Write(">>"u8);
        return (byteRange, holeStart, holeEnd);
    }

    /// <summary>Fills in ByteRange; spaces before the closing bracket take up the room that is left.</summary>
    public static void FillByteRange(Span<byte> room, int firstLength, int secondStart, int secondLength)
    {
        room = room[..ByteRangeWidth];
        room.Fill((byte)' ');
        _ = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"[0 {firstLength} {secondStart} {secondLength}"), room);
        room[^1] = (byte)']';
    }

    /// <summary>The signature reference of a certification (Tables 256 and 257).</summary>
    public static PdfDictionary DocMdpReference(CertificationLevel level) => Reference("DocMDP",
        new("Type", new PdfName("TransformParams")),
        new("P", new PdfInteger((int)level)),
        new("V", new PdfName("1.2")));

    /// <summary>The signature reference that makes a field's lock binding (Table 259): the lock's own entries.</summary>
    public static PdfDictionary FieldMdpReference(PdfDictionary fieldLock, PdfReference catalog)
    {
        var parameters = new List<KeyValuePair<string, PdfObject>> { new("Type", new PdfName("TransformParams")) };
        parameters.AddRange(fieldLock.Entries.Where(entry => entry.Key is "Action" or "Fields" or "P"));
        parameters.Add(new("V", new PdfName("1.2")));
        return Reference("FieldMDP", [.. parameters]).With("Data", catalog);
    }

    private static PdfDictionary Reference(string method, params KeyValuePair<string, PdfObject>[] parameters) => new(
    [
        new("Type", new PdfName("SigRef")),
        new("TransformMethod", new PdfName(method)),
        new("TransformParams", new PdfDictionary(parameters)),
    ]);

    private static void WriteText(PdfBuffer buffer, string key, string? text)
    {
        if (text is null)
            return;
        buffer.WriteName(key);
        buffer.Write(PdfText.Encode(text));
    }

    /// <summary>A date string (7.9.4), in the offset that the caller's instant has.</summary>
    private static string Date(DateTimeOffset time)
    {
        var offset = time.Offset;
        var sign = offset < TimeSpan.Zero ? '-' : '+';
        return string.Create(CultureInfo.InvariantCulture, $"D:{time:yyyyMMddHHmmss}{sign}{offset:hh}'{offset:mm}'");
    }
}
