namespace Sakpore.Core.WorkingDays;

/// <summary>The weekdays that are worked. Units that serve the public may work six (Perpres 21/2023).</summary>
public sealed record WorkWeek
{
    private WorkWeek(int days) => Days = days;

    /// <summary>How many days: 5 (Monday to Friday) or 6 (Monday to Saturday).</summary>
    public int Days { get; }

    /// <summary>The week of 5 or 6 days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Any other number.</exception>
    public static WorkWeek Of(int days) =>
        days is 5 or 6 ? new(days) : throw new ArgumentOutOfRangeException(nameof(days), days, "A week has 5 or 6 working days.");

    /// <summary>Whether the weekday belongs to the week.</summary>
    public bool Includes(DayOfWeek day) => day switch
    {
        DayOfWeek.Sunday => false,
        DayOfWeek.Saturday => Days == 6,
        _ => true,
    };
}
