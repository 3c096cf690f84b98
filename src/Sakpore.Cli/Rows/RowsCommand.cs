using System.CommandLine;
using Sakpore.Grpc;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Installation;

namespace Sakpore.Cli.Rows;

/// <summary><c>sakpore rows rebuild</c>: the rows that serve lists, held against the histories and made anew where they differ.</summary>
internal static class RowsCommand
{
    public static Command Create()
    {
        var check = new Option<bool>("--check") { Description = "Only compare: nothing is written; exit status 1 where a row differs." };
        var hub = new HubDatabase();
        var catalog = new Option<string?>("--catalog") { Description = "The hub's catalog. Default: the one beside this program." };
        var rebuild = new Command("rebuild", "Makes rows anew that differ from their histories.") { check, catalog };
        hub.AddTo(rebuild);
        rebuild.SetAction(async (parsed, cancellation) =>
        {
            HubOptions options = hub.Of(parsed) with { CatalogDirectory = parsed.GetValue(catalog) };
            TextWriter output = parsed.InvocationConfiguration.Output;
            bool only = parsed.GetValue(check);
            try
            {
                IReadOnlyList<string> differences = await RowReplay.RunAsync(options, !only, cancellation).ConfigureAwait(false);
                foreach (string difference in differences)
                    await output.WriteLineAsync(difference).ConfigureAwait(false);
                await output.WriteLineAsync(differences.Count == 0 ? "Every row is what its history says." : $"{differences.Count} {(only ? "differ" : "made anew")}.").ConfigureAwait(false);
                return differences.Count == 0 || !only ? ExitCode.Yes : ExitCode.No;
            }
            catch (StartRefusedException refused)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(refused.Message).ConfigureAwait(false);
                return ExitCode.Misuse;
            }
        });
        return new Command("rows", "The hub's rows, which serve lists and decide nothing.") { rebuild };
    }
}
