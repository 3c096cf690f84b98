namespace Sakpore.Grpc.PublicPages;

/// <summary>What a seal's page says first. Green needs the register as well as the seal: a key can be stolen, a register tells.</summary>
internal static class SealWording
{
    /// <summary>The headline of a finding.</summary>
    internal static Headline Headline(SealFinding finding) => finding switch
    {
        { Facts: null } => Unproven(finding),
        { Letter: null, Reason: "SEAL_KEY_COMPROMISED" } => new(Tone.Bad, Icon.Cross,
            new("Jangan diandalkan", "Do not rely on it"), finding.Sentence),
        { Letter: null } => new(Tone.Caution, Icon.Exclamation,
            new("Segel asli, tetapi suratnya tidak ada di register", "A genuine seal, but no such letter in our register"),
            new("Segel ini dibuat dengan kunci kantor, tetapi register kami tidak memuat surat dengan segel ini. Tanyakan kepada kantor.",
                "This seal was made with the office's key, but our register has no letter with this seal. Ask the office.")),
        { Letter: { } letter } when LetterWording.NotInForce(letter) is { } ended => ended,
        _ => new(Tone.Good, Icon.Check,
            new("Segel asli, surat terbitan kantor ini", "A genuine seal on a letter of this office"),
            new("Segel ini sah dan suratnya tercatat di register kami. Cocokkan setiap keterangan di bawah dengan kertas Anda.",
                "The seal is valid and its letter is in our register. Compare each fact below with your paper.")),
    };

    private static Headline Unproven(SealFinding finding) => finding.Reason switch
    {
        "SEAL_SIGNATURE_INVALID" => new(Tone.Bad, Icon.Cross,
            new("Segel palsu", "A forged seal"), finding.Sentence),
        "SEAL_ISSUER_UNKNOWN" or "SEAL_KEY_UNKNOWN" => new(Tone.Neutral, Icon.Question,
            new("Bukan segel kantor ini", "Not a seal of this office"), finding.Sentence),
        _ => new(Tone.Neutral, Icon.Question,
            new("Segel tidak dapat dibaca", "The seal cannot be read"), finding.Sentence),
    };
}
