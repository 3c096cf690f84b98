using System.Buffers;

namespace Sakpore.Signing.Pades;

/// <summary>One document's worth of rented memory, used for one after the other.</summary>
internal sealed class PooledOutput : IBufferWriter<byte>, IDisposable
{
    private byte[] _buffer = [];
    private int _length;

    public ReadOnlyMemory<byte> Written => _buffer.AsMemory(0, _length);

    public void Clear() => _length = 0;

    public void Advance(int count) => _length += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        if (_buffer.Length - _length < Math.Max(sizeHint, 1))
            Grow(checked(_length + Math.Max(sizeHint, 1)));
        return _buffer.AsMemory(_length);
    }

    public Span<byte> GetSpan(int sizeHint = 0) => GetMemory(sizeHint).Span;

    public void Dispose() => Exchange([]);

    private void Grow(int length)
    {
        var larger = ArrayPool<byte>.Shared.Rent(length);
        Written.CopyTo(larger);
        Exchange(larger);
    }

    private void Exchange(byte[] buffer)
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = buffer;
    }
}
