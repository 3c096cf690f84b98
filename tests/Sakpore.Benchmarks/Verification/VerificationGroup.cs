using System.Diagnostics;
using System.Globalization;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Verification;

namespace Sakpore.Benchmarks.Verification;

/// <summary>The full report, offline, anchors and lists given, beside its floor; 200 files by 200 signers in rotation.</summary>
internal static class VerificationGroup
{
    private const int Signers = 200;
    private const int LetterBytes = 110 * 1024;
    private const int LongBytes = 5 * 1024 * 1024;

    public static IReadOnlyList<Gate> Run()
    {
        var rsa = new SignedFiles(Signers, TestKey.Rsa2048);
        var letters = rsa.Letters(LetterBytes);
        var cold = Time(() => Require(letters[^1], rsa));
        var ecdsa = new SignedFiles(Signers, TestKey.P256);
        byte[] twice = rsa.Sign(letters[0], rsa.Names[1]);
        return
        [
            new Gate("first call in the process, 110 KB", cold, null, "ms", "cold: code not compiled, keys not decoded"),
            Compare("letter of 110 KB, RSA signers", rsa, letters, rounds: 15, runs: Signers, most: 2),
            Compare("letter of 110 KB, P-256 signers", ecdsa, ecdsa.Letters(LetterBytes), rounds: 15, runs: Signers, most: 2),
            Compare("file of 5 MB, RSA signers", rsa, rsa.Letters(LongBytes), rounds: 9, runs: Signers, most: 1.3),
            Second(rsa, letters[0], twice),
        ];
    }

    private static Gate Compare(string name, SignedFiles files, byte[][] letters, int rounds, int runs, double most)
    {
        var floor = new VerificationFloor(files);
        foreach (var letter in letters)
            Require(letter, files);
        var (atFloor, atReport) = (0, 0);
        var medians = Interleaved.Medians(
            rounds,
            runs,
            () =>
            {
                var next = atFloor++ % letters.Length;
                floor.Run(letters[next], next);
            },
            () => PdfVerifier.Verify(letters[atReport++ % letters.Length], files.Policy));
        return new Gate(name, medians[1] / medians[0], most, "x", Times(medians));
    }

    // A further signature may cost the hash of its own range and its own checks, not another look at the file.
    private static Gate Second(SignedFiles files, byte[] once, byte[] twice)
    {
        var floor = new VerificationFloor(files);
        var medians = Interleaved.Medians(
            15,
            200,
            () => floor.Run(twice, 1),
            () => PdfVerifier.Verify(once, files.Policy),
            () => PdfVerifier.Verify(twice, files.Policy));
        double[] further = [medians[0], medians[2] - medians[1]];
        return new Gate("a second signature on that letter, RSA", further[1] / further[0], 2, "x", Times(further));
    }

    private static void Require(byte[] letter, SignedFiles files)
    {
        var report = PdfVerifier.Verify(letter, files.Policy);
        if (report.Verdict != Verdict.Authentic)
            throw new InvalidOperationException(ReportText.Write(report));
    }

    private static double Time(Action work)
    {
        var start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static string Times(double[] medians) =>
        string.Create(CultureInfo.InvariantCulture, $"report {medians[1] / 1e6:0.000} ms, floor {medians[0] / 1e6:0.000} ms");
}
