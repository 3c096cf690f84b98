namespace Sakpore.Grpc.Offices;

/// <summary>The clock on the office's wall: Western Indonesian Time (WIB), UTC+7 without summer time.</summary>
internal sealed class OfficeClock(TimeProvider time)
{
    /// <summary>WIB as an offset (Keppres 41/1987).</summary>
    public static readonly TimeSpan Offset = TimeSpan.FromHours(7);

    /// <summary>Now, in office time.</summary>
    public DateTimeOffset Now() => time.GetUtcNow().ToOffset(Offset);

    /// <summary>Today's date in the office.</summary>
    public DateOnly Today() => DateOf(Now());

    /// <summary>The date of an instant in the office.</summary>
    public static DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(instant.ToOffset(Offset).DateTime);
}
