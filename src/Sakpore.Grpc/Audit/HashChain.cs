using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Sakpore.Grpc.Audit;

/// <summary>
/// The hash of a row over its stored bytes and the hash of the row before it: SHA-256 over a label, that hash, and each field
/// with its length, so that no two rows have one form. Whoever changes, drops or moves a row changes all hashes after it.
/// </summary>
internal sealed class HashChain : IDisposable
{
    private const byte Null = 0;
    private const byte Value = 1;

    private static readonly byte[] Label = "sakpore audit chain 1\n"u8.ToArray();

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    private HashChain()
    {
    }

    /// <summary>What stands before the first row of a chain.</summary>
    public static byte[] Start => new byte[SHA256.HashSizeInBytes];

    /// <summary>Begins the hash of a row.</summary>
    /// <param name="before">The hash of the row before it.</param>
    public static HashChain After(ReadOnlySpan<byte> before)
    {
        var chain = new HashChain();
        chain._hash.AppendData(Label);
        chain._hash.AppendData(before);
        return chain;
    }

    /// <summary>Adds a field.</summary>
    public HashChain Add(string? field)
    {
        if (field is null)
        {
            _hash.AppendData([Null]);
            return this;
        }

        return Add(Encoding.UTF8.GetBytes(field));
    }

    /// <summary>Adds a field.</summary>
    public HashChain Add(long field)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, field);
        return Add(bytes);
    }

    /// <summary>Adds a field.</summary>
    public HashChain Add(ReadOnlySpan<byte> field)
    {
        Span<byte> head = stackalloc byte[1 + sizeof(int)];
        head[0] = Value;
        BinaryPrimitives.WriteInt32BigEndian(head[1..], field.Length);
        _hash.AppendData(head);
        _hash.AppendData(field);
        return this;
    }

    /// <summary>Ends the row: its hash.</summary>
    public byte[] End()
    {
        var hash = _hash.GetHashAndReset();
        Dispose();
        return hash;
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();
}
