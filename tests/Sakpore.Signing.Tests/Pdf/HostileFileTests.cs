using System.Globalization;
using System.IO.Compression;
using System.Text;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;

namespace Sakpore.Signing.Tests.Pdf;

/// <summary>Files made to hurt: each ends in a typed fault, within one second of CPU and 256 MB.</summary>
public class HostileFileTests
{
    private const long MostBytes = 256L * 1024 * 1024;

    private static IEnumerable<TestCaseData> Files()
    {
        yield return Case("Empty", [], PdfFaultCode.NotPdf);
        yield return Case("Not a PDF", "hello"u8.ToArray(), PdfFaultCode.NotPdf);
        yield return Case("Header alone", "%PDF-1.7\n"u8.ToArray(), PdfFaultCode.EndMissing);
        yield return Case("Truncated", SamplePdf.Minimal()[..^40], PdfFaultCode.EndMissing);
        yield return Case("startxref beyond the end", Change("startxref\n", "startxref\n9"), PdfFaultCode.XrefNotFound);
        yield return Case("Xref that leads to itself", Change("/Root 1 0 R", "/Root 1 0 R/Prev {start}"), PdfFaultCode.XrefOrder);
        yield return Case("Prev negative", Change("/Root 1 0 R", "/Root 1 0 R/Prev -1"), PdfFaultCode.TrailerDamaged);
        yield return Case("Two billion entries", Change("0 6\n0", "0 2000000000\n0"), PdfFaultCode.XrefDamaged);
        yield return Case("Entry twice", Change("xref\n0 6\n", "xref\n0 1\n0000000000 65535 f \n0 6\n"), PdfFaultCode.XrefDamaged);
        yield return Case("Size too small", Change("/Size 6", "/Size 5"), PdfFaultCode.XrefDamaged);
        yield return Case("No Root", Change("/Root 1 0 R", ""), PdfFaultCode.TrailerDamaged);
        yield return Case("Root is another object", Change("/Root 1 0 R", "/Root 5 0 R"), PdfFaultCode.CatalogDamaged);
        yield return Case("Encrypted", Change("/Root 1 0 R", "/Root 1 0 R/Encrypt<<>>"), PdfFaultCode.Encrypted);
        yield return Case("Object elsewhere", Change("%\u00E2\u00E3", "%\u00E2\u00E3x"), PdfFaultCode.XrefNotFound);
        yield return Case("Catalog is itself", SamplePdf.Build(["1 0 R"]), PdfFaultCode.Cycle);
        yield return Case("Catalog in a circle", SamplePdf.Build(["2 0 R", "1 0 R"]), PdfFaultCode.Cycle);
        yield return Case("Negative length", WithContents("<</Length -5>>\nstream\nx\nendstream"), PdfFaultCode.StreamDamaged);
        yield return Case("Length beyond the end", WithContents("<</Length 2000000000>>\nstream\nx\nendstream"), PdfFaultCode.StreamDamaged);
        yield return Case("Length is the stream itself", WithContents("<</Length 4 0 R>>\nstream\nx\nendstream"), PdfFaultCode.Cycle);
        yield return Case("Length too short", WithContents("<</Length 1>>\nstream\nabc\nendstream"), PdfFaultCode.StreamDamaged);
        yield return Case("Lone CR after stream", WithContents("<</Length 1>>\nstream\rx\nendstream"), PdfFaultCode.StreamDamaged);
        yield return Case("Pages are their own kid", Page("<</Type/Pages/Kids[2 0 R]>>"), PdfFaultCode.PageTreeDamaged);
        yield return Case("Page twice", Page("<</Type/Pages/Kids[3 0 R 3 0 R]>>"), PdfFaultCode.PageTreeDamaged);
        yield return Case("Page tree too deep", DeepPages(), PdfFaultCode.LimitExceeded);
        yield return Case("Field tree too deep", DeepFields(), PdfFaultCode.LimitExceeded);
        yield return Case("Brackets without end", WithCatalog(new string('[', 5_000_000)), PdfFaultCode.LimitExceeded);
        yield return Case("Too many objects", WithCatalog("[" + string.Concat(Enumerable.Repeat("0 ", 1_000_000)) + "]"), PdfFaultCode.LimitExceeded);
        yield return Case("Xref stream bomb", XrefStream(Zeros(300_000_000), "/W[1 2 1]"), PdfFaultCode.LimitExceeded);
        yield return Case("Xref stream is no zlib", XrefStream("not zlib"u8.ToArray(), "/W[1 2 1]"), PdfFaultCode.StreamDamaged);
        yield return Case("Xref stream with widths of zero", XrefStream(Zeros(10), "/W[0 0 0]"), PdfFaultCode.XrefDamaged);
        yield return Case("Xref stream with huge widths", XrefStream(Zeros(10), "/W[2147483647 2147483647 2]"), PdfFaultCode.XrefDamaged);
        yield return Case("Xref stream with a negative index", XrefStream(Zeros(10), "/W[1 2 1]/Index[-1 2]"), PdfFaultCode.XrefDamaged);
        yield return Case("Xref stream with a predictor bomb", XrefStream(Zeros(10), "/W[1 2 1]/DecodeParms<</Predictor 12/Columns 2147483647>>"), PdfFaultCode.FilterUnsupported);
        yield return Case("Thousand filters", XrefStream(Zeros(10), $"/W[1 2 1]/Filter[{string.Concat(Enumerable.Repeat("/FlateDecode", 1000))}]"), PdfFaultCode.FilterUnsupported);
        yield return Case("Ten gigabytes of zeros", XrefStream(TenGigabytes(), "/W[1 2 1]"), PdfFaultCode.LimitExceeded);
        yield return Case("Offset of eleven digits", Change("0000000015 00000 n", "00000000015 0000 n"), PdfFaultCode.XrefDamaged);
        yield return Case("Offset past the end", Change("0000000015 00000 n", "9999999999 00000 n"), PdfFaultCode.ObjectMisplaced);
        yield return Case("Long name repeated by its kids", NameOfManyKids(), PdfFaultCode.LimitExceeded);
        yield return Case("Large dictionary asked by its kids", LargeParent(), PdfFaultCode.FieldTreeDamaged);
        yield return Case("Pages that share one long array", SharedContents(), PdfFaultCode.LimitExceeded);
        yield return Case("Signatures that share one long array", SharedReferences(), PdfFaultCode.LimitExceeded);
        yield return Case("Chain of revisions", Revisions(PdfLimits.DefaultXrefSections + 1), PdfFaultCode.LimitExceeded);

        static TestCaseData Case(string name, byte[] file, PdfFaultCode code) => new TestCaseData(file, code).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Files))]
    public void Hostile_file_ends_in_its_fault_within_the_limits(byte[] file, PdfFaultCode code)
    {
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var cpu = Environment.CpuUsage.TotalTime; // of the process, collector included; a busy machine does not count
        var fault = PdfDocument.Read(file).TryGetDocument(out var document, out var atOnce)
            ? PadesSigner.Prepare(document, Chain.Value, Pades.Signing.Plain).Refusal?.Fault
            : atOnce;
        cpu = Environment.CpuUsage.TotalTime - cpu;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;

        Assert.That(fault?.Code, Is.EqualTo(code), fault?.English);
        Assert.That(fault!.Offset, Is.Not.Negative);
        Assert.That(allocated, Is.LessThan(MostBytes));
        Assert.That(cpu, Is.LessThan(TimeSpan.FromSeconds(1)));
    }

    [Test]
    public void Row_that_is_only_declared_costs_nothing()
    {
        var file = XrefStream(Zeros(0), "/W[1 2 1]/Index[0 0]/DecodeParms<</Predictor 12/Columns 1048576/Colors 64/BitsPerComponent 16>>");
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        Assert.That(PdfDocument.Read(file).Fault?.Code, Is.EqualTo(PdfFaultCode.CatalogDamaged));
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - allocated, Is.LessThan(1 << 20));
    }

    [Test]
    public void Same_file_gives_the_same_fault()
    {
        foreach (var item in Files())
        {
            var file = (byte[])item.Arguments[0]!;
            Assert.That(PdfDocument.Read(file).Fault, Is.EqualTo(PdfDocument.Read((byte[])file.Clone()).Fault));
        }
    }

    [Test]
    public void Every_byte_changed_ends_in_a_result()
    {
        var original = SamplePdf.Build(SamplePdf.With("<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>", null, "<</FT/Sig/T(A)>>"));
        foreach (var value in "\0 9/<>[](R"u8.ToArray())
        {
            for (var i = 0; i < original.Length; i++)
            {
                var changed = (byte[])original.Clone();
                changed[i] = value;
                if (PdfDocument.Read(changed).TryGetDocument(out var document, out _))
                    _ = PadesSigner.Prepare(document, Chain.Value, Pades.Signing.Plain with { FieldName = "A" });
            }
        }
    }

    [Test]
    public void File_longer_than_the_limit_is_a_fault()
    {
        var file = SamplePdf.Minimal();
        Assert.That(PdfDocument.Read(file, new PdfLimits { FileLength = file.Length }).Fault, Is.Null);
        Assert.That(PdfDocument.Read(file, new PdfLimits { FileLength = file.Length - 1 }).Fault?.Detail, Is.EqualTo("FileLength"));
    }

    [Test]
    public void Defaults_are_as_documented()
    {
        var limits = PdfLimits.Default;
        Assert.That((limits.FileLength, limits.ExpandedBytes, limits.Objects), Is.EqualTo((2_147_483_591, 64 * 1024 * 1024, 250_000)));
        Assert.That((limits.XrefEntries, limits.XrefSections, limits.Depth, limits.Steps), Is.EqualTo((2_000_000, 256, 64, 10_000_000)));
        Assert.That(() => new PdfLimits { Depth = 0 }, Throws.InstanceOf<ArgumentOutOfRangeException>());
    }

    [Test]
    public void Every_fault_has_its_own_words()
    {
        var all = Enum.GetValues<PdfFaultCode>().Select(code => new PdfFault(code, 1)).ToList();
        Assert.That(all.Select(fault => fault.Reason), Is.Unique.And.All.StartsWith("PDF_"));
        Assert.That(all.Select(fault => fault.Indonesian), Is.Unique);
        Assert.That(all.Select(fault => fault.English), Is.Unique);
    }

    private static readonly Lazy<Sakpore.Signing.SigningKeys.CertificateChain> Chain =
        new(() => Sakpore.Signing.SigningKeys.CertificateChain.FromDer([TestKeys.P256.RawData]));

    private static byte[] Change(string old, string now)
    {
        var text = Encoding.Latin1.GetString(SamplePdf.Minimal());
        var start = text[(text.LastIndexOf("startxref\n", StringComparison.Ordinal) + 10)..].Split('\n')[0];
        var at = text.LastIndexOf(old, StringComparison.Ordinal);
        Assert.That(at, Is.Positive);
        return Encoding.Latin1.GetBytes(text[..at] + now.Replace("{start}", start, StringComparison.Ordinal) + text[(at + old.Length)..]);
    }

    private static byte[] WithCatalog(string value) => SamplePdf.Build(value);

    private static byte[] WithContents(string contents)
    {
        var objects = SamplePdf.Pages;
        objects[3] = contents;
        return SamplePdf.Build(objects);
    }

    private static byte[] Page(string pages)
    {
        var objects = SamplePdf.Pages;
        objects[1] = pages;
        return SamplePdf.Build(objects);
    }

    private static byte[] DeepPages() => SamplePdf.Build(
    [
        "<</Type/Catalog/Pages 2 0 R>>",
        .. Enumerable.Range(3, 100_000).Select(kid => $"<</Type/Pages/Kids[{kid} 0 R]>>"),
        "<</Type/Page>>",
    ]);

    private static byte[] DeepFields() => SamplePdf.Build(SamplePdf.With(
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>", null,
        [.. Enumerable.Range(7, 100_000).Select(kid => $"<</T(A)/Kids[{kid} 0 R]>>"), "<</T(A)>>"]));

    private static byte[] NameOfManyKids() => SamplePdf.Build(SamplePdf.With(
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R]>>>>", null,
        $"<</T({new string('a', 100_000)})/Kids[{string.Concat(Enumerable.Repeat("<</T(b)>>", 20_000))}]>>"));

    // The field occurs twice, which is seen only after all of its kids were looked at.
    private static byte[] LargeParent() => SamplePdf.Build(SamplePdf.With(
        "<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[6 0 R 6 0 R]>>>>", null,
        $"<<{string.Concat(Enumerable.Range(0, 60_000).Select(key => $"/K{key} 0"))}/Kids[{string.Concat(Enumerable.Repeat("<</T(b)>>", 40_000))}]>>"));

    private static byte[] SharedContents() => SamplePdf.Build(
    [
        "<</Type/Catalog/Pages 2 0 R>>",
        $"<</Type/Pages/Kids[{string.Concat(Enumerable.Range(4, 15_000).Select(page => $"{page} 0 R "))}]>>",
        $"[{string.Concat(Enumerable.Repeat("null ", 20_000))}]",
        .. Enumerable.Repeat("<</Type/Page/Parent 2 0 R/Contents 3 0 R>>", 15_000),
    ]);

    private static byte[] SharedReferences() => SamplePdf.Build(SamplePdf.With(
        $"<</Type/Catalog/Pages 2 0 R/AcroForm<</Fields[{string.Concat(Enumerable.Repeat("<</FT/Sig/T(a)/V 6 0 R>>", 10_000))}]>>>>", null,
        "<</Type/Sig/Reference 7 0 R>>", $"[{string.Concat(Enumerable.Repeat("null ", 20_000))}]"));

    // After a flush every further megabyte of zeros compresses to the same bytes.
    private static byte[] TenGigabytes()
    {
        using var compressed = new MemoryStream();
        using var zlib = new ZLibStream(compressed, CompressionLevel.SmallestSize);
        var megabyte = new byte[1 << 20];
        var ends = new long[3];
        for (var i = 0; i < ends.Length; i++)
        {
            zlib.Write(megabyte);
            zlib.Flush();
            ends[i] = compressed.Length;
        }
        var chunk = compressed.ToArray()[(int)ends[1]..];
        return [.. compressed.ToArray()[..(int)ends[1]], .. Enumerable.Repeat(chunk, 10_240).SelectMany(bytes => bytes)];
    }

    private static byte[] Zeros(int count)
    {
        using var compressed = new MemoryStream();
        using (var zlib = new ZLibStream(compressed, CompressionLevel.Fastest))
        {
            var block = new byte[1 << 20];
            for (var left = count; left > 0; left -= block.Length)
                zlib.Write(block, 0, Math.Min(left, block.Length));
        }
        return compressed.ToArray();
    }

    private static byte[] XrefStream(byte[] data, string entries)
    {
        const string Header = "%PDF-1.7\n";
        return
        [
            .. Encoding.ASCII.GetBytes(Header + string.Create(CultureInfo.InvariantCulture,
                $"1 0 obj\n<</Type/XRef/Size 2/Root 1 0 R/Filter/FlateDecode/Length {data.Length}{entries}>>\nstream\n")),
            .. data,
            .. Encoding.ASCII.GetBytes($"\nendstream\nendobj\nstartxref\n{Header.Length}\n%%EOF\n"),
        ];
    }

    private static byte[] Revisions(int count)
    {
        var file = new StringBuilder(Encoding.Latin1.GetString(SamplePdf.Minimal()));
        var text = file.ToString();
        var previous = text[(text.LastIndexOf("startxref\n", StringComparison.Ordinal) + 10)..].Split('\n')[0];
        for (var i = 1; i < count; i++)
        {
            var start = file.Length.ToString(CultureInfo.InvariantCulture);
            file.Append(CultureInfo.InvariantCulture, $"xref\n0 0\ntrailer\n<</Size 6/Root 1 0 R/Prev {previous}>>\nstartxref\n{start}\n%%EOF\n");
            previous = start;
        }
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
