using Sakpore.Grpc.Letters.Layout;
using Sakpore.Grpc.Letters.Values;

namespace Sakpore.Grpc.Tests.Letters.Layout;

internal sealed class TypesetterTests
{
    private const string Sentence =
        "Setelah kegiatan selesai, laporan hasil kegiatan wajib diserahkan kepada Walikota Pekalongan melalui Dinas " +
        "Penanaman Modal dan Pelayanan Terpadu Satu Pintu Kota Pekalongan untuk dipergunakan sebagaimana mestinya.";

    private static readonly LetterFonts Fonts = new();

    [Test]
    public void Justified_lines_end_at_the_edge_but_for_the_last([Values(260, 340, 420)] float width)
    {
        var lines = Set().Justified([new StyledText(Sentence, false)], 11, width);

        Assert.That(lines, Has.Count.GreaterThan(2));
        Assert.That(lines.SkipLast(1).Select(line => line.Width), Has.All.EqualTo(width).Within(0.01f));
        Assert.That(lines[^1].Width, Is.LessThanOrEqualTo(width + 0.01f));
    }

    [Test]
    public void Justified_paragraph_never_takes_more_stretch_than_line_by_line([Values(200, 260, 300, 340)] float width)
    {
        var words = new Words(Fonts).Cut([new StyledText(Sentence, false)]);
        var space = Fonts.Regular.Space.Width;

        var whole = LineBreaking.Justified(words, space, width / 11);
        var greedy = LineBreaking.Ragged(words, space, width / 11);

        Assert.That(Stretch(words, whole, width / 11, space), Is.LessThanOrEqualTo(Stretch(words, greedy, width / 11, space) + 1e-6));
    }

    [Test]
    public void Ragged_lines_never_pass_the_edge([Values(60, 120, 240)] float width)
    {
        var lines = Set().Ragged([new StyledText(Sentence + " https://sakpore.example/tte/7Q3MX0VD9KTBE2RW7Q3MX0VD9KTBE2RW", false)], 11, width);

        Assert.That(lines.Select(line => line.Width), Has.All.LessThanOrEqualTo(width + 0.01f));
    }

    [Test]
    public void No_break_space_keeps_words_on_one_line()
    {
        var date = IndonesianDates.Long(new DateOnly(2023, 9, 18));
        var words = new Words(Fonts).Cut([new StyledText($"tanggal {date}.", false)]);

        Assert.That(words, Has.Count.EqualTo(2));
    }

    [Test]
    public void Change_of_style_inside_a_word_is_no_place_to_break()
    {
        var words = new Words(Fonts).Cut([new StyledText("Walikota, ", false), new StyledText("MENERANGKAN", true), new StyledText(", atas", false)]);

        Assert.That(string.Join(' ', words.Select(word => word.Runs.Count)), Is.EqualTo("1 2 1"));
    }

    [Test]
    public void Line_feed_ends_a_line_and_an_empty_line_is_dropped()
    {
        Assert.That(Set().Ragged([new StyledText("satu\n\ndua tiga\nempat\n", false)], 11, 400), Has.Count.EqualTo(3));
    }

    [Test]
    public void Kerning_is_applied()
    {
        using var buffer = new HarfBuzzSharp.Buffer();
        float Width(string text) => Fonts.Regular.Shape(text, buffer).Width;

        Assert.That(Width("AV"), Is.LessThan(Width("A") + Width("V")));
    }

    private static Typesetter Set() => new(new Words(Fonts));

    private static double Stretch(IReadOnlyList<Word> words, IReadOnlyList<Range> lines, float width, float space) => lines.SkipLast(1).Sum(line =>
    {
        var (offset, count) = line.GetOffsetAndLength(words.Count);
        var slack = width - words.Skip(offset).Take(count).Sum(word => word.Width) - ((count - 1) * space);
        return 1 + Math.Pow(slack / (Math.Max(count - 1, 0.5f) * space), 3);
    });
}
