using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Sakpore.Signing.Verification;

namespace Sakpore.Cli.Verification;

/// <summary><c>sakpore verify</c>: whether the signatures of PDF files can be trusted, and why. Exit 0: all are authentic.</summary>
internal static class VerifyCommand
{
    // A date alone is its first instant; a time needs its zone.
    private static readonly string[] TimeForms = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK"];

    public static Command Create(TimeProvider time)
    {
        var files = new Argument<string[]>("files") { Description = "The PDF files.", Arity = ArgumentArity.OneOrMore };
        var trust = new Option<string?>("--trust")
        {
            Description = "A folder of trusted certificates (.pem, .crt, .cer, .der; limits in anchors.json), or one such file. Default: nobody.",
            HelpName = "dir",
        };
        var at = new Option<DateTimeOffset?>("--at")
        {
            Description = "The validation time, 2026-03-17T09:00:00+07:00; the files are taken to exist then. Default: now.",
            HelpName = "time",
            CustomParser = ParseTime,
        };
        var online = new Option<bool>("--online") { Description = "Fetch missing revocation evidence. Default: no connection is opened." };
        var hosts = new Option<string[]>("--host") { Description = "With --online, fetch from this host only; may be repeated. Default: any that is not local.", HelpName = "name" };
        var local = new Option<bool>("--allow-local") { Description = "With --online, hosts may be on this machine or in a private network. Default: only public addresses are connected to." };
        var revocation = new Option<string>("--revocation") { Description = "What is asked of revocation evidence.", DefaultValueFactory = _ => "required" };
        revocation.AcceptOnlyFromAmong("required", "if-present", "off");
        var crls = new Option<string[]>("--crl") { Description = "A revocation list to use, DER or PEM; may be repeated.", HelpName = "file" };
        var ocsps = new Option<string[]>("--ocsp") { Description = "An OCSP response to use, DER; may be repeated.", HelpName = "file" };
        var intermediates = new Option<string?>("--certs") { Description = "A folder or file of certificates that may help with chains and are not trusted.", HelpName = "dir" };
        var algorithms = new Option<string?>("--algorithms") { Description = "Another table of algorithms than the one built in, JSON.", HelpName = "file" };
        var skew = new Option<int>("--clock-skew")
        {
            Description = "How many minutes clocks may differ, 0 to 1440.",
            HelpName = "minutes",
            DefaultValueFactory = _ => (int)VerificationPolicy.DefaultClockSkew.TotalMinutes,
        };
        skew.Validators.Add(result =>
        {
            if (result.Errors.Any() || result.GetValueOrDefault<int>() is < 0 or > 1440)
                result.AddError("--clock-skew is a number of minutes from 0 to 1440.");
        });
        var annotations = new Option<bool>("--allow-annotations") { Description = "Permit annotations added after signing, where no certification forbids them." };
        var format = new Option<string>("--format") { Description = "text for people, json for machines: one object a file and line.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");

        var command = new Command("verify", "Say whether the signatures of PDF files can be trusted, and why.")
        {
            files, trust, at, online, hosts, local, revocation, crls, ocsps, intermediates, algorithms, skew, annotations, format,
        };
        command.Validators.Add(result =>
        {
            if (result.GetResult(hosts) is not null && !result.GetValue(online))
                result.AddError("--host goes with --online.");
            if (result.GetValue(local) && !result.GetValue(online))
                result.AddError("--allow-local goes with --online.");
        });
        command.SetAction((words, cancellation) => new VerifyRun(
            new VerifyInputs(words.GetValue(trust), words.GetValue(intermediates), words.GetValue(crls) ?? [], words.GetValue(ocsps) ?? [], words.GetValue(algorithms)),
            words.GetValue(online) ? Limits(words.GetValue(hosts) ?? [], words.GetValue(local)) : null,
            words.GetValue(format) == "json",
            words.InvocationConfiguration.Output,
            words.InvocationConfiguration.Error).RunAsync(
                words.GetValue(files)!,
                new VerificationPolicy
                {
                    At = words.GetValue(at) ?? time.GetUtcNow(),
                    Revocation = words.GetValue(revocation) switch
                    {
                        "off" => RevocationRequirement.Off,
                        "if-present" => RevocationRequirement.IfPresent,
                        _ => RevocationRequirement.Required,
                    },
                    ClockSkew = TimeSpan.FromMinutes(words.GetValue(skew)),
                    AllowAnnotations = words.GetValue(annotations),
                },
                cancellation));
        return command;
    }

    private static HttpEvidenceLimits Limits(IReadOnlyList<string> hosts, bool allowLocalAddresses) => new()
    {
        Hosts = hosts.Count == 0 ? null : hosts.ToHashSet(StringComparer.OrdinalIgnoreCase),
        AllowLocalAddresses = allowLocalAddresses,
    };

    private static DateTimeOffset? ParseTime(ArgumentResult word)
    {
        var text = word.Tokens[0].Value;
        if (DateTimeOffset.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var day))
            return day;
        // Kind unspecified would take the machine's own zone.
        if (DateTime.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var kind) && kind.Kind != DateTimeKind.Unspecified
            && DateTimeOffset.TryParseExact(text, TimeForms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant))
            return instant.ToUniversalTime();
        word.AddError($"'{text}' is not a time with its zone (2026-03-17T09:00:00+07:00).");
        return null;
    }
}
