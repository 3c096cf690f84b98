using System.Globalization;
using System.Text;

namespace Sakpore.Grpc.PublicPages;

/// <summary>Text that came from outside (a certificate, a form), made safe to read beside ours.</summary>
internal static class PlainText
{
    /// <summary>
    /// Replaces characters that change how the rest of a line is read: controls, and format characters such as the
    /// right-to-left override, with which a name from a certificate could rewrite our sentence. Escaping for HTML is Razor's.
    /// </summary>
    /// <param name="text">Any text; null is empty.</param>
    internal static string Of(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var plain = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
            plain.Append((IsDisruptive(rune) ? Rune.ReplacementChar : rune).ToString());
        return plain.ToString();
    }

    private static bool IsDisruptive(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
        or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse;
}
