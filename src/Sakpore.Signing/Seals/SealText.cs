namespace Sakpore.Signing.Seals;

/// <summary>
/// The text of a seal's QR code: <c>HTTPS://HOST/TTE/V/BASE32</c>. Every character is of QR's alphanumeric set, which packs two into eleven
/// bits. The host only helps a telephone to open the page; no check ever trusts it.
/// </summary>
public static class SealText
{
    /// <summary>
    /// The most characters of a text: what a QR code of version 14 (73 x 73 modules) holds at error correction M
    /// (ISO/IEC 18004, table 7), the densest that still reads from paper at 30 mm.
    /// </summary>
    public const int MostCharacters = 528;

    /// <summary>The most characters of a host; with it, ten fields and a digest of 16 bytes fit at least.</summary>
    public const int MostHostCharacters = 40;

    /// <summary>The longest text that is looked at; a longer one is refused unread.</summary>
    internal const int MostReadCharacters = 1024;

    private const string Scheme = "HTTPS://";
    private const string Path = "/TTE/V/";

    /// <summary>Writes the text.</summary>
    /// <param name="host">The host of the public pages, with a port where it needs one, in any case: letters, digits, <c>.</c>, <c>-</c>, <c>:</c>.</param>
    /// <param name="seal">The seal's bytes.</param>
    /// <exception cref="ArgumentException">The host is empty, longer than <see cref="MostHostCharacters"/> or has another character.</exception>
    public static string Write(string host, ReadOnlySpan<byte> seal)
    {
        ArgumentException.ThrowIfNullOrEmpty(host);
        if (host.Length > MostHostCharacters || !host.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '-' or ':'))
            throw new ArgumentException($"Not a host of at most {MostHostCharacters} characters.", nameof(host));
        return Scheme + host.ToUpperInvariant() + Path + Base32.Write(seal);
    }

    /// <summary>
    /// Finds the seal in what a scanner read: an address whose path is <c>/TTE/V/</c> and the seal (scheme, host and path in any case,
    /// the seal in capitals), or the seal alone. White space around it is left out.
    /// </summary>
    /// <param name="text">What was read.</param>
    /// <param name="seal">The seal's bytes, where the answer is null.</param>
    /// <returns>Null; or why there is no seal in the text.</returns>
    internal static SealAnswer? Read(string text, out byte[] seal)
    {
        seal = [];
        if (text.Length > MostReadCharacters)
            return SealAnswer.TooLong;
        var encoded = text.AsSpan().Trim(" \t\r\n");
        if (!TryStrip(encoded, out encoded))
            return SealAnswer.NotSealText;
        if (encoded.IsEmpty || !Base32.TryRead(encoded, out var bytes))
            return SealAnswer.NotBase32;
        seal = bytes;
        return null;
    }

    private static bool TryStrip(ReadOnlySpan<char> text, out ReadOnlySpan<char> encoded)
    {
        encoded = text;
        if (text.IndexOfAny('/', ':') < 0)
            return true;
        if (!text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return false;
        var afterScheme = text[Scheme.Length..];
        var slash = afterScheme.IndexOf('/');
        if (slash <= 0 || !afterScheme[slash..].StartsWith(Path, StringComparison.OrdinalIgnoreCase))
            return false;
        encoded = afterScheme[(slash + Path.Length)..];
        return true;
    }
}
