using System.Buffers;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Tests.Pades.Levels;

/// <summary>Whatever is signed of the files that others made reaches LTA too.</summary>
public sealed class CorpusExtensionTests
{
    private LevelsFixture _levels = null!;

    [OneTimeSetUp]
    public void Open() => _levels = new LevelsFixture();

    [OneTimeTearDown]
    public async Task Close() => await _levels.DisposeAsync();

    [TestCaseSource(typeof(Corpus), nameof(Corpus.Files), new object[] { "unsigned" })]
    [CancelAfter(60_000)]
    public async Task Signed_file_reaches_LTA(string? name)
    {
        var file = Corpus.Read(name);
        if (!PdfDocument.Read(file).TryGetDocument(out var document, out _))
            return;
        using var key = _levels.Key();
        var signed = new ArrayBufferWriter<byte>();
        if (!(await PadesSigner.SignAsync(document, key, _levels.Plain, _levels.T, signed, CancellationToken.None)).IsSigned)
            return; // CorpusSigningTests says why, and whether rightly
        var before = signed.WrittenSpan.ToArray();
        var output = new ArrayBufferWriter<byte>();
        var result = await _levels.Extender.ExtendAsync(before, _levels.LTA, output, CancellationToken.None);
        Assert.That(result.Refusal, Is.Null, result.Refusal?.English);
        var after = output.WrittenSpan.ToArray();
        Assert.That(after.AsSpan(0, before.Length).SequenceEqual(before), "the bytes before stay");
        var report = _levels.Verify(after);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), BaselineTTests.ReportText(report));
        Assert.That(report.Signatures.Where(s => s.Kind == SignatureKind.Signature).Select(s => s.Level), Is.All.EqualTo(SignatureLevel.LTA));
        IndependentCheckers.QpdfReportsNothingNew(file, after);
    }
}
