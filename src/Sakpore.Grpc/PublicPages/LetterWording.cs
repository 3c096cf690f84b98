using Sakpore.Letters.V1;
using State = Sakpore.Letters.V1.Letter.Types.State;

namespace Sakpore.Grpc.PublicPages;

/// <summary>What the register says of a letter: issued here, and whether it is still in force.</summary>
internal static class LetterWording
{
    internal static readonly Headline Registered = new(Tone.Good, Icon.Check,
        new("Kode ini tercatat di register", "This code is in our register"),
        new("Kantor kami menerbitkan surat dengan kode ini. Cocokkan setiap keterangan di bawah dengan kertas Anda.",
            "Our office issued a letter with this code. Compare each fact below with your paper."));

    /// <summary>The headline of a letter's own page.</summary>
    internal static Headline Headline(Letter letter) => NotInForce(letter) ?? Registered;

    /// <summary>The headline of a file that is, byte for byte, the letter.</summary>
    internal static Headline HeadlineOfFile(Letter letter) => NotInForce(letter) ?? new(Tone.Good, Icon.Check,
        new("Asli, terbitan kantor ini", "Authentic, issued by this office"),
        new("Sidik berkas Anda sama dengan sidik surat di register kami: berkas itu persis surat berikut, tanpa satu pun perubahan.",
            "The fingerprint of your file is that of a letter in our register: the file is exactly the following letter, without a single change."));

    internal static readonly Headline Revoked = new(Tone.Bad, Icon.Cross,
        new("Surat ini telah dicabut", "This letter was revoked"),
        new("Kantor kami pernah menerbitkan surat ini dan telah mencabutnya: surat ini tidak berlaku lagi.",
            "Our office issued this letter and has revoked it: it is no longer valid."));

    internal static readonly Headline Superseded = new(Tone.Caution, Icon.Exclamation,
        new("Surat ini telah diganti", "This letter was superseded"),
        new("Kantor kami menerbitkan surat yang lebih baru sebagai penggantinya: mintalah surat yang baru.",
            "Our office issued a newer letter in its place: ask for the newer one."));

    internal static readonly Headline Expired = new(Tone.Caution, Icon.Exclamation,
        new("Masa berlaku surat ini telah habis", "This letter has expired"),
        new("Kantor kami menerbitkan surat ini, tetapi hari terakhir berlakunya sudah lewat.",
            "Our office issued this letter, but its last valid day has passed."));

    /// <summary>
    /// What is said first of a letter that this office issued and that is no longer in force, whatever else is true of the
    /// paper or the file; null for one in force.
    /// </summary>
    internal static Headline? NotInForce(Letter letter) => letter.State switch
    {
        State.Revoked => Revoked,
        State.Superseded => Superseded,
        State.Expired => Expired,
        _ => null,
    };
}
