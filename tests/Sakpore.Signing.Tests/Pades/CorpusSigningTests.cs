using System.Buffers;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;

namespace Sakpore.Signing.Tests.Pades;

public class CorpusSigningTests
{
    private static readonly string[] BrokenOrEncrypted =
        ["broken", "circular", "malformed", "badxref", "hopeless", "illegal", "-obo", "aes256", "rc4", "pubkey", "encrypted"];

    private static readonly DateTimeOffset SigningTime = new(2023, 9, 18, 16, 33, 37, TimeSpan.FromHours(7));

    [TestCaseSource(typeof(Corpus), nameof(Corpus.Files), new object[] { "unsigned" })]
    [CancelAfter(20_000)]
    public async Task Unsigned_file_is_signed_or_refused(string? name)
    {
        var bytes = Corpus.Read(name);
        if (!PdfDocument.Read(bytes).TryGetDocument(out var document, out var fault))
        {
            TestContext.Out.WriteLine($"{fault.Reason}: {fault.English}");
            return;
        }
        using var key = TestKeys.Key(TestKeys.P256);
        var output = new ArrayBufferWriter<byte>();
        var result = await PadesSigner.SignAsync(document, key, new PadesSignature { SigningTime = SigningTime, Reason = "Diterbitkan" }, output, default);
        if (!result.IsSigned)
        {
            Assert.That(output.WrittenCount, Is.Zero);
            TestContext.Out.WriteLine($"{result.Refusal.Reason}: {result.Refusal.English}");
            return;
        }
        Assert.That(MustBeRefused(name!), Is.False, "signed, though it is broken or encrypted");
        var signed = output.WrittenSpan.ToArray();
        Assert.That(signed.AsSpan(0, bytes.Length).SequenceEqual(bytes), "the original bytes stay");
        TestContext.Out.WriteLine($"signed in {result.FieldName}");
        IndependentCheckers.PdfSigAccepts(signed, 1);
        IndependentCheckers.OpenSslAccepts(signed, TestKeys.RootPem);
        IndependentCheckers.QpdfReportsNothingNew(bytes, signed);
    }

    /// <summary>By their names, as their authors mean them.</summary>
    private static bool MustBeRefused(string name) =>
        BrokenOrEncrypted.Any(word => name.Contains(word, StringComparison.Ordinal))
        // The structure tree and what only it reaches is not read for signing.
        && !name.Contains("struct-tree", StringComparison.Ordinal);
}
