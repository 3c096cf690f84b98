using System.Globalization;
using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;

namespace Sakpore.Grpc.Letters;

/// <summary>Until when a letter is valid.</summary>
internal static class LetterValidity
{
    /// <summary>The last day of validity.</summary>
    /// <param name="permitType">Whose rule.</param>
    /// <param name="issued">The letter's date.</param>
    /// <param name="form">The application's form.</param>
    /// <returns>
    /// The day before the same date so many years later, so that five years are exactly five, or the form's day, itself included; null for
    /// a letter without an end. Where there is no 29 February the date falls on 1 March: a letter of 29 February 2024 is valid for five
    /// years through 28 February 2029, a whole day longer than if the date were moved back. No rule at hand says it; this reading takes
    /// nothing from the holder.
    /// </returns>
    public static DateOnly? LastDay(PermitType permitType, DateOnly issued, IReadOnlyDictionary<string, FormValue> form) => permitType.Validity switch
    {
        { Years: { } years } => Anniversary(issued, years).AddDays(-1),
        { UntilField: { } field } when form.TryGetValue(field, out var value) && value.Items is [var day, ..] =>
            DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture),
        _ => null,
    };

    /// <summary>The first day on which a letter is due for renewal: that of its earliest reminder; null where there is none.</summary>
    /// <param name="permitType">Whose rule.</param>
    /// <param name="lastDay">The last day of validity, or null.</param>
    public static DateOnly? RenewalFrom(PermitType permitType, DateOnly? lastDay) =>
        lastDay is { } last && permitType.Validity?.RenewalReminderDays is { Count: > 0 } days ? last.AddDays(-days.Max()) : null;

    private static DateOnly Anniversary(DateOnly day, int years)
    {
        // AddYears makes the 28th of a 29 February that is not there.
        var same = day.AddYears(years);
        return same.Day == day.Day ? same : same.AddDays(1);
    }
}
