using Fluid;
using Sakpore.Grpc.Letters.Templates;

namespace Sakpore.Grpc.Letters.Values;

/// <summary>A stretch of finished text in one style.</summary>
/// <param name="Text">What is printed; a line feed ends the line, U+00A0 keeps words together.</param>
/// <param name="Bold">Its style.</param>
internal readonly record struct StyledText(string Text, bool Bold);

/// <summary>The values of one letter, into which its template's texts are rendered.</summary>
internal sealed class LetterScope
{
    private readonly TemplateContext _context = new(Liquid.Options);

    /// <summary>Reads the content's values by the template's shape.</summary>
    /// <param name="template">Whose names.</param>
    /// <param name="content">Whose values.</param>
    /// <param name="refusals">Takes what is missing or of another kind.</param>
    public LetterScope(LetterTemplate template, LetterContent content, List<LetterRefusal> refusals)
    {
        var reading = new ValueReading(refusals);
        foreach (var (name, shape) in template.Values.Fields)
        {
            _context.SetValue(name, reading.Read(shape, content.Values.GetValueOrDefault(name), name));
        }

        _context.SetValue(LetterFacts.Name, reading.Read(LetterFacts.Shape, LetterFacts.Of(content), LetterFacts.Name));
    }

    /// <summary>Renders a text.</summary>
    public IReadOnlyList<StyledText> Render(LetterText text) =>
        text.Parts.Select(part => new StyledText(part.Liquid.Render(_context, NullEncoder.Default, isolateContext: false), part.Bold)).ToList();

    /// <summary>Renders an item: once, or once for each element of its list.</summary>
    public IReadOnlyList<IReadOnlyList<StyledText>> Render(LetterItem item)
    {
        if (item.Each is null) return [Render(item.Text)];

        var texts = new List<IReadOnlyList<StyledText>>();
        foreach (var element in _context.GetValue(item.Each).Enumerate(_context))
        {
            _context.EnterChildScope();
            _context.SetValue(item.As!, element);
            texts.Add(Render(item.Text));
            _context.ReleaseScope();
        }

        if (texts.Count == 0 && item.Empty is not null) texts.Add(Render(item.Empty));
        return texts;
    }
}
