using Sakpore.Core.WorkingDays;

namespace Sakpore.Core.Deadlines;

/// <summary>One day of a count, and what it counted as: a count written out so that a person can follow it.</summary>
/// <param name="Date">The date, office time.</param>
/// <param name="CountedAs">What it counted as.</param>
/// <param name="Number">0 on day 0, from 1 on the working days after it; null on a day that is not counted.</param>
/// <param name="Holiday">The holiday on it, also where the day was off by the week's pattern already; null where there is none.</param>
public sealed record CountedDay(DateOnly Date, CountedAs CountedAs, int? Number, Holiday? Holiday);

/// <summary>What a day of a count counted as.</summary>
public enum CountedAs
{
    /// <summary>Day 0: the working day of receipt, or the next one.</summary>
    DayZero,

    /// <summary>A working day after day 0.</summary>
    WorkingDay,

    /// <summary>A working day on which the receipt came after the cut-off, so that day 0 is a later one.</summary>
    AfterCutOff,

    /// <summary>Off by the week's pattern.</summary>
    Weekend,

    /// <summary>Off by a holiday alone: these move the due date.</summary>
    Holiday,
}
