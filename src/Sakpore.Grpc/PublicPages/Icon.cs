using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;

namespace Sakpore.Grpc.PublicPages;

/// <summary>An icon, drawn here and written into the page, so that nothing is fetched. 24 units wide and high, in the colour of its text.</summary>
internal sealed class Icon : IHtmlContent
{
    internal static readonly Icon Check = new("M5 12.5l4.5 4.5L19 7.5");
    internal static readonly Icon Cross = new("M6.5 6.5l11 11M17.5 6.5l-11 11");
    internal static readonly Icon Exclamation = new("M12 5.5v8M12 18v.4");
    internal static readonly Icon Question = new("M9 9.2a3 3 0 1 1 4.6 2.6c-1 .7-1.6 1.2-1.6 2.4M12 18v.4");
    internal static readonly Icon Lines = new("M7 8h10M7 12h10M7 16h6");
    internal static readonly Icon Clock = new("M12 4.5a7.5 7.5 0 1 0 .01 0zM12 8.5V12l2.6 1.8");
    internal static readonly Icon Pen = new("M6 18l1-4L16 5l3 3-9 9z");

    private readonly string _path;

    private Icon(string path) => _path = path;

    /// <summary>Writes the drawing; a reader of the page aloud skips it, because the words beside it say the same.</summary>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder) => writer.Write(
        $"<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\" focusable=\"false\"><path d=\"{_path}\"/></svg>");
}
