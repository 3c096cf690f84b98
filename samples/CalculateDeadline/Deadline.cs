using System.Globalization;
using Sakpore.Core.Catalog;
using Sakpore.Core.Deadlines;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Samples.CalculateDeadline;

/// <summary>When is a permit due, and why? Sakpore.Core alone: a catalog, a receipt, a calendar.</summary>
public static class Deadline
{
    public static int Print(string received, string permit, string calendar, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (!DateTimeOffset.TryParse(received, CultureInfo.InvariantCulture, out DateTimeOffset instant))
            return No(output, $"'{received}' is not an instant such as 2026-03-17T09:00+07:00.");

        // 1. Read the catalog. Either every file is sound, or all defects are told at once, by file and line.
        if (CatalogReader.Read(Files()) is not CatalogReadResult.Sound { Catalog: CityCatalog catalog })
            return No(output, "The catalog has defects.");

        // 2. Find the permit in force on the day of receipt, and the newest revision of the calendar.
        if (catalog.FindCalendar(calendar) is not { } counted)
            return No(output, $"There is no calendar '{calendar}'.");
        if (catalog.FindPermitType(permit, counted.Zone.DateOf(instant)) is not { } type)
            return No(output, $"There is no permit '{permit}' in force on that day.");

        // 3. Count. Past the horizon there is no answer, rather than one without holidays.
        ServiceStandard standard = type.ServiceStandard;
        if (DueDate.Of(counted, instant, standard.MinDays, standard.MaxDays) is not { } date)
            return No(output, $"The calendar is known only through {counted.KnownThrough:yyyy-MM-dd}.");

        output.WriteLine(type.Name);
        output.WriteLine($"promise   {standard.MinDays} to {standard.MaxDays} working days on {date.Calendar}");
        output.WriteLine($"day 0     {date.Day0:yyyy-MM-dd}");
        output.WriteLine($"earliest  {date.EarliestOn:yyyy-MM-dd}");
        output.WriteLine($"due       {date.DueOn:yyyy-MM-dd} (without holidays {date.DueByWeekOn:yyyy-MM-dd})");
        foreach (Holiday holiday in date.MovedBy)
            output.WriteLine($"moved by  {holiday.Date:yyyy-MM-dd} {holiday.Name}");
        return 0;
    }

    private static IEnumerable<CatalogFile> Files() =>
        Directory.EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "catalog"), "*.yaml", SearchOption.AllDirectories)
            .Where(path => !path.Contains($"{Path.DirectorySeparatorChar}letters{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .Select(path => new CatalogFile(path, File.ReadAllText(path)));

    private static int No(TextWriter output, string sentence)
    {
        output.WriteLine(sentence);
        return 1;
    }
}
