using Sakpore.Signing.Pdf;

namespace Sakpore.Signing.Pades;

/// <summary>An expected no: why a document is not signed, in words. Nothing was written.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Detail">What it concerns, such as a field's name; null if there is nothing to add.</param>
/// <param name="Fault">What is wrong with the document, for <see cref="PadesRefusalCode.DocumentUnreadable"/>; else null.</param>
public sealed record PadesRefusal(PadesRefusalCode Code, string? Detail = null, PdfFault? Fault = null)
{
    /// <summary>The code as a machine-readable reason in UPPER_SNAKE; of an unreadable document, the fault's own.</summary>
    public string Reason => Fault?.Reason ?? Words.Reason;

    /// <summary>A sentence in Indonesian.</summary>
    public string Indonesian => Fault?.Indonesian ?? Sentence(Words.Indonesian);

    /// <summary>The same sentence in English.</summary>
    public string English => Fault?.English ?? Sentence(Words.English);

    private (string Reason, string Indonesian, string English) Words => PadesRefusalSentences.Of(Code);

    private string Sentence(string words) => Detail is null ? $"{words}." : $"{words} ({Detail}).";
}
