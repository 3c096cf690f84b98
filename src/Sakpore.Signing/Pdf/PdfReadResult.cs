using System.Diagnostics.CodeAnalysis;

namespace Sakpore.Signing.Pdf;

/// <summary>What came of reading a file: a document, or the fault that prevented it.</summary>
public sealed class PdfReadResult
{
    private PdfReadResult(PdfDocument? document, PdfFault? fault)
    {
        Document = document;
        Fault = fault;
    }

    /// <summary>The document; null when <see cref="Fault"/> is set.</summary>
    public PdfDocument? Document { get; }

    /// <summary>Why the file cannot be read; null when <see cref="Document"/> is set.</summary>
    public PdfFault? Fault { get; }

    /// <summary>Tells which of the two it is.</summary>
    /// <param name="document">The document when the answer is true.</param>
    /// <param name="fault">The fault when the answer is false.</param>
    public bool TryGetDocument([NotNullWhen(true)] out PdfDocument? document, [NotNullWhen(false)] out PdfFault? fault)
    {
        document = Document;
        fault = Fault;
        return document is not null;
    }

    internal static PdfReadResult Of(PdfDocument document) => new(document, null);

    internal static PdfReadResult Of(PdfFault fault) => new(null, fault);
}
