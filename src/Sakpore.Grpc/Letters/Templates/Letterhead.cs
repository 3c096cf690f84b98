namespace Sakpore.Grpc.Letters.Templates;

/// <summary>Kop surat: crest, names and address above a double rule.</summary>
/// <param name="Government">The government's name, in capitals.</param>
/// <param name="Office">The office's name, a printed line each. At least one.</param>
/// <param name="Contact">Address, telephone, e-mail and site, a printed line each. At least one.</param>
internal sealed record Letterhead(string Government, IReadOnlyList<string> Office, IReadOnlyList<string> Contact);

/// <summary>The foot of the last page, beside the QR code.</summary>
/// <param name="Intro">The word above the notes, such as <c>Catatan:</c>.</param>
/// <param name="Notes">Numbered from 1. At least one.</param>
internal sealed record LetterFooter(LetterText Intro, IReadOnlyList<LetterText> Notes);
