using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>
/// Stands between a hub and PostgreSQL and reads along (PostgreSQL's frontend protocol 3.0): which statements go in which
/// round trip. It can cut connections, as a network does.
/// </summary>
internal sealed class PostgresRelay : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentQueue<string> _roundTrips = new();
    private readonly ConcurrentDictionary<Socket, string> _clients = new();
    private volatile bool _down;

    public PostgresRelay(string connectionString)
    {
        _listener.Start();
        ConnectionString = new NpgsqlConnectionStringBuilder(connectionString)
        {
            Host = "127.0.0.1",
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port,
            SslMode = SslMode.Disable,

            // A statement that is prepared travels without its text, which is what is listened for here.
            MaxAutoPrepare = 0,
            GssEncryptionMode = GssEncryptionMode.Disable,
        }.ToString();
        _ = AcceptAsync();
    }

    public string ConnectionString { get; }

    /// <summary>The statements of each round trip so far, joined; then forgotten.</summary>
    public IReadOnlyList<string> TakeRoundTrips()
    {
        var taken = new List<string>();
        while (_roundTrips.TryDequeue(out var roundTrip))
        {
            taken.Add(roundTrip);
        }

        return taken;
    }

    /// <summary>Whether new connections that say LISTEN are cut at once.</summary>
    public bool RefusesListen { get; set; }

    /// <summary>Called before a round trip's statements go to the server, and once they have gone: <c>(statements, sent)</c>.</summary>
    public Func<string, bool, Task>? Passing { get; set; }

    /// <summary>Whether the database is away: connections are cut, and new ones refused.</summary>
    public bool IsDown
    {
        get => _down;
        set
        {
            _down = value;
            if (value)
            {
                foreach (var client in _clients.Keys)
                {
                    client.Dispose();
                }
            }
        }
    }

    /// <summary>Cuts the connections that listen.</summary>
    public int CutListeners() => _clients.Where(client => client.Value.Contains("LISTEN", StringComparison.Ordinal)).Count(client =>
    {
        client.Key.Dispose();
        return true;
    });

    public void Dispose()
    {
        _listener.Dispose();
        foreach (var client in _clients.Keys)
        {
            client.Dispose();
        }
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptSocketAsync();
                client.NoDelay = true;
                if (_down)
                {
                    client.Dispose();
                    continue;
                }

                _clients[client] = "";
                _ = ServeAsync(client);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The relay was disposed of.
        }
    }

    private async Task ServeAsync(Socket client)
    {
        using var server = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await server.ConnectAsync(PostgresCluster.Address());
            await Task.WhenAny(ForwardAsync(client, server), CopyAsync(server, client));
        }
        catch (Exception cut) when (cut is SocketException or ObjectDisposedException or EndOfStreamException)
        {
            // Either end went away.
        }
        finally
        {
            _clients.TryRemove(client, out _);
            client.Dispose();
        }
    }

    private static async Task CopyAsync(Socket from, Socket to)
    {
        var buffer = new byte[64 << 10];
        while (await from.ReceiveAsync(buffer) is > 0 and var read)
        {
            await SendAsync(to, buffer.AsMemory(0, read));
        }
    }

    private async Task ForwardAsync(Socket client, Socket server)
    {
        // The start-up message has a length and no type.
        var start = await ReadMessageAsync(client, typed: false);
        await SendAsync(server, start);
        var statements = new List<string>();
        while (true)
        {
            var message = await ReadMessageAsync(client, typed: true);
            string? passing = null;
            switch ((char)message[0])
            {
                case 'P':
                    var name = Array.IndexOf(message, (byte)0, 5);
                    statements.Add(Text(message, name + 1));
                    break;
                case 'Q':
                    // BEGIN and the pool's reset are sent along with what follows them.
                    var query = Text(message, 5);
                    statements.Add(query);
                    if (!query.StartsWith("BEGIN", StringComparison.Ordinal) && !query.StartsWith("DISCARD", StringComparison.Ordinal)
                        && !query.StartsWith("SET TRANSACTION", StringComparison.Ordinal))
                    {
                        goto case 'S';
                    }

                    break;
                case 'S':
                    passing = string.Join("; ", statements);
                    _roundTrips.Enqueue(passing);
                    if (statements.Any(statement => statement.StartsWith("LISTEN", StringComparison.Ordinal)))
                    {
                        _clients[client] = "LISTEN";
                        if (RefusesListen)
                        {
                            return;
                        }
                    }

                    statements.Clear();
                    break;
            }

            if (passing is null || Passing is not { } told)
            {
                await SendAsync(server, message);
                continue;
            }

            await told(passing, false);
            await SendAsync(server, message);
            await told(passing, true);
        }
    }

    private static string Text(byte[] message, int from) =>
        Encoding.UTF8.GetString(message, from, Array.IndexOf(message, (byte)0, from) - from);

    private static async Task<byte[]> ReadMessageAsync(Socket socket, bool typed)
    {
        var head = typed ? 5 : 4;
        var message = new byte[head];
        await FillAsync(socket, message);
        var length = BinaryPrimitives.ReadInt32BigEndian(message.AsSpan(head - 4));
        Array.Resize(ref message, length + head - 4);
        await FillAsync(socket, message.AsMemory(head));
        return message;
    }

    private static async Task FillAsync(Socket socket, Memory<byte> buffer)
    {
        while (buffer.Length > 0)
        {
            var read = await socket.ReceiveAsync(buffer);
            buffer = read > 0 ? buffer[read..] : throw new EndOfStreamException();
        }
    }

    private static async Task SendAsync(Socket socket, ReadOnlyMemory<byte> bytes)
    {
        while (bytes.Length > 0)
        {
            bytes = bytes[await socket.SendAsync(bytes)..];
        }
    }
}
