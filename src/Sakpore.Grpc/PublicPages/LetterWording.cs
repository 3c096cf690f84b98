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

    /// <summary>
    /// What is said first of a letter that this office issued and that is no longer in force, whatever else is true of the
    /// paper or the file; null for one in force.
    /// </summary>
    internal static Headline? NotInForce(Letter letter) => letter.State switch
    {
        State.Revoked => new(Tone.Bad, Icon.Cross,
            new("Surat ini telah dicabut", "This letter was revoked"),
            new("Kantor kami pernah menerbitkan surat ini dan telah mencabutnya: surat ini tidak berlaku lagi.",
                "Our office issued this letter and has revoked it: it is no longer valid.")),
        State.Superseded => new(Tone.Caution, Icon.Exclamation,
            new("Surat ini telah diganti", "This letter was superseded"),
            new("Kantor kami menerbitkan surat yang lebih baru sebagai penggantinya: mintalah surat yang baru.",
                "Our office issued a newer letter in its place: ask for the newer one.")),
        State.Expired => new(Tone.Caution, Icon.Exclamation,
            new("Masa berlaku surat ini telah habis", "This letter has expired"),
            new("Kantor kami menerbitkan surat ini, tetapi hari terakhir berlakunya sudah lewat.",
                "Our office issued this letter, but its last valid day has passed.")),
        _ => null,
    };
}
