using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Testing;

namespace Sakpore.Benchmarks.Signing;

/// <summary>
/// Signing at level B beside its floor: one SHA-256 over the document and the bare private-key operation, by .NET alone, in
/// the same rounds.
/// </summary>
internal static class SigningBenchmark
{
    private static readonly PadesSignature Signature = new() { SigningTime = new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.FromHours(7)) };

    public static IReadOnlyList<Gate> Run()
    {
        var pki = TestPki.Create(Signature.SigningTime);
        var rsa = new Signer("RSA-2048", pki[TestPki.RsaSigner], 1.2);
        var ecdsa = new Signer("P-256", pki[TestPki.EcdsaSigner], 1.5);
        var gates = new List<Gate> { First(rsa) };
        WarmUp(rsa, ecdsa);
        foreach (var signer in new[] { rsa, ecdsa })
        {
            gates.AddRange(Time("letter", BenchmarkInputs.Letter, signer, rounds: 301, runs: 5));
            gates.AddRange(Time("5 MB", BenchmarkInputs.FiveMegabytes, signer, rounds: 101, runs: 1));
        }
        foreach (var (name, file, objects) in new[]
        {
            ("letter", BenchmarkInputs.Letter, 42), ("5 MB", BenchmarkInputs.FiveMegabytes, 6),
            ("2,000 objects", BenchmarkInputs.WithObjects(2_000), 2_000), ("20,000 objects", BenchmarkInputs.WithObjects(20_000), 20_000),
            ("2,000 in object streams", BenchmarkInputs.InObjectStreams(2_000), 2_000),
        })
        {
            gates.AddRange(Allocation(name, file, ecdsa, objects));
        }
        gates.Add(Batch(rsa));
        gates.Add(Batch(ecdsa));
        gates.Add(TwoThreads(ecdsa));
        gates.Add(TwoThreads(rsa));
        return gates;
    }

    private static Gate First(Signer signer)
    {
        var output = new ReusedOutput(256 * 1024);
        var start = Stopwatch.GetTimestamp();
        signer.Sign(BenchmarkInputs.Letter, output);
        return new Gate($"{signer.Name}, letter: the first signature in the process", Stopwatch.GetElapsedTime(start).TotalMilliseconds, null, "ms",
            "cold: code not compiled");
    }

    /// <summary>
    /// Signs until the code is compiled for good: .NET first compiles in haste, counts and compiles again, over a second or two
    /// by the clock and not by the call, and what runs until then tells of the compiler.
    /// </summary>
    private static void WarmUp(params Signer[] signers)
    {
        var output = new ReusedOutput(256 * 1024);
        for (var start = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(3);)
        {
            foreach (var signer in signers)
                signer.Sign(BenchmarkInputs.Letter, output);
        }
    }

    private static IEnumerable<Gate> Time(string name, byte[] file, Signer signer, int rounds, int runs)
    {
        var output = new ReusedOutput(file.Length + 64 * 1024);
        var (medians, ratios) = Interleaved.MediansAndRatios(rounds, runs,
            () => signer.Floor(file),
            () => signer.Sign(file, output),
            () => signer.Sign(file, new ArrayBufferWriter<byte>()));
        yield return new Gate($"{signer.Name}, {name}: signed into a reused buffer / floor", ratios[1], signer.Most, "x",
            string.Create(CultureInfo.InvariantCulture, $"{medians[1] / 1e6:0.000} / {medians[0] / 1e6:0.000} ms"));
        yield return new Gate($"{signer.Name}, {name}: signed into a fresh array / floor", ratios[2], null, "x",
            string.Create(CultureInfo.InvariantCulture, $"{medians[2] / 1e6:0.000} ms"));
    }

    /// <summary>A batch of different letters, one at a time, beside the floors of the same letters one after the other.</summary>
    private static Gate Batch(Signer signer)
    {
        const int Letters = 1_000;
        var letters = Enumerable.Range(0, Letters).Select(BenchmarkInputs.NumberedLetter).ToArray();
        var documents = letters.Select((letter, number) => BatchDocument.Create(
            $"{number}", Signature, _ => new(letter), static (_, _) => ValueTask.CompletedTask)).ToArray();
        var (medians, ratios) = Interleaved.MediansAndRatios(7, 1,
            () => Array.ForEach(letters, letter => signer.Floor(letter)),
            () => signer.SignBatch(documents));
        return new Gate($"{signer.Name}: batch of 1,000 letters / their floors", ratios[1], 1.3, "x",
            string.Create(CultureInfo.InvariantCulture, $"{medians[1] / 1e6:0} / {medians[0] / 1e6:0} ms"));
    }

    private static IEnumerable<Gate> Allocation(string name, byte[] file, Signer signer, int objects)
    {
        var output = new ReusedOutput(file.Length + 64 * 1024);
        var expanded = signer.Sign(file, output);
        const int Times = 20;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Times; i++)
            signer.Sign(file, output);
        var kilobytes = (GC.GetAllocatedBytesForCurrentThread() - before) / (double)Times / 1000;
        yield return new Gate($"{signer.Name}, {name}: allocated beyond the output", kilobytes, 100 + Math.Max(0, objects - 2_000) * 16 / 1000.0, "KB");
        if (expanded > 0)
            yield return new Gate($"{signer.Name}, {name}: expanded streams, rented", expanded / 1000.0, null, "KB", "counted apart: given back after each signature");
    }

    /// <summary>How much faster two threads are than one, beside how much faster they are with the floor.</summary>
    private static Gate TwoThreads(Signer signer)
    {
        const int Attempts = 5;
        var name = $"{signer.Name}, letter: two threads, the floor's speed-up / ours";
        var note = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            var outputs = new[] { new ReusedOutput(256 * 1024), new ReusedOutput(256 * 1024) };
            var letter = BenchmarkInputs.Letter;
            const int Runs = 300;
            var medians = Interleaved.Medians(11, 1,
                () => Repeat(1, Runs, _ => signer.Floor(letter)),
                () => Repeat(2, Runs, _ => signer.Floor(letter)),
                () => Repeat(1, Runs, thread => signer.Sign(letter, outputs[thread])),
                () => Repeat(2, Runs, thread => signer.Sign(letter, outputs[thread])));
            var floor = 2 * medians[0] / medians[1];
            var ours = 2 * medians[2] / medians[3];
            note = string.Create(CultureInfo.InvariantCulture, $"floor {floor:0.00}, signing {ours:0.00} times as fast");
            if (floor >= 1.5)
                return new Gate(name, floor / ours, 1 / 0.9, "x", note);
            Console.WriteLine($"machine busy: {note}; again");
        }
        return new Gate(name, double.NaN, 1 / 0.9, "x") { NotJudged = $"machine busy {Attempts} times: {note}" };
    }

    private static void Repeat(int threads, int runs, Action<int> work)
    {
        var others = Enumerable.Range(1, threads - 1).Select(index => new Thread(() => Times(index))).ToList();
        others.ForEach(thread => thread.Start());
        Times(0);
        others.ForEach(thread => thread.Join());

        void Times(int index)
        {
            for (var run = 0; run < runs; run++)
                work(index);
        }
    }

    /// <summary>A key as the library holds it, and the same key bare.</summary>
    private sealed class Signer(string name, TestSigner signer, double most)
    {
        private readonly LocalSigningKey _key = LocalSigningKey.FromPkcs12(signer.ToPkcs12("rahasia"), "rahasia".ToCharArray()).Key!;

        public string Name => name;

        /// <summary>The most that signing may take, in floors.</summary>
        public double Most => most;

        public byte[] Floor(byte[] file)
        {
            Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
            SHA256.HashData(file, digest);
            return signer.Key is RSA rsa
                ? rsa.SignHash(digest.ToArray(), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                : ((ECDsa)signer.Key).SignHash(digest);
        }

        public void SignBatch(BatchDocument[] documents)
        {
            var outcomes = PadesBatch.SignAsync(documents, _key, new BatchOptions { Parallelism = 1 }).GetAwaiter().GetResult();
            if (!outcomes.All(outcome => outcome.IsSigned))
                throw new InvalidOperationException("Not all of the batch was signed.");
        }

        /// <returns>Bytes that streams of the file were expanded to.</returns>
        public int Sign(byte[] file, ReusedOutput output)
        {
            output.Clear();
            return Sign(file, (IBufferWriter<byte>)output);
        }

        public int Sign(byte[] file, IBufferWriter<byte> output)
        {
            using var document = PdfDocument.Read(file).Document ?? throw new UnreachableException();
            var result = PadesSigner.SignAsync(document, _key, Signature, output, CancellationToken.None).GetAwaiter().GetResult();
            if (!result.IsSigned)
                throw new InvalidOperationException(result.Refusal.English);
            return document.ExpandedBytes;
        }
    }
}
