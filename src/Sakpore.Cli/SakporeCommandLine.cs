using System.CommandLine;
using Sakpore.Cli.Audit;
using Sakpore.Cli.Deadlines;
using Sakpore.Cli.Doctor;
using Sakpore.Cli.Keys;
using Sakpore.Cli.Letters;
using Sakpore.Cli.Numbers;
using Sakpore.Cli.Rows;
using Sakpore.Cli.Seals;
using Sakpore.Cli.Signing;
using Sakpore.Cli.Verification;

namespace Sakpore.Cli;

/// <summary>The command <c>sakpore</c>: one folder a concept, one file a command.</summary>
internal static class SakporeCommandLine
{
    /// <summary>Runs one command line. 0: done, and the answer is yes; 1: done, and the answer is no; 2: misuse.</summary>
    /// <param name="arguments">The words after <c>sakpore</c>.</param>
    /// <param name="output">Where the answer goes.</param>
    /// <param name="error">Where refusals and progress go.</param>
    /// <param name="time">The clock.</param>
    public static async Task<int> RunAsync(IReadOnlyList<string> arguments, TextWriter output, TextWriter error, TimeProvider time)
    {
        ParseResult parsed = Root(time).Parse(arguments);
        int exit = await parsed.InvokeAsync(new InvocationConfiguration { Output = output, Error = error }).ConfigureAwait(false);
        return parsed.Errors.Count > 0 ? ExitCode.Misuse : exit;
    }

    private static RootCommand Root(TimeProvider time) => new("Permit deadlines, PDF signatures and their verification.")
    {
        DoctorCommand.Create(time),
        AuditCommand.Create(),
        DueCommand.Create(time),
        ExtendCommand.Create(time),
        KeysCommand.Create(time),
        LetterCommand.Create(),
        NumbersCommand.Create(time),
        RowsCommand.Create(),
        SealCommand.Create(time),
        SignCommand.Create(time),
        VerifyCommand.Create(time),
    };
}
