using Sakpore.Grpc.Letters.Layout;
using Sakpore.Grpc.Letters.Templates;

namespace Sakpore.Grpc.Letters.Drawing;

/// <summary>Kop surat: the crest at the left, the names and the address centred, a thick and a thin rule below.</summary>
internal static class LetterheadPiece
{
    private const float GovernmentSize = 14.5f;
    private const float OfficeSize = 17f;
    private const float ContactSize = 9.5f;

    /// <summary>The letterhead as one piece at the top of the first page.</summary>
    public static Piece Lay(Letterhead letterhead, Typesetter typesetter, LetterFonts fonts, PageFrame frame)
    {
        var lines = new List<(TextLine Line, float Leading)> { (typesetter.Line(letterhead.Government, GovernmentSize, bold: true), GovernmentSize * 1.22f) };
        lines.AddRange(letterhead.Office.Select(line => (typesetter.Line(line, OfficeSize, bold: true), OfficeSize * 1.16f)));
        lines.AddRange(letterhead.Contact.Select(line => (typesetter.Line(line, ContactSize), ContactSize * 1.24f)));

        var text = lines.Sum(line => line.Leading);
        var body = Math.Max(text, SampleCrest.Height);
        return new Piece(0, body + 13, KeepWithNext: true, (pen, top) =>
        {
            SampleCrest.Draw(pen, fonts, frame.Left + 2, top + ((body - SampleCrest.Height) / 2));
            // Centred in what the crest leaves, pulled half-way back to the page's middle.
            var middle = frame.Middle + (SampleCrest.Width / 4);
            var y = top + ((body - text) / 2);
            foreach (var (line, leading) in lines)
            {
                pen.Centred(line, middle, Piece.Baseline(y, leading, line.Size));
                y += leading;
            }

            pen.Rule(frame.Left, frame.Right, top + body + 6, 2.4f);
            pen.Rule(frame.Left, frame.Right, top + body + 10.4f, 0.8f);
        });
    }
}
