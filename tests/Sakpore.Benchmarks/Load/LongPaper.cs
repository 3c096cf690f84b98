using System.Globalization;
using System.Text;
using Google.Protobuf;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Benchmarks.Load;

/// <summary>A PDF of a page and an attachment of any number of megabytes, given in parts, so that nobody has to hold it whole.</summary>
internal sealed class LongPaper
{
    private const int Megabyte = 1 << 20;

    private static readonly ByteString Part = ByteString.CopyFrom([.. Enumerable.Range(0, Megabyte).Select(number => (byte)(number * 31 >> 3))]);

    private readonly int _megabytes;
    private readonly ByteString _head;
    private readonly ByteString _end;

    public LongPaper(int megabytes)
    {
        _megabytes = megabytes;
        var page = Papers.Pdf();
        var text = Encoding.ASCII.GetString(page);
        var first = text[(text.LastIndexOf("startxref", StringComparison.Ordinal) + 10)..].Split('\n')[0];
        var attachment = Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"6 0 obj\n<< /Length {(long)megabytes * Megabyte} >>\nstream\n"));
        var close = Encoding.ASCII.GetBytes("\nendstream\nendobj\n");
        var section = page.Length + attachment.Length + ((long)megabytes * Megabyte) + close.Length;
        _head = ByteString.CopyFrom([.. page, .. attachment]);
        _end = ByteString.CopyFrom([.. close, .. Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"xref\n6 1\n{page.Length:0000000000} 00000 n \ntrailer\n<< /Size 7 /Root 1 0 R /Prev {first} >>\nstartxref\n{section}\n%%EOF\n"))]);
        Length = section + _end.Length - close.Length;
    }

    public long Length { get; }

    public IEnumerable<ByteString> Parts => [_head, .. Enumerable.Repeat(Part, _megabytes), _end];
}
