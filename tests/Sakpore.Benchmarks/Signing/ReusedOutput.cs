using System.Buffers;

namespace Sakpore.Benchmarks.Signing;

/// <summary>One buffer that is written over and over, as a server would.</summary>
internal sealed class ReusedOutput(int capacity) : IBufferWriter<byte>
{
    private readonly byte[] _buffer = new byte[capacity];

    public int Length { get; private set; }

    public void Clear() => Length = 0;

    public void Advance(int count) => Length += count;

    public Memory<byte> GetMemory(int sizeHint = 0) => _buffer.AsMemory(Length);

    public Span<byte> GetSpan(int sizeHint = 0) => _buffer.AsSpan(Length);
}
