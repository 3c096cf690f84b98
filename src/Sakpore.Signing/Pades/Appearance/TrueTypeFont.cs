using System.Buffers.Binary;
using System.Text;

namespace Sakpore.Signing.Pades;

/// <summary>A TrueType font (<c>.ttf</c>) for text that is drawn. Immutable; use from any thread.</summary>
public sealed class TrueTypeFont
{
    private const uint MagicTrueType = 0x00010000;

    private readonly ReadOnlyMemory<byte> _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];

    private TrueTypeFont(ReadOnlyMemory<byte> file)
    {
        _file = file;
        var bytes = file.Span;
        if (U32(bytes, 0) != MagicTrueType)
            throw new ArgumentException("Not a TrueType font.");
        for (var i = 0; i < U16(bytes, 4); i++)
        {
            var entry = bytes.Slice(12 + i * 16, 16);
            var (offset, length) = (U32(entry, 8), U32(entry, 12));
            if (offset > bytes.Length || length > bytes.Length - offset)
                throw new ArgumentException("A table of the font is beyond its end.");
            _tables[Encoding.ASCII.GetString(entry[..4])] = ((int)offset, (int)length);
        }
        UnitsPerEm = U16(Table("head"), 18);
        HasLongOffsets = U16(Table("head"), 50) != 0;
        GlyphCount = U16(Table("maxp"), 4);
        MetricCount = U16(Table("hhea"), 34);
        Ascent = S16(Table("hhea"), 4);
        Descent = S16(Table("hhea"), 6);
        if (UnitsPerEm is < 16 or > 16384 || MetricCount == 0 || MetricCount > GlyphCount
            || Table("loca").Length < (GlyphCount + 1) * (HasLongOffsets ? 4 : 2) || Table("hmtx").Length < MetricCount * 4)
        {
            throw new ArgumentException("The font's tables contradict each other.");
        }
        // fsType 2: no embedding without leave; 0x200: bitmaps only (OpenType, OS/2).
        if (Has("OS/2") && U16(Table("OS/2"), 8) is var rights && ((rights & 0xF) == 2 || (rights & 0x200) != 0))
            throw new ArgumentException("The font's maker does not permit it to be embedded.");
        Name = PostScriptName();
        CharacterMap = new TrueTypeCharacterMap(Table("cmap").ToArray());
    }

    /// <summary>Its PostScript name.</summary>
    public string Name { get; }

    internal int UnitsPerEm { get; }

    internal int Ascent { get; }

    internal int Descent { get; }

    internal int GlyphCount { get; }

    internal bool HasLongOffsets { get; }

    internal TrueTypeCharacterMap CharacterMap { get; }

    private int MetricCount { get; }

    /// <summary>Reads a font.</summary>
    /// <param name="file">The whole file. Held, not copied.</param>
    /// <exception cref="ArgumentException">It is no TrueType font with outlines, is damaged, or may not be embedded.</exception>
    public static TrueTypeFont Read(ReadOnlyMemory<byte> file)
    {
        try
        {
            return new TrueTypeFont(file);
        }
        catch (ArgumentOutOfRangeException e)
        {
            throw new ArgumentException("The font is damaged.", nameof(file), e);
        }
    }

    internal bool Has(string table) => _tables.ContainsKey(table);

    internal ReadOnlySpan<byte> Table(string name) => _tables.TryGetValue(name, out var place)
        ? _file.Span.Slice(place.Offset, place.Length)
        : throw new ArgumentException($"The font has no table {name}; fonts with PostScript outlines are not supported.");

    /// <summary>The font's box: left, bottom, right, top.</summary>
    internal (int, int, int, int) Box
    {
        get
        {
            var head = Table("head");
            return (S16(head, 36), S16(head, 38), S16(head, 40), S16(head, 42));
        }
    }

    /// <summary>How far a glyph moves the pen, in thousandths of the size.</summary>
    internal int Advance(int glyph)
    {
        var metric = Math.Min(glyph, MetricCount - 1);
        return (int)Math.Round(U16(Table("hmtx"), metric * 4) * 1000.0 / UnitsPerEm);
    }

    /// <summary>Where a glyph's outline is in the table glyf.</summary>
    internal (int Start, int End) Outline(int glyph)
    {
        var loca = Table("loca");
        var (start, end) = HasLongOffsets
            ? (U32(loca, glyph * 4), U32(loca, glyph * 4 + 4))
            : (U16(loca, glyph * 2) * 2u, U16(loca, glyph * 2 + 2) * 2u);
        return start <= end && end <= Table("glyf").Length ? ((int)start, (int)end) : throw new ArgumentException("A glyph of the font is beyond its table.");
    }

    internal static int U16(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt16BigEndian(bytes[offset..]);

    internal static int S16(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadInt16BigEndian(bytes[offset..]);

    internal static uint U32(ReadOnlySpan<byte> bytes, int offset) => BinaryPrimitives.ReadUInt32BigEndian(bytes[offset..]);

    private string PostScriptName()
    {
        var names = Has("name") ? Table("name") : default;
        for (var i = 0; names.Length > 6 && i < U16(names, 2); i++)
        {
            var record = names.Slice(6 + i * 12, 12);
            if (U16(record, 6) != 6)
                continue;
            var text = names.Slice(U16(names, 4) + U16(record, 10), U16(record, 8));
            var name = U16(record, 0) == 1 ? Encoding.ASCII.GetString(text) : Encoding.BigEndianUnicode.GetString(text);
            return string.Concat(name.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
        }
        return "Font";
    }
}
