using Sakpore.Letters.V1;

namespace Sakpore.Grpc.PublicPages;

/// <summary>A letter of the register, as the public may see it.</summary>
internal static class RegisteredLetter
{
    /// <summary>Its facts, in the order in which they stand on the paper; the hash, which does not, is last.</summary>
    internal static IEnumerable<Fact> Facts(Letter letter) =>
    [
        Fact.Text("Surat", "Letter", letter.Title),
        Fact.Text("Nomor", "Number", letter.Number),
        new(new("Tanggal surat", "Letter date"), WrittenTime.Day(letter.LetterDate)),
        new(new("Berlaku sampai", "Valid until"), WrittenTime.Day(letter.ValidUntilDate)),
        Fact.Instant("Dicabut atau diganti pada", "Revoked or superseded on", letter.StateTime),
        Fact.Text("Pemegang", "Holder", letter.HolderMasked),
        Fact.Text("Kantor penerbit", "Issuing office", letter.OfficeTitle),
        Fact.Text("Penandatangan", "Signer", letter.Signer, letter.SignerPosition),
        Fact.Text("Penerbit sertifikat", "Certificate issuer", letter.CertificateIssuer),
        Fact.Instant("Waktu tanda tangan", "Signing time", letter.SignTime),
        Fact.Code("SHA-256 berkas PDF", "SHA-256 of the PDF", letter.Sha256),
    ];

    /// <summary>The address of its page, from the root.</summary>
    internal static string Page(Letter letter) => "/tte/" + Uri.EscapeDataString(letter.Name[(letter.Name.LastIndexOf('/') + 1)..]);
}
