using System.Globalization;
using System.Text;

namespace Sakpore.Core.Tracking;

/// <summary>Masks a name for a public page (UU 27/2022): the first letter of each word stays.</summary>
public static class NameMask
{
    /// <summary>The masked name: <c>Siti Rahmawati</c> becomes <c>S*** R********</c>.</summary>
    /// <param name="name">The name. Runs of white space become one space; letters are counted as a reader counts them (grapheme clusters).</param>
    /// <returns>The masked name; empty for an empty one. A word of one letter is masked whole: its first letter would be all of it.</returns>
    public static string Mask(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var masked = new StringBuilder(name.Length);
        foreach (string word in name.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (masked.Length > 0)
                masked.Append(' ');
            string first = StringInfo.GetNextTextElement(word);
            int letters = new StringInfo(word).LengthInTextElements;
            if (letters == 1)
                masked.Append('*');
            else
                masked.Append(first).Append('*', letters - 1);
        }

        return masked.ToString();
    }
}
