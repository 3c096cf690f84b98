using System.Text;
using Sakpore.Grpc.Letters.Blocks;
using Sakpore.Grpc.Letters.Drawing;
using Sakpore.Grpc.Letters.Layout;
using Sakpore.Grpc.Letters.Values;

namespace Sakpore.Grpc.Letters;

/// <summary>
/// Composes letters as PDF: template and content in, bytes out. The same template and content give the same bytes, in any
/// process; no clock, no randomness, no I/O. One composer serves the whole hub, and several threads at once.
/// </summary>
internal sealed class LetterComposer : IDisposable
{
    /// <summary>More pages than any letter of an office has; a longer one is refused.</summary>
    public const int MaxPages = 20;

    /// <summary>The body's type size, in points.</summary>
    private const float BodySize = 11;

    /// <summary>The size of a letter that takes one page with it and would not otherwise.</summary>
    private const float SmallerBodySize = 10.5f;

    /// <summary>
    /// The part of a second page beyond which the smaller size is not tried. It saves less than a tenth in height and a
    /// twentieth in width.
    /// </summary>
    private const float MostOverflow = 0.3f;

    private readonly LetterFonts _fonts = new();

    /// <summary>Composes one letter.</summary>
    /// <param name="template">The letter's form.</param>
    /// <param name="content">What it says.</param>
    /// <param name="output">Written to in one piece, and only if the letter is composed; not closed.</param>
    /// <returns>How many pages, or all reasons why not.</returns>
    public LetterComposition Compose(LetterTemplate template, LetterContent content, Stream output)
    {
        ArgumentNullException.ThrowIfNull(template);
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(output);

        if (!QrSymbol.Fits(content.QrText)) return new LetterComposition(0, [TooDense(content.QrText)]);

        // The symbol takes long, and is not needed before the foot of the last page is drawn: both are made at once.
        var symbol = Task.Run(() => QrSymbol.Of(content.QrText));
        var refusals = new List<LetterRefusal>();
        var scope = new LetterScope(template, content, refusals);
        using var words = new Words(_fonts);
        var typesetter = new Typesetter(words);
        var frame = new PageFrame(template.Paper);
        var letterhead = LetterheadPiece.Lay(template.Letterhead, typesetter, _fonts, frame);
        var footer = new FooterLayout(template.Footer, content, scope, typesetter, frame);
        var pages = Paginate(BodySize);
        if (pages.Count == 2 && Overflow(pages[1], frame) < MostOverflow && Paginate(SmallerBodySize) is { Count: 1 } smaller) pages = smaller;

        // The number also stands in running heads, which are set when pages are drawn: it is printed in the body too.
        refusals.AddRange(words.Unsupported.Select(Unsupported));
        if (pages.Count > MaxPages) refusals.Add(TooLong(pages.Count));
        if (refusals.Count > 0) return new LetterComposition(0, refusals);

        new LetterPdf(template, content, typesetter, _fonts, frame).Write(pages, footer, symbol, output);
        return new LetterComposition(pages.Count, []);

        List<List<PlacedPiece>> Paginate(float size)
        {
            var body = new BlockSetting(typesetter, scope, frame, new BodyStyle(size), content).Lay(template.Blocks);
            return Pagination.Paginate([letterhead, .. body], frame, footer.Height);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _fonts.Dispose();

    /// <summary>How much of a page stands on it, as a part of what one holds.</summary>
    private static float Overflow(List<PlacedPiece> page, PageFrame frame) =>
        (page[^1].Top + page[^1].Piece.Height - frame.NextTop) / (frame.Bottom - frame.NextTop);

    private static LetterRefusal TooDense(string text) => new(
        LetterRefusal.QrTooDense,
        text,
        "Alamat verifikasi terlalu panjang untuk kode QR yang dapat dipindai dari kertas.",
        "The verification address is too long for a QR code that can be scanned from paper.");

    private static LetterRefusal Unsupported(Rune character) => new(
        LetterRefusal.CharacterUnsupported,
        $"U+{character.Value:X4}",
        $"Huruf U+{character.Value:X4} tidak ada dalam fon surat.",
        $"The letter's font has no picture for the character U+{character.Value:X4}.");

    private static LetterRefusal TooLong(int pages) => new(
        LetterRefusal.TooLong,
        "surat",
        $"Surat menjadi {pages} halaman; paling banyak {MaxPages}.",
        $"The letter would take {pages} pages; the most is {MaxPages}.");
}
