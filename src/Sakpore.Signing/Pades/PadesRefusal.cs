using Sakpore.Signing.Pdf;

namespace Sakpore.Signing.Pades;

/// <summary>An expected no: why a document is not signed, in words. Nothing was written.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Detail">What it concerns, such as a field's name; null if there is nothing to add.</param>
/// <param name="Fault">What is wrong with the document, for <see cref="PadesRefusalCode.DocumentUnreadable"/>; else null.</param>
public sealed record PadesRefusal(PadesRefusalCode Code, string? Detail = null, PdfFault? Fault = null)
{
    /// <summary>
    /// What a verifier, a timestamp authority or a revocation service said, where that is the reason; else null. Its words
    /// are then this refusal's.
    /// </summary>
    public Verification.Reason? Cause { get; init; }

    /// <summary>For <see cref="PadesRefusalCode.TimestampRoomTooSmall"/>: the <see cref="PadesSignature.TimestampRoom"/> that would do; else null.</summary>
    public int? RoomNeeded { get; init; }

    /// <summary>For <see cref="PadesRefusalCode.EvidenceTooOld"/>: when newer evidence is due, so that it is worth asking again; else null.</summary>
    public DateTimeOffset? RetryAt { get; init; }

    /// <summary>The code as a machine-readable reason in UPPER_SNAKE; where a fault or a cause is told, its own.</summary>
    public string Reason => Fault?.Reason ?? Cause?.Code ?? Words.Reason;

    /// <summary>A sentence in Indonesian.</summary>
    public string Indonesian => Fault?.Indonesian ?? Cause?.Indonesian ?? Sentence(Words.Indonesian);

    /// <summary>The same sentence in English.</summary>
    public string English => Fault?.English ?? Cause?.English ?? Sentence(Words.English);

    private (string Reason, string Indonesian, string English) Words => PadesRefusalSentences.Of(Code);

    private string Sentence(string words) => Detail is null ? $"{words}." : $"{words} ({Detail}).";
}
