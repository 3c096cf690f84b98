using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Sakpore.Signing.Pades;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Tests.Pades;

public class BatchTests
{
    private static byte[] Letter(int number) => SamplePdf.Build(SamplePdf.With(more: $"({number})"));

    [Test]
    public async Task Documents_of_a_batch_are_each_signed_as_alone()
    {
        using var key = TestKeys.Key(SignatureAlgorithm.RsaPkcs1Sha256);
        var signed = new ConcurrentDictionary<string, byte[]>();
        var documents = Enumerable.Range(0, 50).Select(number => InMemory(number, signed)).ToList();
        var told = new ConcurrentBag<BatchProgress>();
        var outcomes = await PadesBatch.SignAsync(documents, key, new BatchOptions { Parallelism = 4 }, new Told(told));
        Assert.That(outcomes.Select(outcome => outcome.Name), Is.EqualTo(documents.Select(document => document.Name)));
        Assert.That(outcomes.All(outcome => outcome.IsSigned));
        Assert.That(told.Select(progress => progress.Done).Order(), Is.EqualTo(Enumerable.Range(1, 50)));
        Assert.That(told.All(progress => progress.Total == 50));
        // RSA with PKCS#1 v1.5 has no randomness, so that each must be what signing it alone gives.
        for (var number = 0; number < 50; number++)
            Assert.That(signed[$"{number}"], Is.EqualTo(await Signing.Sign(Letter(number), algorithm: SignatureAlgorithm.RsaPkcs1Sha256)));
        Signing.IsAccepted(Letter(7), signed["7"]);
    }

    [Test]
    public async Task What_befalls_one_does_not_stop_the_others()
    {
        using var key = TestKeys.Key(SignatureAlgorithm.EcdsaP256Sha256);
        using var folder = new ScratchFolder();
        BatchDocument[] documents =
        [
            File("good.pdf", SamplePdf.Minimal()),
            File("damaged.pdf", "bukan PDF"u8.ToArray()),
            BatchDocument.OfFiles(folder.Path("missing.pdf"), folder.Path("missing-signed.pdf"), Signing.Plain),
            BatchDocument.OfFiles(folder.Path("good.pdf"), folder.Path("nowhere/signed.pdf"), Signing.Plain),
            File("field.pdf", SamplePdf.Minimal(), Signing.Plain with { FieldName = "Dinas.Kepala" }),
            File("last.pdf", SamplePdf.Minimal()),
        ];
        var outcomes = await PadesBatch.SignAsync(documents, key);
        Assert.That(outcomes.Select(outcome => outcome.Status), Is.EqualTo(new[]
        {
            BatchStatus.Signed, BatchStatus.Refused, BatchStatus.Failed, BatchStatus.Failed, BatchStatus.Refused, BatchStatus.Signed,
        }));
        Assert.That(outcomes[1].Refusal?.Reason, Is.EqualTo("PDF_NOT_PDF"));
        Assert.That(outcomes[2].Failure, Is.InstanceOf<FileNotFoundException>());
        Assert.That(outcomes[4].Refusal?.Code, Is.EqualTo(PadesRefusalCode.FieldMissing));
        Assert.That(Directory.GetFiles(folder.Path("."), "*signed*", SearchOption.AllDirectories).Select(Path.GetFileName),
            Is.EquivalentTo(new[] { "good.pdf.signed", "last.pdf.signed" }));
        Signing.IsAccepted(SamplePdf.Minimal(), await System.IO.File.ReadAllBytesAsync(folder.Path("last.pdf.signed")));

        BatchDocument File(string name, byte[] content, PadesSignature? signature = null) =>
            BatchDocument.OfFiles(folder.Write(name, content), folder.Path($"{name}.signed"), signature ?? Signing.Plain);
    }

    [Test]
    public async Task Cancellation_leaves_whole_files_or_none()
    {
        using var folder = new ScratchFolder();
        using var stop = new CancellationTokenSource();
        var documents = Enumerable.Range(0, 20)
            .Select(number => BatchDocument.OfFiles(folder.Write($"{number}.pdf", Letter(number)), folder.Path($"{number}.signed"), Signing.Plain)).ToList();
        // The person puts the phone away at the fifth.
        var outcomes = await PadesBatch.SignAsync(documents, new PatientKey(5, stop), new BatchOptions { Parallelism = 2 }, cancellationToken: stop.Token);
        Assert.That(outcomes.All(outcome => outcome.Status is BatchStatus.Signed or BatchStatus.Cancelled));
        var signed = outcomes.Count(outcome => outcome.IsSigned);
        Assert.That(signed, Is.InRange(1, 5), "two were in work when it was cancelled");
        var left = Directory.GetFiles(folder.Path("."), "*.signed*");
        Assert.That(left, Has.Length.EqualTo(signed));
        foreach (var file in left)
            IndependentCheckers.OpenSslAccepts(await File.ReadAllBytesAsync(file), TestKeys.RootPem);
    }

    [Test]
    public async Task Output_cancelled_half_way_is_taken_away()
    {
        using var folder = new ScratchFolder();
        using var stop = new CancellationTokenSource();
        var document = BatchDocument.OfFiles(folder.Write("in.pdf", SamplePdf.Minimal()), folder.Path("out.pdf"), Signing.Plain);
        await stop.CancelAsync();
        Assert.That(async () => await document.Write(new byte[100], stop.Token), Throws.InstanceOf<OperationCanceledException>());
        Assert.That(Directory.GetFiles(folder.Path(".")).Select(Path.GetFileName), Is.EqualTo(new[] { "in.pdf" }));
    }

    private static BatchDocument InMemory(int number, ConcurrentDictionary<string, byte[]> signed) => BatchDocument.Create(
        $"{number}", Signing.Plain, _ => new(Letter(number)), (bytes, _) =>
        {
            signed[$"{number}"] = bytes.ToArray();
            return ValueTask.CompletedTask;
        });

    private sealed class Told(ConcurrentBag<BatchProgress> all) : IProgress<BatchProgress>
    {
        public void Report(BatchProgress value) => all.Add(value);
    }

    /// <summary>Signs so many, then its owner gives up.</summary>
    private sealed class PatientKey(int times, CancellationTokenSource stop) : ISigningKey
    {
        private int _asked;

        public CertificateChain Certificates { get; } = CertificateChain.FromDer([TestKeys.P256.RawData]);

        public SignatureAlgorithm Algorithm => SignatureAlgorithm.EcdsaP256Sha256;

        public async ValueTask<ReadOnlyMemory<byte>> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _asked) > times)
            {
                await stop.CancelAsync();
                cancellationToken.ThrowIfCancellationRequested();
            }
            using var ecdsa = TestKeys.P256.GetECDsaPrivateKey()!;
            return ecdsa.SignData(data.Span, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }
    }
}
