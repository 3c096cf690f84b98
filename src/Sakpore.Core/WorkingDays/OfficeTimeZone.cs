namespace Sakpore.Core.WorkingDays;

/// <summary>
/// One of Indonesia's three times. They are fixed offsets without summer time (Keppres 41/1987), so that no system
/// time zone data is needed and every machine computes the same dates.
/// </summary>
public sealed record OfficeTimeZone
{
    private OfficeTimeZone(string name, int hours)
    {
        Name = name;
        Offset = TimeSpan.FromHours(hours);
    }

    /// <summary>The IANA name, for example <c>Asia/Jakarta</c>.</summary>
    public string Name { get; }

    /// <summary>Local time minus UTC.</summary>
    public TimeSpan Offset { get; }

    /// <summary>The zone of an IANA name; null for a name that is not one of Indonesia's.</summary>
    /// <param name="name"><c>Asia/Jakarta</c>, <c>Asia/Pontianak</c>, <c>Asia/Makassar</c> or <c>Asia/Jayapura</c>.</param>
    public static OfficeTimeZone? Find(string name) => name switch
    {
        "Asia/Jakarta" or "Asia/Pontianak" => new(name, 7),
        "Asia/Makassar" => new(name, 8),
        "Asia/Jayapura" => new(name, 9),
        _ => null,
    };

    /// <summary>The local date and time of an instant.</summary>
    public DateTime Local(DateTimeOffset instant) => instant.UtcDateTime + Offset;

    /// <summary>The local date of an instant.</summary>
    public DateOnly DateOf(DateTimeOffset instant) => DateOnly.FromDateTime(Local(instant));

    /// <summary>The instant of a local date and time.</summary>
    public DateTimeOffset InstantOf(DateOnly date, TimeOnly time) => new(date.ToDateTime(time), Offset);
}
