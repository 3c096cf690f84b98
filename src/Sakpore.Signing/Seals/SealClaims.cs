namespace Sakpore.Signing.Seals;

/// <summary>What a seal says about a letter. The order is that of the payload's keys, from 0.</summary>
/// <param name="Profile">What the fields mean.</param>
/// <param name="Issuer">Who seals: the name under which checkers pin keys, 1 to 40 of <c>a-z 0-9 . -</c>, such as <c>dpmptsp.pekalongan</c>.</param>
/// <param name="StatusIndex">The seal's place in the issuer's status list; 0 to 2^31 - 1, never used twice.</param>
/// <param name="DocumentNumber">The letter's number as printed; 1 to 64 bytes of UTF-8.</param>
/// <param name="TitleCode">What kind of letter: 1 to 40 of <c>a-z 0-9 . -</c>; the key set names it in words.</param>
/// <param name="Holder">The holder's name, masked or full by profile; 1 to 120 bytes of UTF-8.</param>
/// <param name="Issued">The letter's date, in the issuer's time; 1970-01-01 to 2149-06-06.</param>
/// <param name="Expires">The last day on which the letter is valid, in the issuer's time; null for one without an end.</param>
/// <param name="Office">Which office issued it: 1 to 40 of <c>a-z 0-9 . -</c>; the key set names it in words.</param>
/// <param name="Digest">The digest of the letter's values (<see cref="FieldDigest"/>): 32 bytes, or the first 16 of them.</param>
/// <remarks>
/// A digest cut to 16 bytes still binds: to find other values for a given seal takes 2^128 attempts. Only the issuer itself, who chooses
/// both, could find two letters of one digest with 2^64.
/// </remarks>
public sealed record SealClaims(
    SealProfile Profile, string Issuer, int StatusIndex, string DocumentNumber, string TitleCode, string Holder, DateOnly Issued, DateOnly? Expires,
    string Office, ReadOnlyMemory<byte> Digest)
{
    internal const int ShortDigest = 16;
    internal const int FullDigest = 32;

    /// <summary>The first field that breaks its rule above, by its key in the payload; null where none does.</summary>
    internal int? Defect =>
        !Enum.IsDefined(Profile) ? 0
        : !SealSyntax.IsName(Issuer) ? 1
        : StatusIndex < 0 ? 2
        : !SealSyntax.IsText(DocumentNumber, 64) ? 3
        : !SealSyntax.IsName(TitleCode) ? 4
        : !SealSyntax.IsText(Holder, 120) ? 5
        : !SealSyntax.IsDay(Issued) ? 6
        : Expires is { } last && (!SealSyntax.IsDay(last) || last < Issued) ? 7
        : !SealSyntax.IsName(Office) ? 8
        : Digest.Length is not (ShortDigest or FullDigest) ? 9
        : null;
}
