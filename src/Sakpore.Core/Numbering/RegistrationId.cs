using System.Globalization;

namespace Sakpore.Core.Numbering;

/// <summary>
/// The number by which an applicant knows an application (Id Pendaftaran): the instant of registration in nanoseconds
/// since 1970, 20 digits with leading zeros, for example <c>01695004417008943300</c>. Unique by the clash rule
/// (<see cref="Next"/>), and never a secret.
/// </summary>
/// <param name="Nanoseconds">Nanoseconds since 1970-01-01T00:00Z; a multiple of 100, from 0.</param>
public readonly record struct RegistrationId(UInt128 Nanoseconds)
{
    private const int Digits = 20;
    private const int NanosecondsPerTick = 100;

    /// <summary>The id of an instant, to the tick of 100 ns.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The instant is before 1970.</exception>
    public static RegistrationId At(DateTimeOffset instant)
    {
        long ticks = instant.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks;
        ArgumentOutOfRangeException.ThrowIfNegative(ticks, nameof(instant));
        return new((UInt128)ticks * NanosecondsPerTick);
    }

    /// <summary>The id to try where this one is taken: one tick (100 ns) later.</summary>
    public RegistrationId Next() => new(Nanoseconds + NanosecondsPerTick);

    /// <summary>The instant in the id.</summary>
    public DateTimeOffset Instant() => DateTimeOffset.UnixEpoch.AddTicks((long)(Nanoseconds / NanosecondsPerTick));

    /// <summary>The id of its 20 digits; null for anything else.</summary>
    public static RegistrationId? Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length != Digits || !UInt128.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out UInt128 nanoseconds))
            return null;
        return nanoseconds % NanosecondsPerTick == 0 ? new(nanoseconds) : null;
    }

    /// <summary>The 20 digits.</summary>
    public override string ToString() => Nanoseconds.ToString("D20", CultureInfo.InvariantCulture);
}
