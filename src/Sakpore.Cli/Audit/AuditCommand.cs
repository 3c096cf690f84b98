using System.CommandLine;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Storage;

namespace Sakpore.Cli.Audit;

/// <summary><c>sakpore audit verify</c>: the hub's histories and refusals, held against their hashes and against the checkpoints.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var checkpoints = new Option<string>("--checkpoints") { Description = "The directory of checkpoints, best a copy that the database's administrator cannot write.", HelpName = "folder", Required = true };
        var key = new Option<string>("--key") { Description = "The key that checkpoints are signed with, PEM; the public one is enough.", HelpName = "file", Required = true };
        var hub = new HubDatabase();
        var verify = new Command("verify", "Find changed, missing and reordered rows, cut tails and vanished chains. Exit status 1 where there is one.") { checkpoints, key };
        hub.AddTo(verify);
        verify.SetAction(async (words, cancellation) =>
        {
            TextWriter output = words.InvocationConfiguration.Output;
            Dialect dialect = Dialect.Of(hub.Of(words));
            await using (dialect.ConfigureAwait(false))
            {
                try
                {
                    using var signer = CheckpointFile.ReadKey(words.GetValue(key)!);
                    AuditReport report = await AuditVerification.RunAsync(
                        new Database(dialect), CheckpointFile.Lines(words.GetValue(checkpoints)!), signer, cancellation).ConfigureAwait(false);
                    foreach (AuditFinding finding in report.Findings)
                        await output.WriteLineAsync($"{finding.Fault}: {finding.Sentence}").ConfigureAwait(false);
                    await output.WriteLineAsync(
                        $"{report.Events} entries and {report.Refusals} refusals against {report.Checkpoints} checkpoints: {(report.Findings.Count == 0 ? "all is as it was." : report.Findings.Count + " findings.")}").ConfigureAwait(false);
                    return report.Findings.Count == 0 && report.Checkpoints > 0 ? ExitCode.Yes : ExitCode.No;
                }
                catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException)
                {
                    await words.InvocationConfiguration.Error.WriteLineAsync(fault.Message).ConfigureAwait(false);
                    return ExitCode.Misuse;
                }
            }
        });
        return new Command("audit", "What the hub did and refused, and that nobody changed it.") { verify };
    }
}
