namespace Sakpore.Signing.Revocation;

/// <summary>Why there is no evidence about a certificate that may be used.</summary>
public enum RevocationRefusalCode
{
    /// <summary>The certificate does not say where its status is told.</summary>
    NoAddress,

    /// <summary>The service gave no answer, in time or at all.</summary>
    Unreachable,

    /// <summary>The responder answered that it does not answer (OCSPResponseStatus other than successful; RFC 6960, 4.2.1).</summary>
    Refused,

    /// <summary>The answer is neither a revocation list nor an OCSP response.</summary>
    Malformed,

    /// <summary>The answer does not speak of the certificate, or does not know it.</summary>
    NotAnswered,

    /// <summary>The answer is to another request: its nonce is another, or missing where required.</summary>
    WrongNonce,

    /// <summary>Whoever signed the answer may not speak of the certificate, or its signature does not hold.</summary>
    NotAuthorized,

    /// <summary>The answer is not in force: it is from the future, or the next one is due.</summary>
    NotInForce,

    /// <summary>The answer is older than asked for; <see cref="RevocationRefusal.RetryAt"/> says when the next is due.</summary>
    TooOld,
}

/// <summary>An expected no of a revocation service, in words.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Detail">A few characters that need no translation; null if there is nothing to add.</param>
/// <param name="RetryAt">For <see cref="RevocationRefusalCode.TooOld"/>, when newer evidence is due; null when that is not told.</param>
public sealed record RevocationRefusal(RevocationRefusalCode Code, string? Detail = null, DateTimeOffset? RetryAt = null)
{
    /// <summary>The code as a machine-readable reason in UPPER_SNAKE.</summary>
    public string Reason => Words.Reason;

    /// <summary>A sentence in Indonesian.</summary>
    public string Indonesian => Sentence(Words.Indonesian);

    /// <summary>The same sentence in English.</summary>
    public string English => Sentence(Words.English);

    private (string Reason, string Indonesian, string English) Words => Code switch
    {
        RevocationRefusalCode.NoAddress => ("REVOCATION_NO_ADDRESS",
            "Sertifikat tidak menyebut layanan statusnya", "The certificate does not say where its status is told"),
        RevocationRefusalCode.Unreachable => ("REVOCATION_UNREACHABLE",
            "Layanan status sertifikat tidak menjawab", "The revocation service did not answer"),
        RevocationRefusalCode.Refused => ("REVOCATION_REFUSED",
            "Layanan status sertifikat menolak menjawab", "The revocation service refused to answer"),
        RevocationRefusalCode.Malformed => ("REVOCATION_MALFORMED",
            "Jawaban layanan status sertifikat tidak berbentuk semestinya", "The answer of the revocation service is malformed"),
        RevocationRefusalCode.NotAnswered => ("REVOCATION_NOT_ANSWERED",
            "Layanan status tidak mengenal sertifikat ini", "The revocation service does not know the certificate"),
        RevocationRefusalCode.WrongNonce => ("REVOCATION_WRONG_NONCE",
            "Layanan status menjawab permintaan lain", "The revocation service answered another request"),
        RevocationRefusalCode.NotAuthorized => ("REVOCATION_NOT_AUTHORIZED",
            "Jawaban status ditandatangani pihak yang tidak berhak", "Whoever signed the answer may not speak of the certificate"),
        RevocationRefusalCode.NotInForce => ("REVOCATION_NOT_IN_FORCE",
            "Jawaban status tidak sedang berlaku", "The answer about the certificate is not in force"),
        RevocationRefusalCode.TooOld => ("REVOCATION_TOO_OLD",
            "Jawaban status lebih lama daripada yang diminta", "The answer about the certificate is older than asked for"),
        _ => throw new ArgumentOutOfRangeException(nameof(Code), Code, "Not a refusal code."),
    };

    private string Sentence(string words) => Detail is null ? $"{words}." : $"{words} ({Detail}).";
}
