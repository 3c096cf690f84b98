using System.Buffers;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Xref;

namespace Sakpore.Signing.Verification.Structure;

/// <summary>Finds the revision that a signature covers, and says how much of the file that is.</summary>
internal static class SignedRevision
{
    /// <summary>White space behind the line of the last %%EOF that no one needs to sign, in bytes.</summary>
    private const int LooseBytes = 2;

    private static readonly SearchValues<byte> WhiteSpace = SearchValues.Create(" \t\r\n\f\0"u8);

    /// <summary>The revision that ends where the signed bytes end; null when there is none, so that the signature covers only a part.</summary>
    public static PdfRevision? Find(PdfDocument document, int signedEnd)
    {
        for (var i = document.Revisions.Count - 1; i >= 0; i--)
        {
            var revision = document.Revisions[i];
            if (revision.MarkerEnd > signedEnd)
                continue;
            // What is signed beyond %%EOF may be white space only: it must not reach into the next revision.
            var beyond = document.Bytes.Span[revision.MarkerEnd..signedEnd];
            return beyond.ContainsAnyExcept(WhiteSpace) ? null : revision;
        }

        return null;
    }

    /// <summary>
    /// Whether something follows the line of the newest %%EOF that is more than another end of line, as software and mail that
    /// end a text with one add it.
    /// </summary>
    public static bool HasLooseBytes(PdfDocument document)
    {
        var after = document.TrailingBytes.Span;
        return after.Length > LooseBytes || after.ContainsAnyExcept(WhiteSpace);
    }
}
