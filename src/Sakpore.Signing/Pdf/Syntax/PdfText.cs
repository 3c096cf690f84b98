using System.Buffers.Binary;
using System.Text;

namespace Sakpore.Signing.Pdf.Syntax;

/// <summary>Text strings (ISO 32000-2, 7.9.2.2): PDFDocEncoding, or UTF-16BE or UTF-8 behind a byte order mark.</summary>
internal static class PdfText
{
    // PDFDocEncoding differs from Latin-1 at 0x18-0x1F and 0x80-0xA0 (Annex D.2).
    private const string At18 = "\u02D8\u02C7\u02C6\u02D9\u02DD\u02DB\u02DA\u02DC";
    private const string At80 = "\u2022\u2020\u2021\u2026\u2014\u2013\u0192\u2044\u2039\u203A\u2212\u2030\u201E\u201C\u201D\u2018"
        + "\u2019\u201A\u2122\uFB01\uFB02\u0141\u0152\u0160\u0178\u017D\u0131\u0142\u0153\u0161\u017E\uFFFD\u20AC";

    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            return Encoding.UTF8.GetString(bytes[3..]);
        return string.Create(bytes.Length, bytes, static (chars, source) =>
        {
            for (var i = 0; i < chars.Length; i++)
            {
                chars[i] = source[i] switch
                {
                    >= 0x18 and <= 0x1F => At18[source[i] - 0x18],
                    >= 0x80 and <= 0xA0 => At80[source[i] - 0x80],
                    var b => (char)b,
                };
            }
        });
    }

    /// <summary>As PDFDocEncoding where it is plain ASCII, otherwise as UTF-16BE, which every version of PDF knows.</summary>
    public static PdfString Encode(string text)
    {
        if (Ascii.IsValid(text) && !text.AsSpan().ContainsAnyInRange('\u0018', '\u001F'))
            return new PdfString(Encoding.ASCII.GetBytes(text), isHex: false);
        var bytes = new byte[2 + text.Length * 2];
        (bytes[0], bytes[1]) = (0xFE, 0xFF);
        for (var i = 0; i < text.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(2 + i * 2), text[i]);
        return new PdfString(bytes, isHex: false);
    }
}
