using System.Globalization;

namespace Sakpore.Benchmarks.Load;

/// <summary>Processor time used, user and system together, as the kernel counts it in <c>/proc</c>.</summary>
internal static class ProcessorTime
{
    // sysconf(_SC_CLK_TCK): 100 on every Linux that .NET runs on.
    private const double TicksPerSecond = 100;

    /// <summary>Microseconds that a process has used so far.</summary>
    public static double OfProcess(int process) => Read(process) is { } fields ? Microseconds(fields[13], fields[14]) : 0;

    /// <summary>Microseconds that a process and its children have used so far, those that have ended included.</summary>
    public static double OfFamily(int parent)
    {
        var total = Read(parent) is { } own ? Microseconds(own[13], own[14], own[15], own[16]) : 0;
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var process)
                && Read(process) is { } fields && fields[3] == parent.ToString(CultureInfo.InvariantCulture))
            {
                total += Microseconds(fields[13], fields[14]);
            }
        }

        return total;
    }

    private static double Microseconds(params ReadOnlySpan<string> ticks)
    {
        var sum = 0L;
        foreach (var tick in ticks)
            sum += long.Parse(tick, CultureInfo.InvariantCulture);
        return sum * (1e6 / TicksPerSecond);
    }

    /// <summary>The fields of proc(5), from the process id on; the name in brackets may hold spaces.</summary>
    private static string[]? Read(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            var close = line.LastIndexOf(')');
            return [line[..line.IndexOf(' ', StringComparison.Ordinal)], "", .. line[(close + 2)..].Split(' ')];
        }
        catch (Exception gone) when (gone is FileNotFoundException or DirectoryNotFoundException or IOException)
        {
            return null;
        }
    }
}
