using System.Buffers;
using System.Globalization;
using System.Text;
using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Pdf.Writing;

/// <summary>Growing bytes, with PDF objects written into them. Rented from a pool: given back when disposed of.</summary>
internal sealed class PdfBuffer(int capacity) : IDisposable
{
    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    /// <summary>What was written, to read or to correct in place; good until the next write, and not after disposal.</summary>
    public Memory<byte> Written => _bytes.AsMemory(0, Length);

    public void Write(scoped ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    public void Write(long number)
    {
        Span<byte> digits = stackalloc byte[20];
        number.TryFormat(digits, out var length, default, CultureInfo.InvariantCulture);
        Write(digits[..length]);
    }

    /// <summary>Adds bytes of one value.</summary>
    public void Fill(byte value, int count) => Room(count).Fill(value);

    private Span<byte> Room(int count)
    {
        var length = checked(Length + count);
        if (length > _bytes.Length)
            Exchange(ArrayPool<byte>.Shared.Rent(Math.Max(length, checked(_bytes.Length * 2))));
        var room = _bytes.AsSpan(Length, count);
        Length = length;
        return room;
    }

    public void Dispose() => Exchange([]);

    private void Exchange(byte[] bytes)
    {
        _bytes.AsSpan(0, Math.Min(Length, bytes.Length)).CopyTo(bytes);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = bytes;
    }

    /// <summary>An object. One that was parsed is written as the file had it, byte for byte.</summary>
    public void Write(PdfObject value)
    {
        if (value.Source is not null)
        {
            Write(value.Raw);
            return;
        }
        switch (value)
        {
            case PdfNull:
                Write("null"u8);
                break;
            case PdfBoolean boolean:
                Write(boolean.Value ? "true"u8 : "false"u8);
                break;
            case PdfInteger integer:
                Write(integer.Value);
                break;
            case PdfReal real:
                Write(Encoding.ASCII.GetBytes(real.Value.ToString("0.####", CultureInfo.InvariantCulture)));
                break;
            case PdfReference reference:
                Write(reference.Number);
                Write(" "u8);
                Write(reference.Generation);
                Write(" R"u8);
                break;
            case PdfName name:
                WriteName(name.Value);
                break;
            case PdfString text:
                WriteString(text);
                break;
            case PdfArray array:
                WriteArray(array);
                break;
            case PdfDictionary dictionary:
                WriteDictionary(dictionary);
                break;
            case PdfStream stream:
                WriteDictionary(stream.Dictionary.With("Length", new PdfInteger(stream.EncodedData.Length)));
                Write("\nstream\n"u8);
                Write(stream.EncodedData.Span);
                Write("\nendstream"u8);
                break;
            default:
                throw new ArgumentException($"A {value.GetType().Name} is not written so.", nameof(value));
        }
    }

    public void WriteName(string name)
    {
        Write("/"u8);
        foreach (var c in name)
        {
            if (c is >= '!' and <= '~' and not '#' && !PdfCharacters.IsDelimiter((byte)c))
                Write([(byte)c]);
            else
                Write([(byte)'#', (byte)HexDigits[c >> 4 & 15], (byte)HexDigits[c & 15]]);
        }
    }

    private const string HexDigits = "0123456789ABCDEF";

    private void WriteString(PdfString text)
    {
        if (text.IsHex)
        {
            Write("<"u8);
            Write(Encoding.ASCII.GetBytes(Convert.ToHexString(text.Value.Span)));
            Write(">"u8);
            return;
        }
        Write("("u8);
        foreach (var b in text.Value.Span)
        {
            // A bare CR would be read back as LF (7.3.4.2).
            if (b == '\r')
                Write("\\r"u8);
            else if (b is (byte)'(' or (byte)')' or (byte)'\\')
                Write([(byte)'\\', b]);
            else
                Write([b]);
        }
        Write(")"u8);
    }

    private void WriteArray(PdfArray array)
    {
        Write("["u8);
        for (var i = 0; i < array.Count; i++)
        {
            if (i > 0)
                Write(" "u8);
            Write(array[i]);
        }
        Write("]"u8);
    }

    private void WriteDictionary(PdfDictionary dictionary)
    {
        Write("<<"u8);
        foreach (var (key, value) in dictionary.Entries)
        {
            WriteName(key);
            Write(" "u8);
            Write(value);
        }
        Write(">>"u8);
    }
}
