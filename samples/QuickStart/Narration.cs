using System.Diagnostics;
using Sakpore.Permits.V1;
using Spectre.Console;

namespace Sakpore.Samples.QuickStart;

/// <summary>Tells each step as it happens: who did what, and where the application stands after it.</summary>
internal sealed class Narration
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>A step.</summary>
    public void Step(string actor, string done, Application? after = null)
    {
        var place = after is null
            ? ""
            : after.CurrentStages.Count > 0 ? string.Join(" + ", after.CurrentStages.Select(stage => stage.Stage)) : after.State.ToString();
        AnsiConsole.MarkupLineInterpolated($"[grey]{_clock.Elapsed.TotalSeconds,5:0.0} s[/]  [aqua]{actor,-22}[/] {done}{(place.Length > 0 ? "  →  " : "")}[yellow]{place}[/]");
    }

    /// <summary>A verdict, as expected or not.</summary>
    public void Verdict(string what, string verdict, bool expected) => AnsiConsole.MarkupLineInterpolated(
        $"[grey]{_clock.Elapsed.TotalSeconds,5:0.0} s[/]  [aqua]{"siapa saja/anyone",-22}[/] {what}  →  [bold {(expected ? "green" : "red")}]{verdict}[/]");
}
