using System.Collections;
using System.Formats.Cbor;
using System.Globalization;
using System.Security.Cryptography;

namespace Sakpore.Signing.Seals;

/// <summary>
/// The digest that ties a seal to what its letter says: SHA-256 over the letter's values in deterministic CBOR. It is no digest of the PDF,
/// because the QR code lies inside the PDF.
/// </summary>
public static class FieldDigest
{
    private const int MostDepth = 8;

    /// <summary>Computes the digest.</summary>
    /// <param name="values">
    /// The values by name: text (as it is printed; encoded as it stands, not normalised), <see cref="DateOnly"/> (encoded as text
    /// <c>yyyy-MM-dd</c>), lists and dictionaries of these. A null is the same as no value: its name is left out.
    /// </param>
    /// <returns>32 bytes.</returns>
    /// <exception cref="ArgumentException">A value is of another type, text is not well-formed UTF-16, or they are nested more than 8 deep.</exception>
    public static byte[] Of(IReadOnlyDictionary<string, object?> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return SHA256.HashData(Encode(values));
    }

    /// <summary>The bytes that are hashed.</summary>
    internal static byte[] Encode(IReadOnlyDictionary<string, object?> values)
    {
        var writer = new CborWriter(DeterministicCbor.Mode);
        WriteMap(writer, values, 0);
        return writer.Encode();
    }

    private static void Write(CborWriter writer, object value, int depth)
    {
        if (depth > MostDepth)
            throw new ArgumentException($"Values are nested more than {MostDepth} deep.", nameof(value));
        switch (value)
        {
            case string text:
                writer.WriteTextString(text);
                break;
            case DateOnly date:
                writer.WriteTextString(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case IReadOnlyDictionary<string, object?> map:
                WriteMap(writer, map, depth);
                break;
            case IEnumerable list and not IDictionary:
                var items = list.Cast<object?>().OfType<object>().ToList();
                writer.WriteStartArray(items.Count);
                foreach (var item in items)
                    Write(writer, item, depth + 1);
                writer.WriteEndArray();
                break;
            default:
                throw new ArgumentException($"A letter has no value of type {value.GetType()}.", nameof(value));
        }
    }

    private static void WriteMap(CborWriter writer, IReadOnlyDictionary<string, object?> map, int depth)
    {
        var present = map.Where(pair => pair.Value is not null).ToList();
        writer.WriteStartMap(present.Count);
        foreach (var (name, value) in present)
        {
            writer.WriteTextString(name);
            Write(writer, value!, depth + 1);
        }

        writer.WriteEndMap();
    }
}
