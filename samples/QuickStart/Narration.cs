using System.Diagnostics;
using Sakpore.Permits.V1;
using Spectre.Console;

namespace Sakpore.Samples.QuickStart;

/// <summary>Tells each step as it happens: who did what, and where the application stands after it. Fits 80 columns.</summary>
internal sealed class Narration
{
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    /// <summary>A step.</summary>
    /// <param name="actor">Who acted.</param>
    /// <param name="done">What was done, in Indonesian.</param>
    /// <param name="english">The same in English.</param>
    /// <param name="after">The application after it; null where it stands as before.</param>
    public void Step(string actor, string done, string english, Application? after = null)
    {
        Line(actor, done, english);
        if (after is null)
            return;
        var places = after.CurrentStages.Count > 0 ? after.CurrentStages.Select(stage => stage.Stage) : [after.State.ToString().ToLowerInvariant()];
        AnsiConsole.MarkupLineInterpolated($"{"",-25}[grey]→[/] [yellow]{string.Join(" + ", places)}[/]");
    }

    /// <summary>A verdict, as expected or not.</summary>
    public void Verdict(string done, string english, string verdict, bool expected)
    {
        Line("siapa saja", done, english);
        AnsiConsole.MarkupLineInterpolated($"{"",-25}[grey]→[/] [bold {(expected ? "green" : "red")}]{verdict}[/]");
    }

    private void Line(string actor, string done, string english) =>
        AnsiConsole.MarkupLineInterpolated($"[grey]{_clock.Elapsed.TotalSeconds,5:0.0} s[/]  [aqua]{actor,-15}[/]  {done} [grey]· {english}[/]");
}
