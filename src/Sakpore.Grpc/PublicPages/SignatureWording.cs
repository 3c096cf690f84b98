using Sakpore.Verification.V1;

namespace Sakpore.Grpc.PublicPages;

/// <summary>What was found of one signature, in a citizen's words. Words of the contract that are unknown here are shown as they are.</summary>
internal static class SignatureWording
{
    // EN 319 102-1, 5.1.3: the main indications.
    internal static bool HasPassed(SignatureReport signature) => signature.Indication == "TOTAL-PASSED";

    /// <summary>The result, with a colour and an icon.</summary>
    internal static (Tone Tone, Icon Icon, Words Words) Result(SignatureReport signature) => signature.Indication switch
    {
        "TOTAL-PASSED" => (Tone.Good, Icon.Check, new("Sah", "Valid")),
        "TOTAL-FAILED" => (Tone.Bad, Icon.Cross, new("Tidak sah", "Not valid")),
        "INDETERMINATE" => (Tone.Caution, Icon.Exclamation, new("Belum dapat dipastikan", "Not established")),
        var other => (Tone.Neutral, Icon.Question, new(PlainText.Of(other), "")),
    };

    /// <summary>What kind of signature it is.</summary>
    internal static Words Kind(SignatureReport signature) => signature.Kind == "timestamp"
        ? new("Cap waktu", "Timestamp")
        : new("Tanda tangan", "Signature");

    /// <summary>
    /// What the signer's name is called. Until the signature has passed, a name is only what somebody wrote into a certificate.
    /// </summary>
    internal static Words SignerLabel(SignatureReport signature) => HasPassed(signature)
        ? new("Penandatangan", "Signer")
        : new("Nama di sertifikat, belum terbukti", "Name in the certificate, unproven");

    /// <summary>What the issuer's name is called.</summary>
    internal static Words IssuerLabel(SignatureReport signature) => HasPassed(signature)
        ? new("Penerbit sertifikat", "Certificate issuer")
        : new("Penerbit menurut sertifikat, belum terbukti", "Issuer named in the certificate, unproven");

    /// <summary>Whether the signed bytes are as they were.</summary>
    internal static Words Integrity(SignatureReport signature) => signature.Integrity switch
    {
        "intact" => new("Utuh", "Intact"),
        "broken" => new("Rusak", "Broken"),
        "unknown" => new("Tidak diketahui", "Unknown"),
        var other => new(PlainText.Of(other), ""),
    };

    /// <summary>How much of the file it covers.</summary>
    internal static Words Coverage(SignatureReport signature) => signature.Coverage switch
    {
        "whole_file" => new("Seluruh berkas", "The whole file"),
        "revision" => new("Berkas sampai saat ditandatangani; ada tambahan sesudahnya", "The file as it was when signed; something was added since"),
        "partial" => new("Hanya sebagian berkas", "Only a part of the file"),
        var other => new(PlainText.Of(other), ""),
    };

    /// <summary>What was changed after it.</summary>
    internal static Words Modifications(SignatureReport signature) => signature.Modifications switch
    {
        "none" => new("Tidak ada", "None"),
        "permitted" => new("Ada, yang diperbolehkan", "Some, all permitted"),
        "not_permitted" => new("Ada, yang tidak diperbolehkan", "Some that are not permitted"),
        var other => new(PlainText.Of(other), ""),
    };

    /// <summary>How a reason is marked.</summary>
    internal static (Tone Tone, Icon Icon, Words Words) Severity(Reason reason) => reason.Severity switch
    {
        "error" => (Tone.Bad, Icon.Cross, new("Kesalahan", "Error")),
        "warning" => (Tone.Caution, Icon.Exclamation, new("Peringatan", "Warning")),
        "note" => (Tone.Neutral, Icon.Lines, new("Catatan", "Note")),
        var other => (Tone.Neutral, Icon.Lines, new(PlainText.Of(other), "")),
    };
}
