namespace Sakpore.Signing.Pdf.Syntax;

/// <summary>A PDF object (ISO 32000-2, 7.3). Immutable. Parsed objects know the bytes they came from.</summary>
internal abstract class PdfObject
{
    /// <summary>Where it was parsed from; null for an object that the library made.</summary>
    public PdfSource? Source { get; private set; }

    /// <summary>Offset of its first byte (delimiter included) in <see cref="Source"/>.</summary>
    public int Start { get; private set; }

    /// <summary>Its length in bytes there, delimiters included.</summary>
    public int Length { get; private set; }

    /// <summary>Offset just past its last byte.</summary>
    public int End => Start + Length;

    /// <summary>Its bytes as the source has them; empty for an object that the library made.</summary>
    public ReadOnlySpan<byte> Raw => Source is null ? default : Source.Bytes.Span.Slice(Start, Length);

    /// <summary>Called once, by the parser.</summary>
    internal void PlaceAt(PdfSource source, int start, int end)
    {
        Source = source;
        Start = start;
        Length = end - start;
    }
}

/// <summary>The null object. Also stands for what a reference to a missing object means (ISO 32000-2, 7.3.10).</summary>
internal sealed class PdfNull : PdfObject
{
    public static PdfNull Missing { get; } = new();
}

internal sealed class PdfBoolean(bool value) : PdfObject
{
    public bool Value { get; } = value;
}

internal sealed class PdfInteger(long value) : PdfObject
{
    public long Value { get; } = value;
}

internal sealed class PdfReal(double value) : PdfObject
{
    public double Value { get; } = value;
}

/// <summary>A reference to an indirect object.</summary>
internal sealed class PdfReference(int number, int generation) : PdfObject
{
    public int Number { get; } = number;

    public int Generation { get; } = generation;
}
