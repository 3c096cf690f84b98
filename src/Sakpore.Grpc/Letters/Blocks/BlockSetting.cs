using Sakpore.Grpc.Letters.Layout;
using Sakpore.Grpc.Letters.Templates;
using Sakpore.Grpc.Letters.Values;

namespace Sakpore.Grpc.Letters.Blocks;

/// <summary>What laying a block takes.</summary>
/// <param name="Typesetter">Sets its texts.</param>
/// <param name="Scope">Renders them.</param>
/// <param name="Frame">The page's measures.</param>
/// <param name="Style">The body's type.</param>
/// <param name="Content">The letter, for its signer.</param>
internal sealed record BlockSetting(Typesetter Typesetter, LetterScope Scope, PageFrame Frame, BodyStyle Style, LetterContent Content)
{
    /// <summary>The left of what is indented under a marker.</summary>
    public float Indent => Frame.Left + Style.MarkerWidth;

    /// <summary>Lays the whole body.</summary>
    public IReadOnlyList<Piece> Lay(IReadOnlyList<LetterBlock> blocks)
    {
        var pieces = new List<Piece>();
        foreach (var block in blocks)
        {
            // A signature alone on a page could be taken from one letter to another.
            if (block is LetterBlock.Signature && pieces.Count > 0) pieces[^1] = pieces[^1] with { KeepWithNext = true };
            pieces.AddRange(Lay(block));
        }

        return pieces;
    }

    private IEnumerable<Piece> Lay(LetterBlock block) => block switch
    {
        LetterBlock.Heading heading => HeadingBlock.Lay(heading, this),
        LetterBlock.Paragraph paragraph => ParagraphBlock.Lay(paragraph, this),
        LetterBlock.List list => ListBlock.Lay(list, this),
        LetterBlock.Fields fields => FieldsBlock.Lay(fields, this),
        LetterBlock.Signature signature => [SignatureBlock.Lay(signature, this)],
        _ => throw new InvalidOperationException($"No layout for {block.GetType().Name}."),
    };
}
