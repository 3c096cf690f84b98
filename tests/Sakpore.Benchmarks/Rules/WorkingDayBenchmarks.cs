using BenchmarkDotNet.Attributes;
using Sakpore.Core.WorkingDays;

namespace Sakpore.Benchmarks.Rules;

/// <summary>Adding and counting working days, ours beside a walk day by day, over the same 4,096 random inputs.</summary>
public class WorkingDayBenchmarks
{
    /// <summary>Stands for a random number of days for each input.</summary>
    public const int Random = -1;

    private const int Inputs = 4096;

    private readonly WorkCalendar _calendar = ShippedCatalog.Read().FindCalendar("5-day-cuti-off")!;
    private readonly DateOnly[] _from = new DateOnly[Inputs];
    private readonly DateOnly[] _through = new DateOnly[Inputs];
    private readonly int[] _days = new int[Inputs];
    private HashSet<DateOnly> _holidays = [];

    public static IEnumerable<int> AllDays { get; } = [Random, 5, 30, 1000];

    [ParamsSource(nameof(AllDays))]
    public int Days { get; set; }

    [GlobalSetup]
    public void Draw()
    {
        var random = new Random(20260317);
        _holidays = [.. _calendar.Holidays.Select(holiday => holiday.Date)];
        // Even a walk of 1,000 days ends before the horizon.
        int room = _calendar.KnownThrough.DayNumber - _calendar.KnownFrom.DayNumber - 1600;
        for (int i = 0; i < Inputs; i++)
        {
            _from[i] = _calendar.KnownFrom.AddDays(random.Next(room));
            _days[i] = Days == Random ? random.Next(1001) : Days;
            _through[i] = _calendar.AddWorkingDays(_from[i], _days[i])!.Value;
        }
    }

    [Benchmark(OperationsPerInvoke = Inputs)]
    public int Add()
    {
        int sum = 0;
        for (int i = 0; i < Inputs; i++)
            sum += _calendar.AddWorkingDays(_from[i], _days[i])!.Value.DayNumber;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Inputs)]
    public int NaiveAdd()
    {
        int sum = 0;
        for (int i = 0; i < Inputs; i++)
        {
            DateOnly day = _from[i];
            for (int left = _days[i]; left > 0;)
            {
                day = day.AddDays(1);
                if (IsWorked(day))
                    left--;
            }

            sum += day.DayNumber;
        }

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Inputs)]
    public int Count()
    {
        int sum = 0;
        for (int i = 0; i < Inputs; i++)
            sum += _calendar.CountWorkingDays(_from[i], _through[i])!.Value;
        return sum;
    }

    [Benchmark(OperationsPerInvoke = Inputs)]
    public int NaiveCount()
    {
        int sum = 0;
        for (int i = 0; i < Inputs; i++)
        {
            for (DateOnly day = _from[i].AddDays(1); day <= _through[i]; day = day.AddDays(1))
                sum += IsWorked(day) ? 1 : 0;
        }

        return sum;
    }

    private bool IsWorked(DateOnly day) => day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday) && !_holidays.Contains(day);
}
