using System.Globalization;
using Sakpore.Core;
using Sakpore.Core.Catalog;
using Sakpore.Core.Deadlines;
using Sakpore.Core.WorkingDays;
using Spectre.Console;

namespace Sakpore.Cli.Deadlines;

/// <summary>The answer for people, Indonesian with English beside it: the dates, then each day and why it counted or not.</summary>
internal static class DueText
{
    private const int LabelWidth = 15;
    private const int DateWidth = 36;

    public static void Write(DueAnswer answer, TextWriter output)
    {
        IAnsiConsole page = Page.On(output);
        Heading(answer, page);
        Dates(answer, page);
        Days(answer, page);
        Reason(answer, page);
        Basis(answer, page);
    }

    private static void Heading(DueAnswer answer, IAnsiConsole page)
    {
        LocalizedText promise = Promise(answer.MinDays, answer.MaxDays);
        if (answer.Permit is { } permit)
        {
            page.MarkupLineInterpolated($"[bold]{permit.Name.Id}[/] [grey]· {permit.Name.En} · {permit.Pin}[/]");
            page.MarkupLineInterpolated($"Janji layanan {promise.Id} [grey]· service promise of {promise.En}[/]");
        }
        else
        {
            page.MarkupLineInterpolated($"[bold]{promise.Id}[/] [grey]· {promise.En}[/]");
        }

        page.WriteLine();
    }

    private static void Dates(DueAnswer answer, IAnsiConsole page)
    {
        DateTime received = answer.Calendar.Zone.Local(answer.Received);
        string day = IndonesianDate.Long(DateOnly.FromDateTime(received));
        Line(page, "Diterima", answer.HasTime ? $"{day} {IndonesianDate.Time(received, answer.Calendar.Zone)}" : day, "received");
        if (answer.Date.EarliestOn != answer.Date.DueOn)
            Line(page, "Paling cepat", IndonesianDate.Long(answer.Date.EarliestOn), "earliest");
        Line(page, "Paling lambat", IndonesianDate.Long(answer.Date.DueOn), "due", "bold");
        if (answer.Permit is { } permit && answer.LegalLimitOn is { } limit)
            Line(page, "Batas hukum", IndonesianDate.Long(limit), $"legal limit, {permit.ServiceStandard.LegalLimitDays} working days (UU 6/2023 art. 175)");
        if (answer.Permit?.ServiceStandard.StartsAt == ClockStart.DeclaredComplete)
        {
            page.MarkupLineInterpolated($"  Dihitung bila berkas dinyatakan lengkap saat diterima. [grey]Counted as if declared complete on receipt.[/]");
        }

        page.WriteLine();
    }

    private static void Days(DueAnswer answer, IAnsiConsole page)
    {
        page.MarkupLineInterpolated($"  Hari demi hari [grey]· day by day[/]");
        (CountedDay Day, LocalizedText Said)[] days = [.. answer.Date.Days.Select(day => (day, Said(day, answer)))];
        int width = days.Max(line => line.Said.Id.Length);
        foreach ((CountedDay day, LocalizedText said) in days)
        {
            string number = day.Number?.ToString(CultureInfo.InvariantCulture) ?? "-";
            string style = day.CountedAs switch
            {
                CountedAs.Holiday => "red",
                CountedAs.Weekend or CountedAs.AfterCutOff => "grey",
                _ => day.Date == answer.Date.DueOn ? "bold" : "default",
            };
            page.MarkupLineInterpolated(
                CultureInfo.InvariantCulture, $"  [{style}]{number,4}  {IndonesianDate.Short(day.Date)}  {Fit(said.Id, width)}[/]  [grey]{said.En}[/]");
        }

        page.WriteLine();
    }

