namespace Sakpore.Grpc.Letters.Layout;

/// <summary>Glyphs of one style beside each other.</summary>
/// <param name="Font">The style.</param>
/// <param name="Glyphs">Their numbers in the font.</param>
/// <param name="Advances">How far each moves the pen, kerning included, in ems.</param>
/// <param name="Width">The sum of the advances, in ems.</param>
internal sealed record GlyphRun(LetterFont Font, ushort[] Glyphs, float[] Advances, float Width)
{
    /// <summary>The glyphs of a range, for a word that no line is wide enough for.</summary>
    public GlyphRun Part(Range range)
    {
        var advances = Advances[range];
        return new GlyphRun(Font, Glyphs[range], advances, advances.Sum());
    }
}

/// <summary>Runs between which no line ends.</summary>
/// <param name="Runs">At least one; more where the style changes inside the word, as in "<b>SKP</b>,".</param>
/// <param name="Width">In ems.</param>
/// <param name="EndsLine">Whether a line feed followed the word.</param>
internal sealed record Word(IReadOnlyList<GlyphRun> Runs, float Width, bool EndsLine);
