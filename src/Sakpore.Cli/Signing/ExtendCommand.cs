using System.CommandLine;
using Sakpore.Signing.Pades;

namespace Sakpore.Cli.Signing;

/// <summary><c>sakpore extend</c>: brings signed PDF files to a higher level, or renews them. Exit 0: all are extended.</summary>
internal static class ExtendCommand
{
    public static Command Create(TimeProvider time)
    {
        var files = new Argument<string[]>("files") { Description = "The signed PDF files.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "The extended file; of several files, a folder.", HelpName = "path", Required = true };
        var command = new Command("extend", "Bring signed PDF files to a higher PAdES level; at lta already, renew them.") { files, output };
        var level = new LevelWords(command, "lta", "t", "lt", "lta");
        command.SetAction(async (words, cancellation) =>
        {
            var error = words.InvocationConfiguration.Error;
            try
            {
                var anchors = level.Anchors(words);
                using var online = level.Online(words);
                var extender = new PadesExtender(anchors, time);
                var reached = level.Level(words, anchors, online, time);
                return await new PdfRun(
                    async (file, extended, stop) =>
                        (await extender.ExtendAsync(file, reached, extended, stop).ConfigureAwait(false)).Refusal?.English,
                    error).RunAsync(words.GetValue(files)!, words.GetValue(output)!, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync(e.Message).ConfigureAwait(false);
                return ExitCode.No;
            }
        });
        return command;
    }
}
