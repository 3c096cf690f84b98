using System.Globalization;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification.Fuzzing;

/// <summary>
/// Mutated files through reader and verifier: no crash, no hang, no memory, and never "authentic" for signed bytes that changed.
/// 2,000 here; ./fuzz.sh sets SAKPORE_FUZZ_INPUTS to many more, and SAKPORE_FUZZ_START to begin elsewhere.
/// </summary>
public sealed class FuzzTests
{
    private const int FewInputs = 2_000;
    private const long MostBytes = 256L << 20;

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan MostWaiting = TimeSpan.FromSeconds(60);

    private static readonly VerificationPolicy Trusting = Policy with
    {
        Revocation = RevocationRequirement.IfPresent,
        RevocationLists = [.. new[] { TestPki.Root, TestPki.Issuing }.Select(a => Pki.RevocationList(a, At, TimeSpan.FromDays(7)))],
        Intermediates = [.. new[] { TestPki.Issuing, TestPki.TimestampAuthority }.Select(n => Certificate.TryParse(Pki[n].Certificate, out var c) ? c : throw new InvalidOperationException(n))],
        AllowAnnotations = true,
    };

    private byte[] _current = [];
    private long _since;

    [Test]
    public void Mutated_files_do_no_harm()
    {
        var inputs = Setting("SAKPORE_FUZZ_INPUTS", FewInputs);
        var start = Setting("SAKPORE_FUZZ_START", 1);
        var named = FuzzSeeds.All();
        Assert.That(named, Has.Count.EqualTo(20));
        var seeds = named.Values.ToArray();
        var unchanged = named.Where(s => Verify(s.Value, Trusting).Verdict != Verdict.Authentic).Select(s => s.Key);
        Assert.That(unchanged, Is.EquivalentTo(new[] { "unsigned form", "revoked signer", "timestamp only" }), "the others are worth forging");

        using var watch = new Timer(_ => StopHanging(), null, MostWaiting, MostWaiting);
        var verdicts = new Dictionary<Verdict, int>();
        var (slowest, largest) = (TimeSpan.Zero, 0L);
        for (var i = 0; i < inputs; i++)
        {
            var seed = seeds[i % seeds.Length];
            var random = new Random(start + i);
            // Two of three keep the structure, so that most get past the reader; the third is changed as it comes.
            var mutated = random.Next(3) > 0 ? new StructureMutator(random, seeds).Mutate(seed) : new Mutator(random, seeds).Mutate(seed);
            var (report, time, bytes) = Measure(mutated);
            (slowest, largest) = (time > slowest ? time : slowest, Math.Max(bytes, largest));
            verdicts[report.Verdict] = verdicts.GetValueOrDefault(report.Verdict) + 1;
            if (time > MostTime || bytes > MostBytes)
                Assert.Fail($"Input {start + i} took {time.TotalMilliseconds:0} ms and {bytes >> 20} MB: {Keep(mutated)}");
            if (report.Verdict == Verdict.Authentic && !seeds.Any(s => HasSignedBytesOf(mutated, s, report)))
                Assert.Fail($"Input {start + i} is taken for authentic with other bytes: {Keep(mutated)}\n{ReportText.Write(report)}");
        }

        var reached = 1 - verdicts.GetValueOrDefault(Verdict.Unreadable) / (double)inputs;
        TestContext.Out.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{inputs} inputs from {seeds.Length} seeds, from {start}: {string.Join(", ", verdicts.OrderBy(v => v.Key).Select(v => $"{v.Value} {ReportNames.Lower(v.Key)}"))}; {reached:P0} got past the reader; slowest {slowest.TotalMilliseconds:0.0} ms CPU, largest {largest / 1e6:0.0} MB"));
        if (inputs >= 1000)
            Assert.That(reached, Is.GreaterThan(0.5), "share of inputs that get past the reader to the verifier");
    }

    private (VerificationReport Report, TimeSpan Time, long Bytes) Measure(byte[] file)
    {
        _current = file;
        Interlocked.Exchange(ref _since, Environment.TickCount64);
        var bytes = GC.GetAllocatedBytesForCurrentThread();
        var time = Environment.CpuUsage.TotalTime;
        try
        {
            var report = PdfVerifier.Verify(file, Trusting);
            _ = ReportJson.Write(report);
            time = Environment.CpuUsage.TotalTime - time;
            return (report, time, GC.GetAllocatedBytesForCurrentThread() - bytes);
        }
        catch (Exception e)
        {
            throw new AssertionException($"{e.GetType().Name}: {Keep(file)}\n{e}");
        }
        finally
        {
            Interlocked.Exchange(ref _since, 0);
        }
    }

    // What each signature signs must be what it signed in a seed, gaps of values apart.
    private static bool HasSignedBytesOf(byte[] mutated, byte[] seed, VerificationReport report)
    {
        var end = (int)report.Signatures.Where(s => s.Kind == SignatureKind.Signature).Max(s => s.SignedEnd);
        if (end > seed.Length || end > mutated.Length)
            return false;
        var ranges = PdfVerifier.Verify(seed, Trusting).Signatures;
        var gaps = ranges.Select(s => ContentsOf(seed, s.SignedEnd)).ToArray();
        for (var i = 0; i < end; i++)
        {
            if (mutated[i] != seed[i] && !gaps.Any(g => g.Start <= i && i < g.End))
                return false;
        }

        return true;
    }

    // The value's place of the signature whose bytes end there: the last one before.
    private static (int Start, int End) ContentsOf(byte[] file, long end)
    {
        var start = file.AsSpan(0, (int)end).LastIndexOf("/Contents<"u8) + 9;
        return (start, start + file.AsSpan(start).IndexOf((byte)'>') + 1);
    }

    private void StopHanging()
    {
        var since = Interlocked.Read(ref _since);
        if (since != 0 && Environment.TickCount64 - since > MostWaiting.TotalMilliseconds)
            Environment.FailFast($"The verifier hangs: {Keep(_current)}");
    }

    private static string Keep(byte[] file)
    {
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"fuzz-{Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(file))[..12]}.pdf");
        File.WriteAllBytes(path, file);
        return path;
    }

    private static int Setting(string name, int usual) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? int.Parse(value, CultureInfo.InvariantCulture) : usual;
}
