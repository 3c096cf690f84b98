namespace Sakpore.Core.WorkingDays;

/// <summary>Why a day of the week's pattern is not worked.</summary>
public enum HolidayKind
{
    /// <summary>A national holiday of the yearly joint decree (SKB 3 Menteri), or a voting day.</summary>
    National,

    /// <summary>Cuti bersama, collective leave. Whether it is worked is a setting of the calendar.</summary>
    CutiBersama,

    /// <summary>A closure of this office alone.</summary>
    Closure,
}

/// <summary>A holiday.</summary>
/// <param name="Date">The date.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Name">Its name in Indonesian, as the decree has it.</param>
public sealed record Holiday(DateOnly Date, HolidayKind Kind, string Name);
