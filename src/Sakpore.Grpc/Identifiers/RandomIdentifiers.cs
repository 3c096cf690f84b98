using System.Security.Cryptography;

namespace Sakpore.Grpc.Identifiers;

/// <summary>Identifiers and secrets that nobody can guess. The source of randomness is an argument.</summary>
/// <param name="random">A cryptographic source.</param>
internal sealed class RandomIdentifiers(RandomNumberGenerator random)
{
    /// <summary>Symbols of a letter's code: 80 bits.</summary>
    public const int LetterCodeSymbols = 16;

    /// <summary>Symbols of a tracking token: 160 bits.</summary>
    public const int TrackingTokenSymbols = 32;

    /// <summary>An identifier of a stored thing: 128 bits, lower case.</summary>
    public string Next() => Crockford.Encode(Bytes(16)).ToLowerInvariant();

    /// <summary>The code printed on a letter: 80 bits, unguessable, not the registration id.</summary>
    public string NextLetterCode() => Crockford.Encode(Bytes(10));

    /// <summary>The secret of a tracking link.</summary>
    public string NextTrackingToken() => Crockford.Encode(Bytes(20));

    /// <summary>The secret of a calling system: 256 bits, with a prefix that secret scanners can find.</summary>
    public string NextApiKey() => "sakpore_" + Crockford.Encode(Bytes(32));

    /// <summary>Random bytes, for example a key.</summary>
    public byte[] Bytes(int count)
    {
        var bytes = new byte[count];
        random.GetBytes(bytes);
        return bytes;
    }
}
