using System.Text;
using HarfBuzzSharp;
using SkiaSharp;
using Buffer = HarfBuzzSharp.Buffer;

namespace Sakpore.Grpc.Letters.Layout;

/// <summary>One style of the letters' typeface: Skia draws it, HarfBuzz measures and kerns it. Safe for use by several threads.</summary>
internal sealed class LetterFont : IDisposable
{
    /// <summary>The glyph that stands for a character without a picture.</summary>
    public const ushort NotDefined = 0;

    private static readonly Feature[] Kerning = [new Feature(new Tag('k', 'e', 'r', 'n'), 1)];
    private static readonly Language IndonesianLanguage = new("id");
    private readonly SKData _file;
    private readonly Blob _blob;
    private readonly Face _face;
    private readonly Font _font;

    private LetterFont(byte[] file)
    {
        _file = SKData.CreateCopy(file);
        Typeface = SKTypeface.FromData(_file) ?? throw new InvalidOperationException("The embedded font cannot be read.");
        // Blob.FromStream points into an array that the garbage collector moves; widths turn to noise some letters later.
        // Skia's copy of the file lies still.
        _blob = new Blob(_file.Data, (int)_file.Size, MemoryMode.ReadOnly);
        _face = new Face(_blob, 0);
        UnitsPerEm = _face.UnitsPerEm;
        _font = new Font(_face);
        _font.SetFunctionsOpenType();
        _font.SetScale(UnitsPerEm, UnitsPerEm);
        using var buffer = new Buffer();
        Space = Shape(" ", buffer);
    }

    /// <summary>The same style for Skia.</summary>
    public SKTypeface Typeface { get; }

    /// <summary>The units in which the font's outlines are drawn, to an em.</summary>
    public int UnitsPerEm { get; }

    /// <summary>A space.</summary>
    public GlyphRun Space { get; }

    /// <summary>Reads a style from the hub's own resources.</summary>
    /// <param name="style"><c>Regular</c> or <c>Bold</c>.</param>
    public static LetterFont Embedded(string style)
    {
        using var resource = typeof(LetterFont).Assembly.GetManifestResourceStream($"Sakpore.Grpc.Letters.Fonts.SakporeSerif-{style}.ttf")
            ?? throw new InvalidOperationException($"The font Sakpore Serif {style} is not in the assembly.");
        using var file = new MemoryStream();
        resource.CopyTo(file);
        return new LetterFont(file.ToArray());
    }

    /// <summary>Whether there is a picture for a character.</summary>
    public bool Has(Rune character) => _font.TryGetNominalGlyph((uint)character.Value, out _);

    /// <summary>The glyphs of a text, from left to right, on one baseline: the font has neither ligatures nor marks to place.</summary>
    /// <param name="text">The text.</param>
    /// <param name="buffer">HarfBuzz's workspace; what it held is lost. Not to be shared between threads.</param>
    public GlyphRun Shape(string text, Buffer buffer)
    {
        buffer.ClearContents();
        buffer.AddUtf16(text);
        (buffer.Direction, buffer.Script, buffer.Language) = (Direction.LeftToRight, Script.Latin, IndonesianLanguage);
        _font.Shape(buffer, Kerning);

        var infos = buffer.GetGlyphInfoSpan();
        var positions = buffer.GetGlyphPositionSpan();
        var glyphs = new ushort[infos.Length];
        var advances = new float[infos.Length];
        var width = 0f;
        for (var index = 0; index < glyphs.Length; index++)
        {
            glyphs[index] = (ushort)infos[index].Codepoint;
            advances[index] = (float)positions[index].XAdvance / UnitsPerEm;
            width += advances[index];
        }

        return new GlyphRun(this, glyphs, advances, width);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _font.Dispose();
        _face.Dispose();
        _blob.Dispose();
        Typeface.Dispose();
        _file.Dispose();
    }
}

/// <summary>The two styles of a letter.</summary>
internal sealed class LetterFonts : IDisposable
{
    /// <summary>Upright.</summary>
    public LetterFont Regular { get; } = LetterFont.Embedded("Regular");

    /// <summary>Bold.</summary>
    public LetterFont Bold { get; } = LetterFont.Embedded("Bold");

    /// <inheritdoc/>
    public void Dispose()
    {
        Regular.Dispose();
        Bold.Dispose();
    }
}
