using System.Buffers;
using System.Globalization;
using Sakpore.Grpc.Letters.Layout;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Archival;
using SkiaSharp;

namespace Sakpore.Grpc.Letters.Drawing;

/// <summary>Writes placed pieces as a PDF.</summary>
/// <param name="template">For the title and the office's name.</param>
/// <param name="content">For number, date and mark.</param>
/// <param name="typesetter">Sets page numbers and running heads.</param>
/// <param name="fonts">The styles.</param>
/// <param name="frame">The pages' measures.</param>
internal sealed class LetterPdf(LetterTemplate template, LetterContent content, Typesetter typesetter, LetterFonts fonts, PageFrame frame)
{
    private const float SmallSize = 8.6f;
    private const string CreatorTool = "Sakpore";
    private const string Producer = "Sakpore, Skia";

    private string Author => string.Join(' ', template.Letterhead.Office);

    /// <summary>Writes the whole file.</summary>
    /// <param name="pages">What stands on each page.</param>
    /// <param name="footer">What stands at the foot of the last.</param>
    /// <param name="symbol">The QR code, waited for when all else is drawn.</param>
    /// <param name="output">Where to.</param>
    public void Write(IReadOnlyList<IReadOnlyList<PlacedPiece>> pages, FooterLayout footer, Task<QrSymbol> symbol, Stream output)
    {
        // Skia writes in very small portions; gathered here, the output is written once.
        using var gathered = new SKDynamicMemoryWStream();
        using (var document = SKDocument.CreatePdf(gathered, Metadata()))
        {
            var faces = new Dictionary<(LetterFont, float), SKFont>();
            for (var index = 0; index < pages.Count; index++)
            {
                var pen = new Pen(document.BeginPage(frame.Paper.Width, frame.Paper.Height), faces);
                DrawPage(pen, pages[index], index + 1, pages.Count);
                if (index == pages.Count - 1) footer.DrawNotes(pen);
                DrawPageNumber(pen, index + 1, pages.Count);
                if (index == pages.Count - 1) footer.DrawSymbol(pen, symbol.GetAwaiter().GetResult());
                document.EndPage();
            }

            document.Close();
            foreach (var face in faces.Values) face.Dispose();
        }

        using var data = gathered.DetachAsData();
        var file = data.ToArray();
        PinZone(file, "/CreationDate (D:"u8);
        PinZone(file, "/ModDate (D:"u8);
        output.Write(Archival(file));
    }

    /// <summary>Skia's file as PDF/A-2b. Its own switch for that writes random identifiers, which no two runs would share.</summary>
    private ReadOnlySpan<byte> Archival(byte[] file)
    {
        if (!PdfDocument.Read(file).TryGetDocument(out var document, out var fault))
        {
            throw new InvalidOperationException($"The drawn letter cannot be read: {fault.English}");
        }

        var archived = new ArrayBufferWriter<byte>(file.Length + (8 << 10));
        var metadata = new ArchivalMetadata(
            template.Title, Author, content.Number, CreatorTool, Producer, new DateTimeOffset(content.IssueDate, TimeOnly.MinValue, TimeSpan.Zero), "id");
        ArchivalDocument.Complete(document, metadata, archived);
        return archived.WrittenSpan;
    }

    private void DrawPage(Pen pen, IReadOnlyList<PlacedPiece> pieces, int number, int pages)
    {
        if (content.DevelopmentMark) DevelopmentMark.Draw(pen, typesetter, fonts, frame);
        if (number > 1)
        {
            pen.Text(typesetter.Line($"{template.Title} Nomor {content.Number}", SmallSize), frame.Left, frame.RunningHead, Ink.Grey);
            pen.Rule(frame.Left, frame.Right, frame.RunningHead + 5, 0.6f, Ink.Grey);
        }

        foreach (var (piece, top) in pieces) piece.Draw(pen, top);
    }

    private void DrawPageNumber(Pen pen, int number, int pages)
    {
        var line = typesetter.Line(string.Create(CultureInfo.InvariantCulture, $"Halaman {number} dari {pages}"), SmallSize);
        pen.Text(line, frame.Right - line.Width, frame.PageNumber, Ink.Grey);
    }

    /// <summary>
    /// SkiaSharp writes the machine's own time zone behind the dates, whatever the kind of the DateTime. It is overwritten
    /// in place, the length being the same, or the same letter would have other bytes in another zone.
    /// </summary>
    private static void PinZone(Span<byte> file, ReadOnlySpan<byte> key)
    {
        var zone = file.IndexOf(key) + key.Length + "yyyyMMddHHmmss".Length;
        "+00'00'"u8.CopyTo(file[zone..]);
    }

    private SKDocumentPdfMetadata Metadata()
    {
        var issued = content.IssueDate.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);
        return new SKDocumentPdfMetadata
        {
            Title = template.Title,
            Subject = content.Number,
            Author = Author,
            Creator = CreatorTool,
            Producer = Producer,
            Creation = issued,
            Modified = issued,
            RasterDpi = SKDocumentPdfMetadata.DefaultRasterDpi,
            EncodingQuality = SKDocumentPdfMetadata.DefaultEncodingQuality,
        };
    }
}
