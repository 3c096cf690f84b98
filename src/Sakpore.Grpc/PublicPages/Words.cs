using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Html;
using Sakpore.Permits.V1;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.PublicPages;

/// <summary>A text in both languages. Written on a page, the Indonesian comes first and the English beside it, each marked as such.</summary>
/// <param name="Id">Indonesian.</param>
/// <param name="En">English; empty where there is none, and then nothing stands beside.</param>
internal sealed record Words(string Id, string En) : IHtmlContent
{
    /// <summary>A text of the contract.</summary>
    public static Words Of(LocalizedText? text) => new(PlainText.Of(text?.Id), PlainText.Of(text?.En));

    /// <summary>The sentence of a reason.</summary>
    public static Words Of(Reason reason) => new(PlainText.Of(reason.Id), PlainText.Of(reason.En));

    /// <inheritdoc/>
    public void WriteTo(TextWriter writer, HtmlEncoder encoder)
    {
        writer.Write("<span class=\"id\">");
        encoder.Encode(writer, Id);
        writer.Write("</span>");
        if (En.Length == 0 || En == Id)
            return;
        writer.Write(" <span class=\"en\" lang=\"en\">");
        encoder.Encode(writer, En);
        writer.Write("</span>");
    }
}
