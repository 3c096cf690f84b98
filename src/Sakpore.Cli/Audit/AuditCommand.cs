using System.CommandLine;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Storage;
using Sakpore.Signing.Trust;

namespace Sakpore.Cli.Audit;

/// <summary><c>sakpore audit verify</c>: the hub's histories and refusals, held against their hashes and against the checkpoints.</summary>
internal static class AuditCommand
{
    public static Command Create()
    {
        var checkpoints = new Option<string>("--checkpoints") { Description = "The directory of checkpoints, best a copy that the database's administrator cannot write.", HelpName = "folder", Required = true };
        var key = new Option<string>("--key") { Description = "The key that checkpoints are signed with, PEM; the public one is enough.", HelpName = "file", Required = true };
        var trust = new Option<string?>("--trust") { Description = "The authorities of timestamps, as for `verify`: a folder of certificates. Without it the tokens of checkpoints are not verified.", HelpName = "folder" };
        var hub = new HubDatabase();
        var verify = new Command("verify", "Find changed, missing and reordered rows, cut tails and vanished chains. Exit status 1 where there is one.") { checkpoints, key, trust };
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
                    string directory = words.GetValue(checkpoints)!;
                    TrustAnchors? anchors = words.GetValue(trust) is { } folder ? TrustAnchors.ReadFolder(folder) : null;
                    AuditReport report = await AuditVerification.RunAsync(
                        new Database(dialect), CheckpointFile.Lines(directory), signer, cancellation).ConfigureAwait(false);
                    (int sound, IReadOnlyList<AuditFinding> unsound) = anchors is null ? (0, []) : CheckpointTokens.Verify(directory, signer, anchors);
                    IReadOnlyList<AuditFinding> findings = [.. report.Findings, .. unsound];
                    foreach (AuditFinding finding in findings)
                        await output.WriteLineAsync($"{finding.Fault}: {finding.Sentence}").ConfigureAwait(false);
                    await output.WriteLineAsync(
                        $"{report.Events} entries and {report.Refusals} refusals against {report.Checkpoints} checkpoints{(anchors is null ? "" : $", {sound} of them timestamped")}: {(findings.Count == 0 ? "all is as it was." : findings.Count + " findings.")}").ConfigureAwait(false);
                    return findings.Count == 0 && report.Checkpoints > 0 ? ExitCode.Yes : ExitCode.No;
                }
                catch (Exception fault) when (fault is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
                {
                    await words.InvocationConfiguration.Error.WriteLineAsync(fault.Message).ConfigureAwait(false);
                    return ExitCode.Misuse;
                }
            }
        });
        return new Command("audit", "What the hub did and refused, and that nobody changed it.") { verify };
    }
}
