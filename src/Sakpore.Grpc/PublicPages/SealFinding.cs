using Sakpore.Letters.V1;

namespace Sakpore.Grpc.PublicPages;

/// <summary>What checking a seal came to.</summary>
/// <param name="Reason">The answer by the keys alone, such as <c>SEAL_VALID</c> (docs/seal.md).</param>
/// <param name="Sentence">The same in words.</param>
/// <param name="Facts">What is sealed; null where the signature proves nothing.</param>
/// <param name="Letter">The letter in the register that carries this very seal; null where there is none.</param>
internal sealed record SealFinding(string Reason, Words Sentence, SealedFacts? Facts, Letter? Letter);

/// <summary>What a seal says about its letter.</summary>
/// <param name="Issuer">The issuer, in words.</param>
/// <param name="Office">The office, in words.</param>
/// <param name="Title">What kind of letter, in words.</param>
/// <param name="Number">The number as printed.</param>
/// <param name="Holder">The holder, masked or in full as the seal has it.</param>
/// <param name="Issued">The letter's date.</param>
/// <param name="Expires">The last day of validity; null for none.</param>
internal sealed record SealedFacts(string Issuer, string Office, string Title, string Number, string Holder, DateOnly Issued, DateOnly? Expires)
{
    /// <summary>In the order in which they stand on the paper.</summary>
    internal IEnumerable<Fact> Rows() =>
    [
        Fact.Text("Surat", "Letter", Title),
        Fact.Text("Nomor", "Number", Number),
        new(new("Tanggal surat", "Letter date"), WrittenTime.Day(Issued)),
        Fact.Text("Pemegang", "Holder", Holder),
        new(new("Berlaku sampai dengan", "Valid through"), Expires is { } last ? WrittenTime.Day(last) : ""),
        Fact.Text("Kantor penerbit", "Issuing office", Office, Issuer),
    ];
}
