namespace Sakpore.Signing.Timestamps;

/// <summary>Why there is no timestamp that may be embedded.</summary>
public enum TimestampRefusalCode
{
    /// <summary>The service gave no answer, in time or at all.</summary>
    Unreachable,

    /// <summary>The service answered that it makes no token (PKIStatus other than granted; RFC 3161, 2.4.2).</summary>
    Refused,

    /// <summary>The answer is no well-formed response with one token by one signer.</summary>
    Malformed,

    /// <summary>The token answers another request: its nonce is another or missing.</summary>
    WrongNonce,

    /// <summary>The token is over something else.</summary>
    WrongImprint,

    /// <summary>The token was made under another policy than the one required.</summary>
    WrongPolicy,

    /// <summary>The token's time differs from the clock by more than the skew permits.</summary>
    WrongTime,

    /// <summary>The token does not hold its signer's certificate, though it was asked for.</summary>
    CertificateMissing,

    /// <summary>The token's ESS attribute is missing, or names another certificate (RFC 3161, 2.4.2; RFC 5816).</summary>
    WrongReference,

    /// <summary>The certificate's extended key usage is not timeStamping, alone and critical (RFC 3161, 2.3).</summary>
    WrongPurpose,

    /// <summary>The certificate does not lead to a configured anchor for timestamps.</summary>
    Untrusted,

    /// <summary>The token's own signature does not hold, or anything else about it does not.</summary>
    Invalid,
}

/// <summary>An expected no of a timestamp authority, in words.</summary>
/// <param name="Code">The reason.</param>
/// <param name="Detail">A few characters that need no translation; null if there is nothing to add.</param>
public sealed record TimestampRefusal(TimestampRefusalCode Code, string? Detail = null)
{
    /// <summary>The code as a machine-readable reason in UPPER_SNAKE.</summary>
    public string Reason => Words.Reason;

    /// <summary>A sentence in Indonesian.</summary>
    public string Indonesian => Sentence(Words.Indonesian);

    /// <summary>The same sentence in English.</summary>
    public string English => Sentence(Words.English);

    private (string Reason, string Indonesian, string English) Words => Code switch
    {
        TimestampRefusalCode.Unreachable => ("TIMESTAMP_UNREACHABLE",
            "Layanan stempel waktu tidak menjawab", "The timestamp authority did not answer"),
        TimestampRefusalCode.Refused => ("TIMESTAMP_REFUSED",
            "Layanan stempel waktu menolak permintaan", "The timestamp authority refused the request"),
        TimestampRefusalCode.Malformed => ("TIMESTAMP_MALFORMED",
            "Jawaban layanan stempel waktu tidak berbentuk semestinya", "The answer of the timestamp authority is malformed"),
        TimestampRefusalCode.WrongNonce => ("TIMESTAMP_WRONG_NONCE",
            "Stempel waktu menjawab permintaan lain", "The timestamp answers another request"),
        TimestampRefusalCode.WrongImprint => ("TIMESTAMP_WRONG_IMPRINT",
            "Stempel waktu dibuat untuk isi lain", "The timestamp is over something else"),
        TimestampRefusalCode.WrongPolicy => ("TIMESTAMP_WRONG_POLICY",
            "Stempel waktu dibuat dengan kebijakan lain", "The timestamp was made under another policy"),
        TimestampRefusalCode.WrongTime => ("TIMESTAMP_WRONG_TIME",
            "Waktu pada stempel terlalu jauh dari jam sistem", "The time of the timestamp is too far from the clock"),
        TimestampRefusalCode.CertificateMissing => ("TIMESTAMP_CERTIFICATE_MISSING",
            "Stempel waktu tidak memuat sertifikat pembuatnya", "The timestamp does not hold its signer's certificate"),
        TimestampRefusalCode.WrongReference => ("TIMESTAMP_WRONG_REFERENCE",
            "Stempel waktu tidak menyebut sertifikat pembuatnya dengan benar", "The timestamp does not name its signer's certificate rightly"),
        TimestampRefusalCode.WrongPurpose => ("TIMESTAMP_WRONG_PURPOSE",
            "Sertifikat pembuat stempel tidak diperuntukkan bagi stempel waktu semata", "The certificate is not meant for timestamps alone"),
        TimestampRefusalCode.Untrusted => ("TIMESTAMP_UNTRUSTED",
            "Pembuat stempel waktu tidak termasuk yang dipercaya", "The timestamp authority is not among those trusted"),
        TimestampRefusalCode.Invalid => ("TIMESTAMP_INVALID",
            "Stempel waktu tidak sah", "The timestamp is not valid"),
        _ => throw new ArgumentOutOfRangeException(nameof(Code), Code, "Not a refusal code."),
    };

    private string Sentence(string words) => Detail is null ? $"{words}." : $"{words} ({Detail}).";
}
