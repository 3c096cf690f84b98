using System.Buffers.Binary;
using System.Text;

namespace Sakpore.Signing.Pdf.Archival;

/// <summary>
/// sRGB (IEC 61966-2-1) as an ICC profile of version 4 (ICC.1:2010), made here from the standard's figures: primaries adapted to D50 by
/// Bradford's matrix, and the curve as a parametric function.
/// </summary>
internal static class SrgbProfile
{
    /// <summary>The registered name of what the profile describes.</summary>
    public const string Name = "sRGB IEC61966-2.1";

    /// <summary>The profile.</summary>
    public static readonly byte[] Bytes = Make();

    private const int HeaderLength = 128;

    private static byte[] Make()
    {
        var white = Xyz(0.9642, 1, 0.8249);
        var curve = Curve(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045);
        (string Signature, byte[] Data)[] tags =
        [
            ("desc", Text(Name)),
            ("cprt", Text("No copyright, use freely")),
            ("wtpt", white),
            ("chad", Numbers("sf32", 1.0478112, 0.0228866, -0.0501270, 0.0295424, 0.9904844, -0.0170491, -0.0092345, 0.0150436, 0.7521316)),
            ("rXYZ", Xyz(0.4360747, 0.2225045, 0.0139322)),
            ("gXYZ", Xyz(0.3850649, 0.7168786, 0.0971045)),
            ("bXYZ", Xyz(0.1430804, 0.0606169, 0.7141733)),
            ("rTRC", curve),
            ("gTRC", curve),
            ("bTRC", curve),
        ];
        // 7.3: tags may share their data, and data begin at multiples of four.
        var places = new Dictionary<byte[], int>();
        var length = HeaderLength + 4 + tags.Length * 12;
        foreach (var (_, data) in tags)
        {
            if (places.TryAdd(data, length))
                length += (data.Length + 3) & ~3;
        }

        var profile = new byte[length];
        WriteHeader(profile);
        BinaryPrimitives.WriteInt32BigEndian(profile.AsSpan(HeaderLength), tags.Length);
        var entry = profile.AsSpan(HeaderLength + 4);
        foreach (var (signature, data) in tags)
        {
            Encoding.ASCII.GetBytes(signature, entry);
            BinaryPrimitives.WriteInt32BigEndian(entry[4..], places[data]);
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], data.Length);
            data.CopyTo(profile.AsSpan(places[data]));
            entry = entry[12..];
        }

        return profile;
    }

    // 7.2: display class, RGB to XYZ, perceptual intent, illuminant D50; the date is fixed and the profile identifier is left zero (7.2.18).
    private static void WriteHeader(Span<byte> profile)
    {
        BinaryPrimitives.WriteInt32BigEndian(profile, profile.Length);
        BinaryPrimitives.WriteInt32BigEndian(profile[8..], 0x04200000);
        Encoding.ASCII.GetBytes("mntrRGB XYZ ", profile[12..]);
        BinaryPrimitives.WriteInt16BigEndian(profile[24..], 2026);
        BinaryPrimitives.WriteInt16BigEndian(profile[26..], 1);
        BinaryPrimitives.WriteInt16BigEndian(profile[28..], 1);
        Encoding.ASCII.GetBytes("acsp", profile[36..]);
        BinaryPrimitives.WriteInt32BigEndian(profile[68..], Fixed(0.9642));
        BinaryPrimitives.WriteInt32BigEndian(profile[72..], Fixed(1));
        BinaryPrimitives.WriteInt32BigEndian(profile[76..], Fixed(0.8249));
    }

    private static byte[] Xyz(double x, double y, double z) => Numbers("XYZ ", x, y, z);

    private static byte[] Numbers(string type, params ReadOnlySpan<double> numbers)
    {
        var data = new byte[8 + numbers.Length * 4];
        Encoding.ASCII.GetBytes(type, data);
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8 + i * 4), Fixed(numbers[i]));
        return data;
    }

    // 10.18, function type 3: a power with a linear piece at the dark end.
    private static byte[] Curve(params ReadOnlySpan<double> parameters)
    {
        var numbers = Numbers("para", parameters);
        return [.. numbers.AsSpan(0, 8), 0, 3, 0, 0, .. numbers.AsSpan(8)];
    }

    // 10.15: one record, English of the United States.
    private static byte[] Text(string text)
    {
        var data = new byte[28 + text.Length * 2];
        Encoding.ASCII.GetBytes("mluc", data);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(8), 1);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(12), 12);
        Encoding.ASCII.GetBytes("enUS", data.AsSpan(16));
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(20), text.Length * 2);
        BinaryPrimitives.WriteInt32BigEndian(data.AsSpan(24), 28);
        Encoding.BigEndianUnicode.GetBytes(text, data.AsSpan(28));
        return data;
    }

    // s15Fixed16Number.
    private static int Fixed(double number) => (int)Math.Round(number * 65536);
}
