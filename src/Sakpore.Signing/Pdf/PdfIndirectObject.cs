using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Xref;

namespace Sakpore.Signing.Pdf;

/// <summary>An indirect object as found.</summary>
/// <param name="Number">Its number.</param>
/// <param name="Generation">Its generation.</param>
/// <param name="Value">The object itself.</param>
/// <param name="Start">Offset of <c>n g obj</c> in the file; of the value, in an object stream's data.</param>
/// <param name="End">Just past <c>endobj</c>; past the value, in an object stream's data.</param>
/// <param name="Revision">The revision whose entry led to it.</param>
/// <param name="Entry">That entry.</param>
internal sealed record PdfIndirectObject(int Number, int Generation, PdfObject Value, int Start, int End, PdfRevision Revision, XrefEntry Entry);
