using Sakpore.Grpc.Letters.Layout;
using Sakpore.Grpc.Letters.Templates;

namespace Sakpore.Grpc.Tests.Letters.Layout;

internal sealed class PaginationTests
{
    private static readonly PageFrame Frame = new(PaperSize.A4);

    [Test]
    public void Pieces_kept_together_move_together()
    {
        var room = Frame.Bottom - Frame.FirstTop;
        var pages = Pagination.Paginate([Of(room - 30), Of(20, keep: true), Of(20), Of(10)], Frame, footer: 0);

        Assert.That(string.Join(' ', pages.Select(page => page.Count)), Is.EqualTo("1 3"));
        Assert.That(pages[1][0].Top, Is.EqualTo(Frame.NextTop), "white above a piece is dropped at a page's top");
    }

    [Test]
    public void Last_piece_leaves_room_for_the_footer()
    {
        var room = Frame.Bottom - Frame.FirstTop;

        Assert.That(Pagination.Paginate([Of(room - 60), Of(40)], Frame, footer: 0), Has.Count.EqualTo(1));
        Assert.That(Pagination.Paginate([Of(room - 60), Of(40)], Frame, footer: 100), Has.Count.EqualTo(2));
    }

    [Test]
    public void Piece_taller_than_a_page_does_not_loop()
    {
        Assert.That(Pagination.Paginate([Of(10), Of(2000), Of(10)], Frame, footer: 100).Sum(page => page.Count), Is.EqualTo(3));
    }

    private static Piece Of(float height, bool keep = false) => new(5, height, keep, (_, _) => { });
}
