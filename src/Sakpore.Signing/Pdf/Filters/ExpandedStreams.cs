using System.Buffers;

namespace Sakpore.Signing.Pdf.Filters;

/// <summary>
/// The memory that one document's streams are expanded into: rented from the shared pool, counted, and given back all at once.
/// Where no one disposes of it, the collector takes it like any other.
/// </summary>
internal sealed class ExpandedStreams : IDisposable
{
    private readonly List<byte[]> _rented = [];

    /// <summary>Bytes that are in use, over all streams so far.</summary>
    public int Bytes { get; private set; }

    /// <summary>Memory whose content is anything at first.</summary>
    public Memory<byte> Rent(int length) => Keep(ArrayPool<byte>.Shared.Rent(length), length);

    /// <summary>Takes over an array that was rented from the shared pool.</summary>
    /// <param name="rented">The array.</param>
    /// <param name="length">How much of it is in use.</param>
    public Memory<byte> Keep(byte[] rented, int length)
    {
        _rented.Add(rented);
        Bytes += length;
        return rented.AsMemory(0, length);
    }

    public void Dispose()
    {
        foreach (var array in _rented)
            ArrayPool<byte>.Shared.Return(array);
        _rented.Clear();
    }
}
