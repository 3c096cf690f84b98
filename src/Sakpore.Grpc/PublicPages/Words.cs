using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Sakpore.Permits.V1;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.PublicPages;

/// <summary>A text in both languages. Written on a page, it is the one of the page's language.</summary>
/// <param name="Id">Indonesian.</param>
/// <param name="En">English; empty where there is none, and then the Indonesian stands, marked as such.</param>
internal sealed record Words(string Id, string En) : IHtmlContent
{
    /// <summary>A text of the contract.</summary>
    public static Words Of(LocalizedText? text) => new(PlainText.Of(text?.Id), PlainText.Of(text?.En));

    /// <summary>The sentence of a reason.</summary>
    public static Words Of(Reason reason) => new(PlainText.Of(reason.Id), PlainText.Of(reason.En));

    /// <summary>The text in the page's language, or the Indonesian where there is no English.</summary>
    public override string ToString() => PageLanguage.Current == PageLanguage.English && En.Length > 0 ? En : Id;

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        // WCAG 2.2, 3.1.2: a passage in another language than the page's says so.
        var isForeign = PageLanguage.Current == PageLanguage.English && En.Length == 0 && Id.Length > 0;
        if (isForeign)
            writer.Write("<span lang=\"id\">");
        encoder.Encode(writer, ToString());
        if (isForeign)
            writer.Write("</span>");
    }
}
