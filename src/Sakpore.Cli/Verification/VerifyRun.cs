using Sakpore.Signing.Verification;

namespace Sakpore.Cli.Verification;

/// <summary>One run of <c>sakpore verify</c>: each file to its report, a file that cannot be opened too.</summary>
/// <param name="inputs">What the policy takes from files.</param>
/// <param name="limits">Where evidence may be fetched from; null: nothing is fetched.</param>
/// <param name="json">JSON Lines instead of text.</param>
/// <param name="output">Where reports go, and nothing else.</param>
/// <param name="error">Where misuse is told.</param>
internal sealed class VerifyRun(VerifyInputs inputs, HttpEvidenceLimits? limits, bool json, TextWriter output, TextWriter error)
{
    public async Task<int> RunAsync(IReadOnlyList<string> files, VerificationPolicy policy, CancellationToken cancellation)
    {
        try
        {
            policy = inputs.Complete(policy);
        }
        catch (Exception e) when (e is ArgumentException or IOException or UnauthorizedAccessException)
        {
            await error.WriteLineAsync(e.Message).ConfigureAwait(false);
            return ExitCode.Misuse;
        }

        using var fetcher = limits is null ? null : new HttpEvidenceFetcher(limits);
        var all = true;
        foreach (var file in files)
        {
            var report = await VerifyAsync(file, policy, fetcher, cancellation).ConfigureAwait(false);
            await output.WriteAsync(json ? ReportJson.Write(report) + "\n" : ReportText.Write(report)).ConfigureAwait(false);
            all &= report.Verdict == Verdict.Authentic;
        }

        return all ? ExitCode.Yes : ExitCode.No;
    }

    private static async Task<VerificationReport> VerifyAsync(
        string file, VerificationPolicy policy, HttpEvidenceFetcher? fetcher, CancellationToken cancellation)
    {
        byte[] bytes;
        try
        {
            bytes = await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return VerificationReport.NotOpened(file, policy, new Reason(
                "FILE_NOT_OPENED", ReasonSeverity.Error, "Berkas tidak dapat dibuka.", "The file cannot be opened."));
        }

        return fetcher is null
            ? PdfVerifier.Verify(bytes, policy, file)
            : await PdfVerifier.VerifyAsync(bytes, policy, fetcher, file, cancellation).ConfigureAwait(false);
    }
}
