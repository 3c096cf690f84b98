using System.Globalization;

namespace Sakpore.Signing.Verification.Changes;

/// <summary>Where a value stands: the indirect object that holds it, and the keys and indexes that lead to it inside.</summary>
/// <param name="Holder">The object's number; 0 for the trailer.</param>
/// <param name="Path">Such as "/AcroForm/Fields[2]"; empty for the object itself.</param>
internal readonly record struct Place(int Holder, string Path)
{
    public static readonly Place Trailer = new(0, "");

    public Place Key(string key) => new(Holder, $"{Path}/{key}");

    public Place Item(int index) => new(Holder, string.Create(CultureInfo.InvariantCulture, $"{Path}[{index}]"));

    /// <summary>The object that a reference names, seen from inside.</summary>
    public static Place Object(int number) => new(number, "");

    public override string ToString() => Holder == 0 ? $"trailer{Path}" : string.Create(CultureInfo.InvariantCulture, $"{Holder} 0 R{Path}");
}
