using System.Text;

namespace Sakpore.Signing.Pades;

/// <summary>
/// Which glyph draws a character: the font's Unicode map (cmap, platform 3) of all planes (encoding 10, format 12) if it has
/// one, else that of the basic plane (encoding 1, format 4).
/// </summary>
internal sealed class TrueTypeCharacterMap
{
    private readonly byte[] _table;
    private readonly int _start;
    private readonly bool _hasAllPlanes;

    public TrueTypeCharacterMap(byte[] table)
    {
        _table = table;
        for (var i = 0; i < TrueTypeFont.U16(table, 2); i++)
        {
            var record = table.AsSpan(4 + i * 8, 8);
            var start = (int)TrueTypeFont.U32(record, 4);
            var kind = (TrueTypeFont.U16(record, 0), TrueTypeFont.U16(record, 2), TrueTypeFont.U16(table, start));
            if (kind is (3, 1, 4) && !_hasAllPlanes)
                _start = start;
            else if (kind is (3, 10, 12))
                (_start, _hasAllPlanes) = (start, true);
        }
        if (_start == 0)
            throw new ArgumentException("The font has no Unicode character map.");
    }

    /// <summary>The glyph of a character; 0 if the font has none.</summary>
    public int Glyph(Rune character) => _hasAllPlanes ? InGroups(character.Value) : character.IsBmp ? InSegments((char)character.Value) : 0;

    private int InGroups(int character)
    {
        var map = _table.AsSpan(_start);
        var (low, high) = (0L, TrueTypeFont.U32(map, 12) - 1L);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var group = map.Slice((int)(16 + middle * 12), 12);
            if (character < TrueTypeFont.U32(group, 0))
                high = middle - 1;
            else if (character > TrueTypeFont.U32(group, 4))
                low = middle + 1;
            else
                return (int)(TrueTypeFont.U32(group, 8) + character - TrueTypeFont.U32(group, 0)) & 0xFFFF;
        }
        return 0;
    }

    private int InSegments(char character)
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
