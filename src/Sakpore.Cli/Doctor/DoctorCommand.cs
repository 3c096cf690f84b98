using System.CommandLine;
using Microsoft.Extensions.Configuration;
using Sakpore.Grpc.Diagnosis;

namespace Sakpore.Cli.Doctor;

/// <summary><c>sakpore doctor</c>: what is wrong with an installation, in sentences. Exit 0: nothing is; warnings may stand.</summary>
internal static class DoctorCommand
{
    public static Command Create(TimeProvider time)
    {
        var settings = new Option<string?>("--settings")
        {
            Description = "A file of settings as the service reads it: a line NAME=VALUE each, # or ; before remarks. Variables of the environment come after and win.",
            HelpName = "file",
        };
        var all = new Option<bool>("--all") { Description = "Say what is well, too." };
        var command = new Command("doctor", "Say what is wrong with a hub's settings, files, database, certificates, clocks and disks. Nothing is changed.") { settings, all };
        command.SetAction(async (parsed, cancellation) =>
        {
            (TextWriter output, TextWriter error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            IConfiguration configuration;
            try
            {
                configuration = Read(parsed.GetValue(settings));
            }
            catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync($"{parsed.GetValue(settings)} cannot be read.").ConfigureAwait(false);
                return ExitCode.Misuse;
            }

            foreach (string remark in Unread(parsed.GetValue(settings)))
                await error.WriteLineAsync(remark).ConfigureAwait(false);
            IReadOnlyList<Finding> findings = await HubDiagnosis.RunAsync(configuration, time, cancellation).ConfigureAwait(false);
            foreach (Finding finding in findings.Where(finding => parsed.GetValue(all) || finding.Severity != Severity.Well))
                await output.WriteLineAsync($"{WordOf(finding.Severity),-8} {finding.Sentence}").ConfigureAwait(false);
            int wrong = findings.Count(finding => finding.Severity == Severity.Wrong);
            int warnings = findings.Count(finding => finding.Severity == Severity.Warning);
            await output.WriteLineAsync(wrong + warnings == 0 ? "Nothing is wrong." : $"{wrong} wrong, {warnings} to be seen to.").ConfigureAwait(false);
            return wrong == 0 ? ExitCode.Yes : ExitCode.No;
        });
        return command;
    }

    private static IConfiguration Read(string? settings)
    {
        var configuration = new ConfigurationBuilder();
        if (settings is not null)
            configuration.AddInMemoryCollection(File.ReadLines(settings).Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] is not '#' and not ';' && line.Contains('=', StringComparison.Ordinal)).Select(Setting));
        return configuration.AddEnvironmentVariables().Build();
    }

    private static IEnumerable<string> Unread(string? settings) => settings is null ? [] : File.ReadLines(settings)
        .Select((line, index) => (Text: line.Trim(), Number: index + 1))
        .Where(line => line.Text.Length > 0 && line.Text[0] is not '#' and not ';' && !line.Text.Contains('=', StringComparison.Ordinal))
        .Select(line => $"{settings}, line {line.Number}, is not NAME=VALUE: the service passes over it.");

    // As systemd reads an EnvironmentFile: quotes around a value are not part of it.
    private static KeyValuePair<string, string?> Setting(string line)
    {
        int equals = line.IndexOf('=', StringComparison.Ordinal);
        string value = line[(equals + 1)..].Trim();
        if (value.Length > 1 && value[0] is '"' or '\'' && value[^1] == value[0])
            value = value[1..^1];
        return KeyValuePair.Create(line[..equals].Trim().Replace("__", ":", StringComparison.Ordinal), (string?)value);
    }

    private static string WordOf(Severity severity) => severity switch
    {
        Severity.Well => "well",
        Severity.Warning => "warning",
        _ => "WRONG",
    };
}
