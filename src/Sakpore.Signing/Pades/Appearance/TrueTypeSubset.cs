using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Sakpore.Signing.Pades;

/// <summary>A font with the outlines of a few glyphs only. Numbers of glyphs stay, and are its codes.</summary>
internal static class TrueTypeSubset
{
    // What PDF asks of an embedded TrueType font (ISO 32000-2, 9.9.1), in the order of the file.
    private static readonly string[] Kept = ["cvt ", "fpgm", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "prep"];

    private const int MostParts = 64, Arguments16 = 1, HasScale = 8, MoreParts = 32, HasTwoScales = 64, HasMatrix = 128;

    /// <returns>The font, and the glyphs that are in it.</returns>
    public static (byte[] Program, SortedSet<int> Glyphs) Of(TrueTypeFont font, IEnumerable<int> glyphs)
    {
        var present = WithParts(font, glyphs);
        var (glyf, loca) = Outlines(font, present);
        var head = font.Table("head").ToArray();
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteUInt16BigEndian(head.AsSpan(50), 1); // long offsets
        var tables = Kept.Where(name => font.Has(name)).Select(name => (Name: name, Data: name switch
        {
            "glyf" => glyf,
            "loca" => loca,
            "head" => head,
            _ => font.Table(name).ToArray(),
        })).ToList();
        return (File(tables), present);
    }

    /// <summary>The glyphs, number 0, and those that they are made of.</summary>
    private static SortedSet<int> WithParts(TrueTypeFont font, IEnumerable<int> glyphs)
    {
        var all = new SortedSet<int>();
        var pending = new Stack<int>(glyphs.Append(0));
        while (pending.TryPop(out var glyph))
        {
            if (glyph >= font.GlyphCount || !all.Add(glyph))
                continue;
            var (start, end) = font.Outline(glyph);
            var outline = font.Table("glyf")[start..end];
            if (outline.Length < 10 || TrueTypeFont.S16(outline, 0) >= 0)
                continue;
            var position = 10;
            for (var part = 0; part < MostParts; part++)
            {
                var flags = TrueTypeFont.U16(outline, position);
                pending.Push(TrueTypeFont.U16(outline, position + 2));
                position += 4 + ((flags & Arguments16) != 0 ? 4 : 2)
                    + ((flags & HasScale) != 0 ? 2 : (flags & HasTwoScales) != 0 ? 4 : (flags & HasMatrix) != 0 ? 8 : 0);
                if ((flags & MoreParts) == 0)
                    break;
            }
        }
        return all;
    }

    private static (byte[] Glyf, byte[] Loca) Outlines(TrueTypeFont font, SortedSet<int> glyphs)
    {
        using var glyf = new MemoryStream();
        var loca = new byte[(font.GlyphCount + 1) * 4];
        for (var glyph = 0; glyph < font.GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(glyph * 4), (uint)glyf.Length);
            if (!glyphs.Contains(glyph))
                continue;
            var (start, end) = font.Outline(glyph);
            glyf.Write(font.Table("glyf")[start..end]);
            while (glyf.Length % 4 != 0)
                glyf.WriteByte(0);
        }
        BinaryPrimitives.WriteUInt32BigEndian(loca.AsSpan(font.GlyphCount * 4), (uint)glyf.Length);
        return (glyf.ToArray(), loca);
    }

    private static byte[] File(List<(string Name, byte[] Data)> tables)
    {
        var directory = 12 + tables.Count * 16;
        var file = new byte[directory + tables.Sum(table => Padded(table.Data.Length))];
        var power = BitOperations.Log2((uint)tables.Count);
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)(tables.Count * 16 - (16 << power)));
        var (offset, headAt) = (directory, 0);
        for (var i = 0; i < tables.Count; i++)
        {
            var (name, data) = tables[i];
            data.CopyTo(file, offset);
            if (name == "head")
                headAt = offset;
            var entry = file.AsSpan(12 + i * 16);
            Encoding.ASCII.GetBytes(name, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Sum(file.AsSpan(offset, Padded(data.Length))));
            BinaryPrimitives.WriteUInt32BigEndian(entry[8..], (uint)offset);
            BinaryPrimitives.WriteUInt32BigEndian(entry[12..], (uint)data.Length);
            offset += Padded(data.Length);
        }
        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(headAt + 8), unchecked(0xB1B0AFBA - Sum(file))); // OpenType, head: checksumAdjustment
        return file;
    }

    private static int Padded(int length) => length + 3 & ~3;

    private static uint Sum(ReadOnlySpan<byte> words)
    {
        uint sum = 0;
        for (var i = 0; i + 4 <= words.Length; i += 4)
            sum = unchecked(sum + BinaryPrimitives.ReadUInt32BigEndian(words[i..]));
        return sum;
    }
}
