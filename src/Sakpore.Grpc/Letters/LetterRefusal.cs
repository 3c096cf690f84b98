namespace Sakpore.Grpc.Letters;

/// <summary>Why a letter was not composed: its content does not fit its template. An expected no, not an exception.</summary>
/// <param name="Reason">The reason, in UPPER_SNAKE; one of the constants here.</param>
/// <param name="Subject">What it is about: a value's path such as <c>surat_pengantar.nomor</c>, or a character.</param>
/// <param name="Indonesian">One sentence.</param>
/// <param name="English">The same sentence.</param>
internal sealed record LetterRefusal(string Reason, string Subject, string Indonesian, string English)
{
    /// <summary>A value the template declares is absent or blank.</summary>
    public const string ValueMissing = "LETTER_VALUE_MISSING";

    /// <summary>A value is not of the kind the template declares.</summary>
    public const string ValueKind = "LETTER_VALUE_KIND";

    /// <summary>The letter's font has no picture for a character: it would print as an empty box.</summary>
    public const string CharacterUnsupported = "LETTER_CHARACTER_UNSUPPORTED";

    /// <summary>The verification address makes a QR code too dense to be read from paper.</summary>
    public const string QrTooDense = "LETTER_QR_TOO_DENSE";

    /// <summary>The letter would take more pages than <see cref="LetterComposer.MaxPages"/>.</summary>
    public const string TooLong = "LETTER_TOO_LONG";
}
