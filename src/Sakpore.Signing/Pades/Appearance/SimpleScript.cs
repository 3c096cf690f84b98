using System.Globalization;
using System.Text;

namespace Sakpore.Signing.Pades;

/// <summary>
/// Tells the characters that can be drawn one after the other, from left to right. Others need a shaper: they join, are put
/// in another order, or stand on the one before; drawn so they would be wrong, and a signature must not show what is wrong.
/// </summary>
internal static class SimpleScript
{
    // Right to left and Indic up to Myanmar (Thai and Lao among them), Khmer and Mongolian, Limbu to Vedic (Buginese, Balinese,
    // Sundanese, Batak), Syloti to Meetei (Javanese), the presentation forms, and the historic and Indic scripts of plane 1.
    private static readonly (int First, int Last)[] Shaped =
        [(0x0590, 0x109F), (0x1700, 0x18AF), (0x1900, 0x1CFF), (0xA800, 0xABFF), (0xFB1D, 0xFDFF), (0xFE70, 0xFEFE), (0x10800, 0x11FFF), (0x1E800, 0x1EFFF)];

    public static bool Has(Rune character) => !Array.Exists(Shaped, range => character.Value >= range.First && character.Value <= range.Last)
        && Rune.GetUnicodeCategory(character) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
            or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.Control or UnicodeCategory.Surrogate);
}
