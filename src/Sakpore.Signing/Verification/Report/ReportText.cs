using System.Globalization;
using System.Text;

namespace Sakpore.Signing.Verification;

/// <summary>The report in words: Indonesian first, English beside it. For people; programs read <see cref="ReportJson"/>.</summary>
public static class ReportText
{
    /// <summary>Writes a report as lines of text, each ended by a line feed. Times are UTC.</summary>
    public static string Write(VerificationReport report)
    {
        ArgumentNullException.ThrowIfNull(report);
        var text = new StringBuilder();
        var (id, en) = Words(report.Verdict);
        if (report.File is { } file)
            text.Append(Printable(file)).Append(": ");
        text.Append(id).Append(" / ").Append(en).Append('\n');
        AppendReasons(text, report.Reasons, "  ");
        foreach (var signature in report.Signatures)
            Append(text, signature);
        text.Append(CultureInfo.InvariantCulture, $"  diperiksa untuk, dan berkas dianggap sudah ada pada / as of, the file taken to exist then: {Time(report.Policy.At)}\n");
        text.Append(CultureInfo.InvariantCulture, $"  aturan / policy: {report.Policy.Algorithms.Id}; jangkar / anchors {report.Policy.Anchors.All.Count}; ");
        text.Append(CultureInfo.InvariantCulture, $"pencabutan / revocation {ReportNames.Lower(report.Policy.Revocation)}{(report.Policy.IsOnline ? ", daring / online" : "")}\n");
        return text.ToString();
    }

    /// <summary>A verdict in one sentence, Indonesian and English.</summary>
    public static (string Indonesian, string English) Words(Verdict verdict) => verdict switch
    {
        Verdict.Unreadable => ("TIDAK TERBACA: berkas ini tidak dapat diperiksa.", "UNREADABLE: this file cannot be checked."),
        Verdict.Altered => ("BERUBAH: dokumen ini bukan seperti ketika ditandatangani.", "ALTERED: this document is not as it was signed."),
        Verdict.Unsigned => ("TIDAK BERTANDA TANGAN: tidak ada tanda tangan elektronik.", "UNSIGNED: there is no electronic signature."),
        Verdict.Authentic => ("ASLI: semua tanda tangan sah dan dokumen utuh.", "AUTHENTIC: every signature is valid and the document is intact."),
        Verdict.Untrusted => ("BELUM DAPAT DIPERCAYA: tanda tangan tidak terbukti berasal dari penanda tangan yang dipercaya.",
            "UNTRUSTED: a signature is not proved to be by a trusted signer."),
        _ => throw new ArgumentOutOfRangeException(nameof(verdict), verdict, "Unknown verdict."),
    };

    private static void Append(StringBuilder text, SignatureReport signature)
    {
        var (kind, kindEnglish) = signature.Kind == SignatureKind.Signature ? ("Tanda tangan", "Signature") : ("Stempel waktu", "Timestamp");
        text.Append(CultureInfo.InvariantCulture, $"  {kind} / {kindEnglish} {Printable(signature.Field)}: {ReportNames.Of(signature.Indication)}");
        if (signature.SubIndication is { } sub)
            text.Append(" / ").Append(ReportNames.Of(sub));
        text.Append('\n');
        AppendLine(text, "oleh / by", signature.Signer?.Subject.ToString());
        AppendLine(text, "waktu menurut penanda tangan / time claimed", Time(signature.SigningTime));
        AppendLine(text, "waktu terbukti / time proved", Time(signature.ProvedTime));
        AppendLine(text, "tingkat / level", signature.Level?.ToString());
        foreach (var evidence in signature.Evidence)
            AppendLine(text, "bukti / evidence", Words(evidence));
        AppendReasons(text, signature.Reasons, "    ");
    }

    private static string Words(EvidenceReport evidence) =>
        $"{evidence.Kind.ToString().ToUpperInvariant()} {Time(evidence.ProducedAt)}, {evidence.Issuer.Subject}"
        + (evidence.Subject is { } subject ? $": {subject.Subject}" : "");

    private static void AppendLine(StringBuilder text, string label, string? value)
    {
        if (value is not null)
            text.Append(CultureInfo.InvariantCulture, $"    {label}: {Printable(value)}\n");
    }

    private static void AppendReasons(StringBuilder text, IReadOnlyList<Reason> reasons, string indent)
    {
        foreach (var reason in reasons)
            text.Append(CultureInfo.InvariantCulture, $"{indent}- {Printable(reason.Indonesian)} / {Printable(reason.English)} [{reason.Code}]\n");
    }

    // Names come from the file: no line end or terminal command may pass for ours.
    private static string Printable(string value) => string.Concat(value.Select(c => char.IsControl(c) ? '\uFFFD' : c));

    private static string? Time(DateTimeOffset? instant) => ReportJson.Instant(instant);
}