    private static void Reason(DueAnswer answer, IAnsiConsole page)
    {
        if (answer.MovedBy.Count == 0)
        {
            page.MarkupLineInterpolated($"  Tidak ada hari libur yang menggeser tanggal ini.");
            page.MarkupLineInterpolated($"  [grey]No holiday moved this date.[/]");
            return;
        }

        DueDate date = answer.Date;
        page.MarkupLineInterpolated(
            $"  {answer.MovedBy.Count} hari libur menggesernya dari {IndonesianDate.WithoutDay(date.DueByWeekOn)} ke [bold]{IndonesianDate.WithoutDay(date.DueOn)}[/].");
        page.MarkupLineInterpolated($"  [grey]{Count(answer.MovedBy.Count, "holiday")} moved it from {date.DueByWeekOn:yyyy-MM-dd} to {date.DueOn:yyyy-MM-dd}.[/]");
        foreach (string decree in answer.MovedBy.Select(moved => moved.Decree).Distinct())
            page.MarkupLineInterpolated($"  {decree}.");
    }

    /// <summary>How the calendar counts, so that the answer can be contested.</summary>
    private static void Basis(DueAnswer answer, IAnsiConsole page)
    {
        CalendarRules rules = answer.Calendar.Rules;
        bool five = rules.Week.Days == 5;
        page.WriteLine();
        page.MarkupLineInterpolated(
            $"  Kalender {answer.Calendar.Pin}: {(five ? "Senin-Jumat" : "Senin-Sabtu")}, cuti bersama {(rules.CutiBersamaWorked ? "masuk" : "libur")}, penerimaan sampai {rules.CutOff:HH'.'mm}.");
        page.MarkupLineInterpolated(
            $"  [grey]{(five ? "Monday to Friday" : "Monday to Saturday")}, collective leave {(rules.CutiBersamaWorked ? "worked" : "off")}, receipts until {rules.CutOff:HH:mm}; known through {answer.Calendar.KnownThrough:yyyy-MM-dd}.[/]");
    }

    private static LocalizedText Said(CountedDay day, DueAnswer answer)
    {
        LocalizedText counted = day.CountedAs switch
        {
            CountedAs.DayZero when day.Date == answer.Calendar.Zone.DateOf(answer.Received) => new("diterima: hari ke-0", "received: day 0"),
            CountedAs.DayZero => new("dihitung diterima: hari ke-0", "counts as received: day 0"),
            CountedAs.AfterCutOff => new($"diterima setelah pukul {answer.Calendar.Rules.CutOff:HH'.'mm}", "received after the cut-off"),
            CountedAs.Weekend when day.Holiday is { } holiday => new($"akhir pekan ({holiday.Name})", "weekend"),
            CountedAs.Weekend => new("akhir pekan", "weekend"),
            CountedAs.Holiday => new(day.Holiday!.Name, Kind(day.Holiday.Kind)),
            _ => new("hari kerja", "working day"),
        };
        if (day.Date == answer.Date.DueOn)
            return Also(counted, new("paling lambat", "due"));
        return day.Date == answer.Date.EarliestOn ? Also(counted, new("paling cepat", "earliest")) : counted;
    }

    private static LocalizedText Also(LocalizedText one, LocalizedText other) => new($"{one.Id}, {other.Id}", $"{one.En}, {other.En}");

    private static string Kind(HolidayKind kind) => kind switch
    {
        HolidayKind.National => "public holiday",
        HolidayKind.CutiBersama => "collective leave",
        _ => "office closed",
    };

    private static LocalizedText Promise(int min, int max)
    {
        string range = min == max ? $"{max}" : $"{min}-{max}";
        return new($"{range} hari kerja", min == max ? Count(max, "working day") : $"{min} to {Count(max, "working day")}");
    }

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";

    private static void Line(IAnsiConsole page, string label, string date, string english, string style = "default") =>
        page.MarkupLineInterpolated($"  {Fit(label, LabelWidth)}[{style}]{Fit(date, DateWidth)}[/] [grey]{english}[/]");

    private static string Fit(string text, int width) => text.PadRight(width);
}
