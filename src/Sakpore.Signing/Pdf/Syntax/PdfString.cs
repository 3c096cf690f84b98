namespace Sakpore.Signing.Pdf.Syntax;

/// <summary>A string of bytes, written in parentheses or, when <see cref="IsHex"/>, as hexadecimal digits.</summary>
internal sealed class PdfString : PdfObject
{
    private ReadOnlyMemory<byte>? _value;

    /// <summary>A string that the parser has checked and that is decoded when first asked for.</summary>
    internal PdfString(bool isHex) => IsHex = isHex;

    public PdfString(ReadOnlyMemory<byte> value, bool isHex)
    {
        _value = value;
        IsHex = isHex;
    }

    public bool IsHex { get; }

    /// <summary>The bytes meant, escapes resolved.</summary>
    public ReadOnlyMemory<byte> Value => _value ??= IsHex ? PdfStringDecoder.DecodeHex(Raw) : PdfStringDecoder.DecodeLiteral(Raw);
}
