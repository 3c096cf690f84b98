using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Sakpore.Grpc.Audit;

/// <summary>What the chains were at an instant. Signed, and kept outside the database (docs/access.md, "Audit").</summary>
/// <param name="Number">Its number in the file, from 1.</param>
/// <param name="Previous">SHA-256 of the line before it, hexadecimal; empty for the first.</param>
/// <param name="Time">When.</param>
/// <param name="Position">The position of the news up to which changes had been told.</param>
/// <param name="Applications">How many applications.</param>
/// <param name="Events">How many entries all histories have together.</param>
/// <param name="Root">SHA-256 over all applications' ids, lengths and last hashes, by id, hexadecimal.</param>
/// <param name="Heads">The histories that grew since the checkpoint before: where each ends.</param>
/// <param name="Refusals">The logs of refusals that grew since then: where each ends.</param>
/// <param name="Serials">The highest serial that was ever given in each series of letter numbers.</param>
internal sealed record Checkpoint(
    long Number, string Previous, DateTimeOffset Time, long Position, long Applications, long Events, string Root, IReadOnlyList<ChainHead> Heads,
    IReadOnlyList<ChainHead> Refusals, IReadOnlyList<LastSerial> Serials)
{
    private static readonly JsonSerializerOptions Form = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.Never };
    private static readonly string Header = Base64Url("""{"alg":"ES256","typ":"sakpore-checkpoint+jws"}"""u8);

    /// <summary>The checkpoint as a line: a JWS in compact form (RFC 7515), ES256.</summary>
    public string Sign(ECDsa key)
    {
        var signed = Header + "." + Base64Url(JsonSerializer.SerializeToUtf8Bytes(this, Form));
        return signed + "." + Base64Url(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256));
    }

    /// <summary>The checkpoint of a line; null: the line is none, or is not signed with this key.</summary>
    public static Checkpoint? Read(string line, ECDsa key)
    {
        var parts = line.Split('.');
        try
        {
            return parts.Length == 3 && parts[0] == Header
                && key.VerifyData(Encoding.ASCII.GetBytes(parts[0] + "." + parts[1]), System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]), HashAlgorithmName.SHA256)
                ? JsonSerializer.Deserialize<Checkpoint>(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]), Form)
                : null;
        }
        catch (Exception malformed) when (malformed is FormatException or JsonException)
        {
            return null;
        }
    }

    /// <summary>What the next line says of this one.</summary>
    public static string HashOf(string line) => Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(line)));

    private static string Base64Url(ReadOnlySpan<byte> bytes) => System.Buffers.Text.Base64Url.EncodeToString(bytes);
}

/// <summary>Where a chain ends.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Sequence">Its last row.</param>
/// <param name="Hash">That row's hash, hexadecimal.</param>
internal sealed record ChainHead(string Chain, long Sequence, string Hash);

/// <summary>The last serial of a series.</summary>
internal sealed record LastSerial(string Series, long Year, long Serial);
