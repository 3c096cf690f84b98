using System.Diagnostics.CodeAnalysis;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Xref;

namespace Sakpore.Signing.Pdf;

/// <summary>
/// What has been parsed of a file, for all views of it: an object that a revision defines is the same in every view that has it
/// from there, so that a file with many revisions is parsed once. What depends on other objects, which later revisions may
/// replace, is not kept here.
/// </summary>
internal sealed class ParsedObjects
{
    private readonly Dictionary<(int Revision, int Number), PdfIndirectObject> _objects = [];
    private readonly Dictionary<(int Revision, int Number), ObjectStream> _containers = [];

    /// <param name="revision">The revision that defines the object.</param>
    /// <param name="number">Its number.</param>
    /// <param name="found">The object.</param>
    public bool TryFind(PdfRevision revision, int number, [NotNullWhen(true)] out PdfIndirectObject? found) =>
        _objects.TryGetValue((revision.Index, number), out found);

    /// <summary>Keeps an object of the file itself.</summary>
    public void Keep(PdfIndirectObject found)
    {
        if (found.Value is not PdfStream stream || stream.Dictionary["Length"] is PdfInteger)
            _objects.Add((found.Revision.Index, found.Number), found);
    }

    /// <param name="revision">The revision that defines the container.</param>
    /// <param name="number">Its number.</param>
    /// <param name="found">The container.</param>
    public bool TryFindContainer(PdfRevision revision, int number, [NotNullWhen(true)] out ObjectStream? found) =>
        _containers.TryGetValue((revision.Index, number), out found);

    /// <summary>Keeps an expanded object stream.</summary>
    public void KeepContainer(PdfRevision revision, int number, PdfStream stream, ObjectStream container)
    {
        if (stream.Dictionary.Entries.All(e => e.Key is "Extends" || IsDirect(e.Value)))
            _containers.Add((revision.Index, number), container);
    }

    private static bool IsDirect(PdfObject value) => value switch
    {
        PdfReference => false,
        PdfArray array => array.Items.All(IsDirect),
        PdfDictionary dictionary => dictionary.Entries.All(e => IsDirect(e.Value)),
        _ => true,
    };
}
