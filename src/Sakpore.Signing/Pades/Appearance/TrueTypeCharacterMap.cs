namespace Sakpore.Signing.Pades;

/// <summary>Which glyph draws a character: the font's Unicode map (cmap, platform 3, encoding 1, format 4).</summary>
internal sealed class TrueTypeCharacterMap
{
    private readonly byte[] _table;
    private readonly int _start;

    public TrueTypeCharacterMap(byte[] table)
    {
        _table = table;
        for (var i = 0; i < TrueTypeFont.U16(table, 2); i++)
        {
            var record = table.AsSpan(4 + i * 8, 8);
            var start = (int)TrueTypeFont.U32(record, 4);
            if (TrueTypeFont.U16(record, 0) == 3 && TrueTypeFont.U16(record, 2) == 1 && TrueTypeFont.U16(table, start) == 4)
            {
                _start = start;
                return;
            }
        }
        throw new ArgumentException("The font has no Unicode character map.");
    }

    /// <summary>The glyph of a character of the basic plane; 0 if the font has none.</summary>
    public int Glyph(char character)
    {
        var map = _table.AsSpan(_start);
        var segments = TrueTypeFont.U16(map, 6) / 2;
        for (var i = 0; i < segments; i++)
        {
            if (TrueTypeFont.U16(map, 14 + i * 2) < character)
                continue;
            var first = TrueTypeFont.U16(map, 16 + (segments + i) * 2);
            if (first > character)
                return 0;
            var delta = TrueTypeFont.U16(map, 16 + (2 * segments + i) * 2);
            var rangeAt = 16 + (3 * segments + i) * 2;
            var range = TrueTypeFont.U16(map, rangeAt);
            if (range == 0)
                return character + delta & 0xFFFF;
            var glyph = TrueTypeFont.U16(map, rangeAt + range + (character - first) * 2);
            return glyph == 0 ? 0 : glyph + delta & 0xFFFF;
        }
        return 0;
    }
}
