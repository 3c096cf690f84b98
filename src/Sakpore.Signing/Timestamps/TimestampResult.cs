using System.Diagnostics.CodeAnalysis;

namespace Sakpore.Signing.Timestamps;

/// <summary>A checked timestamp token.</summary>
/// <param name="Token">The token (a CMS ContentInfo), DER or BER as received.</param>
/// <param name="Time">genTime: the time that it proves.</param>
public sealed record Timestamp(ReadOnlyMemory<byte> Token, DateTimeOffset Time);

/// <summary>What came of asking for a timestamp: a token, or a refusal.</summary>
public sealed class TimestampResult
{
    private TimestampResult(Timestamp? timestamp, TimestampRefusal? refusal)
    {
        Timestamp = timestamp;
        Refusal = refusal;
    }

    /// <summary>The token; null when <see cref="Refusal"/> is set.</summary>
    public Timestamp? Timestamp { get; }

    /// <summary>Why there is none; null when <see cref="Timestamp"/> is set.</summary>
    public TimestampRefusal? Refusal { get; }

    /// <summary>Tells which of the two it is.</summary>
    /// <param name="timestamp">Set when the answer is true.</param>
    /// <param name="refusal">Set when the answer is false.</param>
    public bool TryGetTimestamp([NotNullWhen(true)] out Timestamp? timestamp, [NotNullWhen(false)] out TimestampRefusal? refusal)
    {
        timestamp = Timestamp;
        refusal = Refusal;
        return timestamp is not null;
    }

    /// <summary>A token.</summary>
    /// <param name="timestamp">The token, checked.</param>
    public static TimestampResult Of(Timestamp timestamp) => new(timestamp, null);

    /// <summary>No token.</summary>
    /// <param name="refusal">Why.</param>
    public static TimestampResult Of(TimestampRefusal refusal) => new(null, refusal);
}
