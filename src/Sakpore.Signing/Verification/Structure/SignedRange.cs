using Sakpore.Signing.Pdf.Syntax;

namespace Sakpore.Signing.Verification.Structure;

/// <summary>
/// The bytes that a signature signs: from the file's start to the gap, and from the gap to <see cref="End"/>. The gap is
/// exactly the hexadecimal string of the signature's own Contents (ISO 32000-2, 12.8.1; stricter than there, where several
/// ranges would be lawful).
/// </summary>
internal readonly record struct SignedRange(int GapStart, int GapEnd, int End)
{
    /// <summary>Reads a ByteRange.</summary>
    /// <param name="numbers">The array's numbers, resolved; null when it is no array of numbers.</param>
    /// <param name="contents">The Contents string of the same dictionary.</param>
    /// <param name="fileLength">How long the file is.</param>
    /// <param name="range">The range, meaningful without finding.</param>
    /// <returns>What is wrong with it, or null.</returns>
    public static Finding? Read(IReadOnlyList<long>? numbers, PdfString contents, int fileLength, out SignedRange range)
    {
        range = default;
        if (numbers is not [0, var firstLength, var secondStart, var secondLength])
            return Findings.ByteRangeInvalid;
        // Compared without adding first, so that no sum can overflow.
        if (firstLength <= 0 || secondStart <= firstLength || secondStart > fileLength
            || secondLength <= 0 || secondLength > fileLength - secondStart)
            return Findings.ByteRangeInvalid;
        range = new SignedRange((int)firstLength, (int)secondStart, (int)(secondStart + secondLength));
        return contents.Source is { IsFile: true } && contents.IsHex && contents.Start == range.GapStart && contents.End == range.GapEnd
            ? null
            : Findings.GapMismatch;
    }
}
