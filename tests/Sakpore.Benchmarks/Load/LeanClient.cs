using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Google.Protobuf;

namespace Sakpore.Benchmarks.Load;

/// <summary>
/// An HTTP/2 connection that makes one unary gRPC call after another and nothing else, on the thread that asks: to the hub what
/// pgbench is to the database. A general client takes more of the processors that all share than the hub it measures.
/// It reads what Kestrel sends (RFC 9113, no CONTINUATION, no padding) and throws at all else, and at any status but OK.
/// </summary>
internal sealed class LeanClient : IDisposable
{
    private const int FrameHeader = 9;
    private const int LargeWindow = int.MaxValue - 65_535;
    private const byte Data = 0, Headers = 1, Settings = 4, Ping = 6, WindowUpdate = 8;
    private const byte Ack = 1, EndStream = 1, EndHeaders = 4;

    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _received = new byte[1 << 17];
    private readonly byte[] _sent = new byte[1 << 14];
    private (int Start, int End) _unread;
    private int _stream = -1;
    private int _taken;

    public LeanClient(string address)
    {
        var uri = new Uri(address);
        _socket.Connect(IPAddress.Loopback, uri.Port);
        _socket.Send("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8);

        // SETTINGS_HEADER_TABLE_SIZE 0: trailers come as they are. SETTINGS_INITIAL_WINDOW_SIZE: an answer is never waited for.
        Send(Settings, 0, 0, [0, 1, 0, 0, 0, 0, 0, 4, 0x7f, 0xff, 0xff, 0xff]);
        Widen(LargeWindow);
    }

    /// <summary>Makes a call and waits for its answer.</summary>
    /// <returns>How many bytes of DATA it had.</returns>
    public int Call(LeanCall call)
    {
        _stream += 2;
        var length = Frame(_sent, Headers, EndHeaders, _stream, call.Headers);
        length += Frame(_sent.AsSpan(length), Data, EndStream, _stream, call.Body);
        _socket.Send(_sent.AsSpan(0, length));
        for (var taken = 0; ;)
        {
            var frame = Next();
            switch (frame.Type)
            {
                case Data when frame.Stream == _stream:
                    taken += frame.Payload.Length;
                    break;
                case Headers when frame.Stream == _stream && (frame.Flags & EndStream) == 0:
                    break;
                case Headers when frame.Stream == _stream && IsOk(frame.Payload):
                    Take(taken);
                    return taken;
                case Settings or Ping when (frame.Flags & Ack) == 0:
                    Send(frame.Type, Ack, 0, frame.Type == Ping ? frame.Payload : []);
                    break;
                case Settings or Ping or WindowUpdate:
                    break;
                default:
                    throw new InvalidOperationException($"A frame of type {frame.Type} on stream {frame.Stream}: {Encoding.Latin1.GetString(frame.Payload)}");
            }
        }
    }

    public void Dispose() => _socket.Dispose();

    // A literal field, neither indexed nor Huffman-coded, as Kestrel writes it without a table: its name, then length 1 and "0".
    private static bool IsOk(ReadOnlySpan<byte> trailers) => trailers.IndexOf("grpc-status\u00010"u8) >= 0;

    private static int Frame(Span<byte> to, byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        BinaryPrimitives.WriteInt32BigEndian(to, (payload.Length << 8) | type);
        to[4] = flags;
        BinaryPrimitives.WriteInt32BigEndian(to[5..], stream);
        payload.CopyTo(to[FrameHeader..]);
        return FrameHeader + payload.Length;
    }

    private void Send(byte type, byte flags, int stream, ReadOnlySpan<byte> payload) =>
        _socket.Send(_sent.AsSpan(0, Frame(_sent, type, flags, stream, payload)));

    private void Take(int bytes)
    {
        _taken += bytes;
        if (_taken > LargeWindow / 2)
        {
            Widen(_taken);
            _taken = 0;
        }
    }

    private void Widen(int bytes)
    {
        Span<byte> increment = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(increment, bytes);
        Send(WindowUpdate, 0, 0, increment);
    }

    private FrameRead Next()
    {
        Have(FrameHeader);
        var header = _received.AsSpan(_unread.Start);
        var length = BinaryPrimitives.ReadInt32BigEndian(header) >>> 8;
        Have(FrameHeader + length);
        header = _received.AsSpan(_unread.Start);
        _unread.Start += FrameHeader + length;
        return new(header[3], header[4], BinaryPrimitives.ReadInt32BigEndian(header[5..]) & int.MaxValue, header.Slice(FrameHeader, length));
    }

    private void Have(int bytes)
    {
        while (_unread.End - _unread.Start < bytes)
        {
            if (_unread.Start > 0)
            {
                _received.AsSpan(_unread.Start.._unread.End).CopyTo(_received);
                _unread = (0, _unread.End - _unread.Start);
            }

            var read = _socket.Receive(_received.AsSpan(_unread.End));
            if (read == 0)
                throw new InvalidOperationException("The connection ended.");
            _unread.End += read;
        }
    }

    private readonly ref struct FrameRead(byte type, byte flags, int stream, ReadOnlySpan<byte> payload)
    {
        public readonly byte Type = type;
        public readonly byte Flags = flags;
        public readonly int Stream = stream;
        public readonly ReadOnlySpan<byte> Payload = payload;
    }
}

/// <summary>A call made ready once: its header block (RFC 7541, literals without indexing) and its message in a gRPC frame.</summary>
internal sealed class LeanCall
{
    public LeanCall(string method, string key, IMessage message)
    {
        var block = new MemoryStream();
        foreach (var (name, value) in (ReadOnlySpan<(string, string)>)
            [(":method", "POST"), (":scheme", "http"), (":path", method), (":authority", "localhost"), ("content-type", "application/grpc"),
             ("te", "trailers"), ("authorization", "Bearer " + key)])
        {
            block.WriteByte(0);
            Write(block, name);
            Write(block, value);
        }

        Headers = block.ToArray();
        Body = new byte[5 + message.CalculateSize()];
        BinaryPrimitives.WriteInt32BigEndian(Body.AsSpan(1), Body.Length - 5);
        message.WriteTo(Body.AsSpan(5));
    }

    public byte[] Headers { get; }

    public byte[] Body { get; }

    private static void Write(MemoryStream block, string text)
    {
        if (text.Length >= 127)
            throw new ArgumentException("Its length would take more than one byte.", nameof(text));
        block.WriteByte((byte)text.Length);
        block.Write(Encoding.ASCII.GetBytes(text));
    }
}
