namespace Sakpore.Grpc.Storage;

/// <summary>The stored form of an instant: microseconds since 1970-01-01T00:00Z, cut at the door so that reading gives what was written.</summary>
internal static class Instants
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    /// <summary>Cuts an instant to microseconds, in UTC.</summary>
    public static DateTimeOffset Cut(DateTimeOffset instant) => FromMicroseconds(ToMicroseconds(instant));

    /// <summary>The stored form; fractions of a microsecond are dropped towards the past.</summary>
    public static long ToMicroseconds(this DateTimeOffset instant) =>
        (long)Math.Floor((decimal)(instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TicksPerMicrosecond);

    /// <summary>The instant of a stored form.</summary>
    public static DateTimeOffset FromMicroseconds(long microseconds) =>
        DateTimeOffset.UnixEpoch.AddTicks(microseconds * TicksPerMicrosecond);

    /// <summary>The stored form of a date.</summary>
    public static string ToText(this DateOnly date) => date.ToString("yyyy-MM-dd", null);

    /// <summary>The date of a stored form.</summary>
    public static DateOnly ToDate(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", null);
}
