using Spectre.Console;

namespace Sakpore.Cli;

/// <summary>Where text for people is written: with colours on a terminal, plain in a file or a pipe.</summary>
internal static class Page
{
    private const int NoBreak = 10_000; // a terminal breaks lines itself, and a file keeps them whole

    public static IAnsiConsole On(TextWriter output)
    {
        bool terminal = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        IAnsiConsole page = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = terminal ? AnsiSupport.Detect : AnsiSupport.No,
            ColorSystem = terminal ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
        });
        page.Profile.Width = NoBreak;
        return page;
    }
}
