using System.Buffers;

namespace Sakpore.Signing.Pdf.Syntax;

/// <summary>The classes of characters of ISO 32000-2, 7.2.3.</summary>
internal static class PdfCharacters
{
    private static readonly SearchValues<byte> WhiteSpaceOrDelimiter = SearchValues.Create("\0\t\n\f\r ()<>[]{}/%"u8);

    public static bool IsWhiteSpace(byte b) => b is 0 or 9 or 10 or 12 or 13 or 32;

    public static bool IsDelimiter(byte b) => b is (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or (byte)'[' or (byte)']'
        or (byte)'{' or (byte)'}' or (byte)'/' or (byte)'%';

    public static bool IsRegular(byte b) => !IsWhiteSpace(b) && !IsDelimiter(b);

    public static bool IsDigit(byte b) => b is >= (byte)'0' and <= (byte)'9';

    /// <summary>How many regular characters the bytes begin with.</summary>
    public static int RegularRun(ReadOnlySpan<byte> bytes)
    {
        var end = bytes.IndexOfAny(WhiteSpaceOrDelimiter);
        return end < 0 ? bytes.Length : end;
    }

    /// <summary>The value of a hexadecimal digit of either case; -1 if it is none.</summary>
    public static int HexDigit(byte b) => b switch
    {
        >= (byte)'0' and <= (byte)'9' => b - '0',
        >= (byte)'a' and <= (byte)'f' => b - 'a' + 10,
        >= (byte)'A' and <= (byte)'F' => b - 'A' + 10,
        _ => -1,
    };
}
