namespace Sakpore.Grpc.Letters;

/// <summary>Everything that one letter says and its template does not. The same content and template give the same bytes.</summary>
internal sealed record LetterContent
{
    /// <summary>The letter's number, as printed, such as <c>070/SKP-KP/407/IX/2023</c>.</summary>
    public required string Number { get; init; }

    /// <summary>The unguessable code under which the letter is found; not the registration id.</summary>
    public required string Code { get; init; }

    /// <summary>The address of the letter's page by its code: what the footer prints, and where a click on the QR code leads.</summary>
    public required string VerificationUrl { get; init; }

    /// <summary>What the QR code holds, character for character: the seal, made once and kept, or an address.</summary>
    public required string QrText { get; init; }

    /// <summary>The date of issue, local to the office. The PDF's metadata carries it as midnight UTC: only the day is meant.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>Where the letter is issued, such as <c>Pekalongan</c>.</summary>
    public required string Place { get; init; }

    /// <summary>Who will sign.</summary>
    public required LetterSigner Signer { get; init; }

    /// <summary>
    /// Who issues the signing certificate, in the footer's words: <c>BSrE-BSSN</c>, or in development the name that says
    /// it is not valid. It is content, because a template cannot know with which key its letters will be signed.
    /// </summary>
    public required string CertificateIssuer { get; init; }

    /// <summary>
    /// The values the template declares, by name: <see cref="string"/>, <see cref="DateOnly"/>, lists of either, nested
    /// dictionaries of the same type, or null. Values that the template does not declare are not looked at.
    /// </summary>
    public required IReadOnlyDictionary<string, object?> Values { get; init; }

    /// <summary>Whether each page says in red that the letter is not valid. True for every letter signed with a development key.</summary>
    public bool DevelopmentMark { get; init; }
}

/// <summary>The officer in the signature block.</summary>
/// <param name="Name">With titles, as printed.</param>
/// <param name="Position">One line each, such as <c>a.n. WALIKOTA PEKALONGAN</c> and <c>KEPALA DINAS ...</c>; a line too long wraps.</param>
/// <param name="Rank">Such as <c>Pembina Utama Muda</c>; null for one who has none.</param>
/// <param name="Nip">The civil servant's number, without the word NIP; null for one who has none.</param>
internal sealed record LetterSigner(string Name, IReadOnlyList<string> Position, string? Rank, string? Nip);
