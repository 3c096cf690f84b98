using System.Formats.Cbor;

namespace Sakpore.Signing.Seals;

/// <summary>The fields of a deterministic map with small integers as keys. Every field is read through a getter that knows its bounds.</summary>
internal sealed class CborFields
{
    private readonly Dictionary<int, ReadOnlyMemory<byte>> _fields = [];

    private CborFields()
    {
    }

    /// <summary>Whether there is a key outside 0 to 23, or one that is no integer.</summary>
    public bool HasForeignKey { get; private set; }

    /// <summary>The keys from 0 to 23 that are there.</summary>
    public IReadOnlyCollection<int> Keys => _fields.Keys;

    /// <summary>Opens a map that <see cref="DeterministicCbor.Judge"/> passed.</summary>
    /// <param name="map">The map.</param>
    /// <param name="lowest">The lowest key that is not foreign: 0, or less for a COSE_Key.</param>
    /// <exception cref="SealFieldException">It is no map.</exception>
    public static CborFields Read(ReadOnlyMemory<byte> map, int lowest = 0)
    {
        var fields = new CborFields();
        var reader = new CborReader(map, DeterministicCbor.Mode);
        if (reader.PeekState() != CborReaderState.StartMap)
            throw new SealFieldException(null);
        for (var count = reader.ReadStartMap(); count > 0; count--)
        {
            var key = SmallInteger(reader.ReadEncodedValue().Span);
            var value = reader.ReadEncodedValue();
            if (key >= lowest)
                fields._fields.Add(key.Value, value);
            else
                fields.HasForeignKey = true;
        }

        return fields;
    }

    public bool Has(int key) => _fields.ContainsKey(key);

    public long Integer(int key, long least, long most)
    {
        var reader = Reader(key);
        // Above 2^63 .NET cannot say the number as a long, and no field goes so far.
        if (reader.PeekState() is not (CborReaderState.UnsignedInteger or CborReaderState.NegativeInteger) || _fields[key].Span is [0x1B or 0x3B, >= 0x80, ..])
            throw new SealFieldException(key);
        var value = reader.ReadInt64();
        return value >= least && value <= most ? value : throw new SealFieldException(key);
    }

    public string Name(int key) => Text(key, 40) is var name && SealSyntax.IsName(name) ? name : throw new SealFieldException(key);

    public string Text(int key, int mostBytes)
    {
        var reader = Reader(key);
        return reader.PeekState() == CborReaderState.TextString && reader.ReadTextString() is var text && SealSyntax.IsText(text, mostBytes)
            ? text
            : throw new SealFieldException(key);
    }

    public DateOnly Day(int key) => SealSyntax.ToDay((ushort)Integer(key, 0, ushort.MaxValue));

    public DateTimeOffset Instant(int key) => DateTimeOffset.FromUnixTimeSeconds(Integer(key, 0, uint.MaxValue));

    /// <summary>A flag that is there only to be true.</summary>
    public bool Flag(int key) => Has(key) && (_fields[key].Span is [0xF5] ? true : throw new SealFieldException(key));

    public byte[] Bytes(int key, int least, int most)
    {
        var reader = Reader(key);
        return reader.PeekState() == CborReaderState.ByteString && reader.ReadByteString() is var bytes && bytes.Length >= least && bytes.Length <= most
            ? bytes
            : throw new SealFieldException(key);
    }

    public CborFields Fields(int key, int lowest = 0) => _fields.TryGetValue(key, out var map) ? Read(map, lowest) : throw new SealFieldException(key);

    public IReadOnlyList<ReadOnlyMemory<byte>> Items(int key, int most)
    {
        var reader = Reader(key);
        if (reader.PeekState() != CborReaderState.StartArray || reader.ReadStartArray() is not { } count || count > most)
            throw new SealFieldException(key);
        var items = new List<ReadOnlyMemory<byte>>(count);
        for (; count > 0; count--)
            items.Add(reader.ReadEncodedValue());
        return items;
    }

    /// <summary>Status indices, each higher than the one before.</summary>
    public int[] Indices(int key, int most)
    {
        var reader = Reader(key);
        if (reader.PeekState() != CborReaderState.StartArray || reader.ReadStartArray() is not { } count || count > most)
            throw new SealFieldException(key);
        var indices = new int[count];
        var last = -1;
        for (var i = 0; i < count; i++)
        {
            if (reader.PeekState() != CborReaderState.UnsignedInteger || reader.ReadUInt64() is var index && (index > int.MaxValue || (int)index <= last))
                throw new SealFieldException(key);
            indices[i] = last = (int)index;
        }

        return indices;
    }

    /// <summary>A map from names to words.</summary>
    public IReadOnlyDictionary<string, string> Words(int key, int most)
    {
        var reader = Reader(key);
        if (reader.PeekState() != CborReaderState.StartMap || reader.ReadStartMap() is not { } count || count > most)
            throw new SealFieldException(key);
        var words = new Dictionary<string, string>(count, StringComparer.Ordinal);
        for (; count > 0; count--)
        {
            if (reader.PeekState() != CborReaderState.TextString || reader.ReadTextString() is var name && !SealSyntax.IsName(name)
                || reader.PeekState() != CborReaderState.TextString || reader.ReadTextString() is var text && !SealSyntax.IsText(text, 200))
                throw new SealFieldException(key);
            words.Add(name, text);
        }

        return words;
    }

    private CborReader Reader(int key) =>
        _fields.TryGetValue(key, out var value) ? new CborReader(value, DeterministicCbor.Mode) : throw new SealFieldException(key);

    // The one-byte integers: 0 to 23 and -1 to -24.
    private static int? SmallInteger(ReadOnlySpan<byte> encoded) => encoded switch
    {
        [<= 0x17 and var positive] => positive,
        [>= 0x20 and <= 0x37 and var negative] => -1 - (negative - 0x20),
        _ => null,
    };
}

/// <summary>Carries a field that is not as it must be from its getter to the reader of the whole, and no further.</summary>
internal sealed class SealFieldException(int? key) : Exception
{
    /// <summary>The field's key; null for the map itself.</summary>
    public int? Key { get; } = key;
}
