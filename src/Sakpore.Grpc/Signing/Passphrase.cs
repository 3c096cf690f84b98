using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace Sakpore.Grpc.Signing;

/// <summary>
/// A passphrase or PIN that came with a call, for as long as that call opens a key. Taking it clears the message's text in
/// place: the parser made it for this call alone, and nobody else holds it. What the transport has in its buffers is not reached.
/// </summary>
internal sealed class Passphrase : IDisposable
{
    private readonly char[] _secret;

    private Passphrase(char[] secret) => _secret = secret;

    /// <summary>Takes the passphrase out of a message that was parsed from the wire.</summary>
    /// <param name="text">The field's text; it holds zeros afterwards.</param>
    public static Passphrase Take(string text)
    {
        var taken = new Passphrase(text.ToCharArray());
        CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(MemoryMarshal.CreateSpan(ref MemoryMarshal.GetReference(text.AsSpan()), text.Length)));
        return taken;
    }

    /// <summary>A copy for a key that clears what it is given.</summary>
    public char[] Copy() => [.. _secret];

    /// <summary>Clears it.</summary>
    public void Dispose() => Array.Clear(_secret);
}
