using System.Runtime.InteropServices;

namespace Sakpore.Signing.Pdf.Syntax;

/// <summary>A dictionary. Entries keep their order; values may be references.</summary>
internal sealed class PdfDictionary(IReadOnlyList<KeyValuePair<string, PdfObject>> entries, string? duplicateKey = null) : PdfObject
{
    // From here on a search through the entries is slower than building an index once.
    private const int Large = 32;

    private Dictionary<string, PdfObject>? _index;

    public static PdfDictionary Empty { get; } = new([]);

    /// <summary>All entries as the file has them, a key that occurs twice included twice.</summary>
    public IReadOnlyList<KeyValuePair<string, PdfObject>> Entries { get; } = entries;

    /// <summary>
    /// The first key that occurs a second time; null if none does. ISO 32000-2, 7.3.7 forbids it and readers differ in
    /// which they take, so whoever decides by this dictionary should refuse it.
    /// </summary>
    public string? DuplicateKey { get; } = duplicateKey;

    /// <summary>The value as written (a reference is not followed); null if the key is absent. Of duplicates, the last.</summary>
    public PdfObject? this[string key]
    {
        get
        {
            if (Entries.Count > Large)
                return (_index ??= Index()).GetValueOrDefault(key);
            for (var i = Entries.Count - 1; i >= 0; i--)
            {
                if (Entries[i].Key == key)
                    return Entries[i].Value;
            }
            return null;
        }
    }

    public bool Has(string key) => this[key] is not null;

    /// <summary>A copy with the entry set, at its old place or at the end.</summary>
    public PdfDictionary With(string key, PdfObject value)
    {
        var copy = new List<KeyValuePair<string, PdfObject>>(Entries.Count + 1);
        copy.AddRange(Entries);
        var index = copy.FindIndex(entry => entry.Key == key);
        if (index < 0)
            copy.Add(new(key, value));
        else
            copy[index] = new(key, value);
        return new PdfDictionary(copy, DuplicateKey);
    }

    private Dictionary<string, PdfObject> Index()
    {
        var index = new Dictionary<string, PdfObject>(Entries.Count, StringComparer.Ordinal);
        foreach (var (key, value) in Entries)
            index[key] = value;
        return index;
    }

    /// <summary>The first key that occurs twice, or null.</summary>
    internal static string? FindDuplicate(List<KeyValuePair<string, PdfObject>> entries)
    {
        var span = CollectionsMarshal.AsSpan(entries);
        if (span.Length > 16)
        {
            var seen = new HashSet<string>(span.Length, StringComparer.Ordinal);
            foreach (var entry in span)
            {
                if (!seen.Add(entry.Key))
                    return entry.Key;
            }
            return null;
        }
        for (var i = 1; i < span.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                if (span[i].Key == span[j].Key)
                    return span[i].Key;
            }
        }
        return null;
    }
}

/// <summary>A stream: its dictionary, and its data as the file has it (still encoded).</summary>
internal sealed class PdfStream(PdfDictionary dictionary, ReadOnlyMemory<byte> encodedData, int dataStart) : PdfObject
{
    public PdfDictionary Dictionary { get; } = dictionary;

    public ReadOnlyMemory<byte> EncodedData { get; } = encodedData;

    /// <summary>Offset in the file of the first byte of data.</summary>
    public int DataStart { get; } = dataStart;
}
