using Sakpore.Verification.V1;
using static Sakpore.Verification.V1.VerificationReport.Types;

namespace Sakpore.Grpc.PublicPages;

/// <summary>What a verification report says to a citizen.</summary>
internal static class VerdictWording
{
    /// <summary>
    /// The headline of a report. Green needs the register as well as the signatures: every holder of a certificate of the
    /// same authority can sign a forged letter.
    /// </summary>
    /// <exception cref="InvalidOperationException">The report has no verdict, or one that this page does not know.</exception>
    internal static Headline Headline(VerificationReport report) =>
        report is { Verdict: Verdict.Authentic or Verdict.Untrusted, Letter: { } letter } && LetterWording.NotInForce(letter) is { } ended ? ended : InForce(report);

    private static Headline InForce(VerificationReport report) => (report.Verdict, InRegister: report.Letter is not null) switch
    {
        (Verdict.Authentic, false) when Officers(report) is { Length: > 0 } officers => new(Tone.Good, Icon.Pen,
            new($"Ditandatangani oleh {officers}, pejabat kantor ini; tidak ada di register", $"Signed by {officers}, an officer of this office; not in the register"),
            new("Berkas ini tidak berubah sejak ditandatangani. Sertifikat dan mandat pejabat itu berlaku pada waktu yang terbukti, tetapi berkas ini bukan surat di register kami.",
                "The file is unchanged since it was signed. The officer's certificate and mandate were in force at the proved time, but the file is not a letter in our register.")),
        (Verdict.Authentic, true) => new(Tone.Good, Icon.Check,
            new("Asli, terbitan kantor ini", "Authentic, issued by this office"),
            new("Berkas ini persis sama dengan surat di register kami dan setiap tanda tangannya sah.",
                "This file is exactly a letter in our register, and every signature on it is valid.")),
        (Verdict.Authentic, false) => new(Tone.Neutral, Icon.Pen,
            new($"Ditandatangani oleh {Signers(report)}; bukan surat di register kami", $"Signed by {Signers(report)}; not a letter in our register"),
            new("Berkas ini tidak berubah sejak ditandatangani, tetapi kantor ini tidak mencatatnya sebagai surat terbitannya.",
                "The file is unchanged since it was signed, but this office has no record of having issued it.")),
        (Verdict.Untrusted, true) => new(Tone.Caution, Icon.Exclamation,
            new("Tercatat di register, tetapi tanda tangannya belum dapat dipastikan", "In our register, but trust in its signature is not established"),
            new("Berkas ini persis sama dengan surat di register kami, tetapi saat ini kami tidak dapat memastikan tanda tangannya.",
                "The file is exactly a letter in our register, but at this moment we cannot establish trust in its signature.")),
        (Verdict.Untrusted, false) => new(Tone.Caution, Icon.Exclamation,
            new("Belum dapat dipercaya", "Trust not established"),
            new("Tidak ditemukan perubahan, tetapi kami tidak dapat memastikan siapa yang menandatangani berkas ini.",
                "No change was found, but we cannot establish who signed this file.")),
        (Verdict.Altered, _) => new(Tone.Bad, Icon.Cross,
            new("Berubah setelah ditandatangani", "Altered after it was signed"),
            new("Isi berkas ini tidak lagi sama dengan yang ditandatangani, atau tanda tangannya rusak: jangan diandalkan.",
                "The file is no longer what was signed, or a signature in it is broken: do not rely on it.")),
        (Verdict.Unsigned, _) => new(Tone.Caution, Icon.Question,
            new("Tidak bertanda tangan elektronik", "Not signed electronically"),
            new("Berkas ini tidak memuat tanda tangan elektronik, sehingga keasliannya tidak dapat dibuktikan dari berkas ini.",
                "The file carries no electronic signature, so its authenticity cannot be proved from it.")),
        (Verdict.Unreadable, _) => new(Tone.Neutral, Icon.Question,
            new("Berkas tidak dapat dibaca", "The file cannot be read"),
            new("Ini bukan PDF yang utuh, atau berkasnya rusak atau terkunci, sehingga tidak ada yang dapat diperiksa.",
                "This is not an intact PDF, or it is damaged or encrypted, so there is nothing that can be checked.")),
        _ => throw new InvalidOperationException($"No wording for the verdict {report.Verdict}."),
    };

    // The verdict says that each of them is trusted: the names are certified, though not by this office.
    private static string Signers(VerificationReport report) =>
        string.Join(", ", report.Signatures.Where(signature => signature.Kind == "signature").Select(signature => CommonName.Of(signature.Signer)).Distinct());

    // By the name that the office registered, not by the one in the certificate.
    private static string Officers(VerificationReport report) =>
        string.Join(", ", report.Signatures.Select(signature => PlainText.Of(signature.RegisteredSigner?.OfficerName)).Where(name => name.Length > 0).Distinct());

    /// <summary>What the register says of the file.</summary>
    internal static Headline Register(VerificationReport report) => report.Letter is not null
        ? new(Tone.Good, Icon.Check,
            new("Persis surat di register", "Exactly a letter in the register"),
            new("Berkas ini sama, tanpa satu pun perubahan, dengan surat berikut.",
                "The file is the same, without a single change, as the following letter."))
        : new(Tone.Neutral, Icon.Question,
            new("Tidak ada di register", "Not in the register"),
            new("Salinan yang disimpan ulang atau dicetak ke PDF pun tidak lagi sama dengan surat aslinya.",
                "Even a copy that was saved again or printed to PDF is no longer the same as its original."));
}
