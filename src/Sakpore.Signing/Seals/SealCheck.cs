using System.Globalization;

namespace Sakpore.Signing.Seals;

/// <summary>The answer to "is this seal real", with everything a reader must be told.</summary>
/// <param name="Answer">The answer.</param>
/// <param name="Claims">What the seal says; null unless its signature is the key's, so that nothing forged is ever shown as sealed.</param>
/// <param name="Keys">The issuer's key set, which names issuer, kind of letter and office in words; null unless there are claims.</param>
/// <param name="Status">The status list that was asked; null where there was none.</param>
/// <param name="At">When the check was made.</param>
/// <param name="Field">The payload's field that is wrong; null where none is.</param>
public sealed record SealCheck(SealAnswer Answer, SealClaims? Claims, SealKeySet? Keys, SealStatusList? Status, DateTimeOffset At, int? Field = null)
{
    /// <summary>What every answer says, in Indonesian: a good seal can be photocopied onto another letter.</summary>
    public const string CompareIndonesian =
        "Cocokkan isi segel dengan surat di tangan Anda: segel yang asli dapat disalin ke surat lain.";

    /// <summary>The same sentence in English.</summary>
    public const string CompareEnglish = "Compare the sealed facts with the paper in your hand: a genuine seal can be copied onto another letter.";

    /// <summary>Whether the answer is yes.</summary>
    public bool IsValid => Answer == SealAnswer.Valid;

    /// <summary>The answer as a machine-readable reason in UPPER_SNAKE.</summary>
    public string Reason => SealSentences.Of(Answer).Reason;

    /// <summary>The answer as a sentence in Indonesian.</summary>
    public string Indonesian => SealSentences.Of(Answer).Indonesian + ".";

    /// <summary>The same sentence in English.</summary>
    public string English => SealSentences.Of(Answer).English + ".";

    /// <summary>Whether the status list that was asked should have been followed by a newer one.</summary>
    public bool IsStatusOverdue => Status is { } list && At > list.NextUpdate;

    /// <summary>What is known of revocation and supersession, in Indonesian.</summary>
    public string StatusIndonesian => Status is null
        ? "Status pencabutan tidak diperiksa."
        : $"Status per {Written(Status.Issued)}{(IsStatusOverdue ? "; daftar yang lebih baru seharusnya sudah ada" : "")}.";

    /// <summary>The same sentence in English.</summary>
    public string StatusEnglish => Status is null
        ? "Revocation status was not checked."
        : $"Status as of {Written(Status.Issued)}{(IsStatusOverdue ? "; a newer list should exist by now" : "")}.";

    private string Written(DateTimeOffset instant) =>
        instant.ToOffset(TimeSpan.FromMinutes(Keys?.UtcOffsetMinutes ?? 0)).ToString("yyyy-MM-dd HH:mm zzz", CultureInfo.InvariantCulture);
}
