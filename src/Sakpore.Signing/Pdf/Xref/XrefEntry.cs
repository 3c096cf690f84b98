namespace Sakpore.Signing.Pdf.Xref;

/// <summary>Where an object is.</summary>
internal enum XrefKind : byte
{
    /// <summary>Nowhere: the number is free, or of a type this version does not know, which means null (7.5.8.3).</summary>
    Free,

    /// <summary>At an offset of the file.</summary>
    InFile,

    /// <summary>In an object stream.</summary>
    InObjectStream,
}

/// <summary>One cross-reference entry; 16 bytes, because files have many.</summary>
internal readonly struct XrefEntry
{
    private readonly int _number;
    private readonly int _second;
    private readonly long _first;

    private XrefEntry(XrefKind kind, int number, long first, int second)
    {
        _number = number;
        _second = second;
        _first = (long)kind << 56 | first;
    }

    public int Number => _number;

    public XrefKind Kind => (XrefKind)(_first >> 56);

    /// <summary>Offset in the file; at most ten digits, which may lie past its end.</summary>
    public long Offset => _first & 0xFF_FFFF_FFFF_FFFF;

    /// <summary>The number of the object stream that holds it.</summary>
    public int ObjectStream => (int)Offset;

    /// <summary>Its generation; 0 in an object stream.</summary>
    public int Generation => Kind == XrefKind.InObjectStream ? 0 : _second;

    /// <summary>Its place in the object stream, from 0.</summary>
    public int IndexInStream => _second;

    public static XrefEntry Free(int number, int generation) => new(XrefKind.Free, number, 0, generation);

    public static XrefEntry InFile(int number, long offset, int generation) => new(XrefKind.InFile, number, offset, generation);

    public static XrefEntry InObjectStream(int number, int objectStream, int index) => new(XrefKind.InObjectStream, number, objectStream, index);
}
