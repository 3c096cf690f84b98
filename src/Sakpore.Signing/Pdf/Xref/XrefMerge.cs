namespace Sakpore.Signing.Pdf.Xref;

/// <summary>Brings the sections of one revision together.</summary>
internal static class XrefMerge
{
    /// <param name="sections">In order of precedence, each sorted by number.</param>
    public static XrefEntry[] Of(IReadOnlyList<XrefSection> sections)
    {
        var merged = sections[0].Entries;
        for (var i = 1; i < sections.Count; i++)
        {
            if (sections[i].Entries.Length > 0)
                merged = merged.Length == 0 ? sections[i].Entries : Merge(merged, sections[i].Entries);
        }
        return merged;
    }

    /// <summary>
    /// The first list wins, save that its free entries yield: a hybrid file hides objects from old readers by listing
    /// them as free in the table (7.5.8.4).
    /// </summary>
    private static XrefEntry[] Merge(XrefEntry[] first, XrefEntry[] second)
    {
        var merged = new XrefEntry[first.Length + second.Length];
        int a = 0, b = 0, count = 0;
        while (a < first.Length && b < second.Length)
        {
            if (first[a].Number < second[b].Number)
            {
                merged[count++] = first[a++];
            }
            else if (first[a].Number > second[b].Number)
            {
                merged[count++] = second[b++];
            }
            else
            {
                merged[count++] = first[a].Kind == XrefKind.Free ? second[b] : first[a];
                a++;
                b++;
            }
        }
        while (a < first.Length)
            merged[count++] = first[a++];
        while (b < second.Length)
            merged[count++] = second[b++];
        return merged[..count];
    }
}
