using System.Diagnostics.CodeAnalysis;

namespace Sakpore.Signing.Seals;

/// <summary>What came of taking a key set or a status list: the trust with it, or why not.</summary>
public sealed class SealTrustResult
{
    private SealTrustResult(SealTrust? trust, SealListFault? fault)
    {
        Trust = trust;
        Fault = fault;
    }

    /// <summary>The trust with what was taken; null when <see cref="Fault"/> is set.</summary>
    public SealTrust? Trust { get; }

    /// <summary>Why it was not taken; null when <see cref="Trust"/> is set.</summary>
    public SealListFault? Fault { get; }

    /// <summary>The fault as a machine-readable reason in UPPER_SNAKE; empty when there is none.</summary>
    public string Reason => Fault is { } fault ? Words(fault).Reason : "";

    /// <summary>A sentence in Indonesian; empty when nothing is wrong.</summary>
    public string Indonesian => Fault is { } fault ? Words(fault).Indonesian : "";

    /// <summary>The same sentence in English.</summary>
    public string English => Fault is { } fault ? Words(fault).English : "";

    /// <summary>Tells which of the two it is.</summary>
    /// <param name="trust">The trust when the answer is true.</param>
    public bool TryGetTrust([NotNullWhen(true)] out SealTrust? trust)
    {
        trust = Trust;
        return trust is not null;
    }

    internal static SealTrustResult Of(SealTrust trust) => new(trust, null);

    internal static SealTrustResult Of(SealListFault fault) => new(null, fault);

    private static (string Reason, string Indonesian, string English) Words(SealListFault fault) => fault switch
    {
        SealListFault.Unreadable => ("SEAL_LIST_UNREADABLE",
            "Daftar ini rusak atau tidak sesuai aturan.", "This list is damaged or against the rules."),
        SealListFault.OtherIssuer => ("SEAL_LIST_OTHER_ISSUER",
            "Daftar ini milik penerbit lain.", "This list is of another issuer."),
        SealListFault.KeyUnknown => ("SEAL_LIST_KEY_UNKNOWN",
            "Daftar ini tidak ditandatangani dengan kunci yang berhak.", "This list is not signed with a key that may sign it."),
        SealListFault.SignatureInvalid => ("SEAL_LIST_SIGNATURE_INVALID",
            "Tanda tangan daftar ini tidak sah.", "The signature of this list is not valid."),
        SealListFault.SequenceLower => ("SEAL_LIST_SEQUENCE_LOWER",
            "Daftar ini lebih lama daripada yang sudah ada.", "This list is older than the one already held."),
        SealListFault.SequenceReused => ("SEAL_LIST_SEQUENCE_REUSED",
            "Nomor urut daftar ini sudah dipakai untuk isi yang lain.", "The sequence of this list was already used for other content."),
        SealListFault.KeySetMissing => ("SEAL_LIST_KEY_SET_MISSING",
            "Daftar kunci penerbit belum ada.", "The issuer's key set is not there yet."),
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Not a fault."),
    };
}
