using System.Globalization;

namespace Sakpore.Benchmarks.Load;

/// <summary>How many times slower the hub is than its floor, by the medians of runs that took turns.</summary>
internal static class Ratio
{
    public static Gate Of(string name, IReadOnlyList<double> hub, IReadOnlyList<double> floor, double most, string note = "")
    {
        var runs = string.Create(CultureInfo.InvariantCulture, $"hub {Each(hub)} /s, floor {Each(floor)} /s");
        return new Gate(name, Median(floor) / Median(hub), most, "x", note.Length == 0 ? runs : $"{runs}; {note}");
    }

    private static string Each(IEnumerable<double> rates) =>
        string.Join(" ", rates.Select(rate => rate.ToString("0", CultureInfo.InvariantCulture)));

    private static double Median(IEnumerable<double> rates)
    {
        var sorted = rates.Order().ToList();
        return sorted[sorted.Count / 2];
    }
}
