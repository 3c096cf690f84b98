using System.Buffers;
using System.Globalization;
using System.IO.MemoryMappedFiles;
using System.Text;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;

namespace Sakpore.Signing.Tests.Pdf;

/// <summary>Files of nearly 2 GB, of which only the ends are there: the rest is a hole that takes no memory.</summary>
public sealed class TwoGigabytesTests
{
    [Test]
    public void Signature_that_would_pass_2_GB_is_refused([Values(57, 2_000)] int left)
    {
        using var file = new SparseFile(PdfLimits.DefaultFileLength - left);
        var read = PdfDocument.Read(file.Memory);
        Assert.That(read.Fault, Is.Null, read.Fault?.English);
        using var key = TestKeys.Key(Sakpore.Signing.SigningKeys.SignatureAlgorithm.EcdsaP256Sha256);
        var refusal = PadesSigner.Prepare(read.Document!, key.Certificates, Pades.Signing.Plain).Refusal;
        Assert.That(refusal?.Code, Is.EqualTo(PadesRefusalCode.DocumentTooLong), refusal?.English);
    }

    [Test]
    public void Longer_file_is_beyond_the_limit()
    {
        using var file = new SparseFile(PdfLimits.DefaultFileLength + 1);
        var fault = PdfDocument.Read(file.Memory).Fault;
        Assert.That((fault?.Code, fault?.Detail), Is.EqualTo((PdfFaultCode.LimitExceeded, nameof(PdfLimits.FileLength))));
    }

    /// <summary>A page whose objects stand at the end of a file that is mostly hole.</summary>
    private sealed unsafe class SparseFile : MemoryManager<byte>
    {
        private readonly ScratchFolder _folder = new();
        private readonly MemoryMappedFile _mapped;
        private readonly MemoryMappedViewAccessor _view;
        private readonly byte* _start;
        private readonly int _length;

        public SparseFile(int length)
        {
            _length = length;
            var tail = Tail(length);
            using (var stream = new FileStream(_folder.Path("sparse.pdf"), FileMode.CreateNew))
            {
                stream.Write("%PDF-1.7\n"u8);
                stream.SetLength(length);
                stream.Position = length - tail.Length;
                stream.Write(tail);
            }
            _mapped = MemoryMappedFile.CreateFromFile(_folder.Path("sparse.pdf"), FileMode.Open, null, 0, MemoryMappedFileAccess.Read);
            _view = _mapped.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            _view.SafeMemoryMappedViewHandle.AcquirePointer(ref _start);
        }

        public override Span<byte> GetSpan() => new(_start, _length);

        public override MemoryHandle Pin(int elementIndex = 0) => new(_start + elementIndex);

        public override void Unpin()
        {
        }

        protected override void Dispose(bool disposing)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _mapped.Dispose();
            _folder.Dispose();
        }

        // All offsets have ten digits, so the length does not depend on them.
        private static byte[] Tail(int length)
        {
            var atZero = Tail(0, SamplePdf.Pages);
            return Tail(length - atZero.Length, SamplePdf.Pages);
        }

        private static byte[] Tail(int start, string[] objects)
        {
            var (tail, table) = (new StringBuilder(), new StringBuilder());
            for (var i = 0; i < objects.Length; i++)
            {
                table.Append(CultureInfo.InvariantCulture, $"{start + tail.Length:D10} 00000 n \n");
                tail.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
            }
            var at = start + tail.Length;
            tail.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n{table}");
            tail.Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{at:D10}\n%%EOF\n");
            return Encoding.ASCII.GetBytes(tail.ToString());
        }
    }
}
