using Microsoft.Extensions.Time.Testing;

namespace Sakpore.Cli.Tests;

/// <summary>One run of <c>sakpore</c> in this process.</summary>
internal sealed record CommandLine(int Exit, string Output, string Error)
{
    public static readonly DateTimeOffset Now = new(2026, 3, 17, 2, 0, 0, TimeSpan.Zero);

    public static async Task<CommandLine> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int exit = await SakporeCommandLine.RunAsync(arguments, output, error, new FakeTimeProvider(Now));
        return new(exit, output.ToString(), error.ToString());
    }
}
