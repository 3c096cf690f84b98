using System.Diagnostics;

namespace Sakpore.Contract.Tests;

/// <summary>Programs that are not ours.</summary>
internal static class Command
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    /// <summary>Skips the test, and says why, where a program is not installed.</summary>
    public static void Needs(params string[] programs)
    {
        var path = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':');
        var missing = programs.Where(program => !path.Any(folder => File.Exists(Path.Combine(folder, program)))).ToList();
        if (missing.Count > 0)
            Assert.Ignore($"{string.Join(" and ", missing)}: not installed.");
    }

    /// <summary>Runs a program to its end; it must end well.</summary>
    /// <returns>What it said.</returns>
    public static async Task<string> RunAsync(string folder, string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        using var late = new CancellationTokenSource(Longest);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(late.Token), process.StandardError.ReadToEndAsync(late.Token));
        try
        {
            await process.WaitForExitAsync(late.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new AssertionException($"{program} did not end within {Longest}.");
        }

        Assert.That(process.ExitCode, Is.Zero, await output + await error);
        return await output;
    }
}
