using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Writing;

namespace Sakpore.Signing.Pades;

/// <summary>Puts what is drawn on pages: into a widget, or at the foot of each.</summary>
internal static class AppearancePlacement
{
    private const string FooterName = "SakporeFooter";

    /// <summary>Rect and AP of a new field's widget on a page.</summary>
    public static (PdfArray Rect, PdfDictionary Appearance) OnPage(PdfUpdate update, PdfPage page, SignatureAppearance appearance)
    {
        var space = PageSpace.Of(update.Document, page);
        if (appearance.Rectangle is not { } rectangle)
            throw new PadesRefusalException(PadesRefusalCode.AppearanceOutsidePage, "no rectangle");
        if (!space.Holds(rectangle))
            throw new PadesRefusalException(PadesRefusalCode.AppearanceOutsidePage, FormattableString.Invariant($"page {page.Index + 1} shows {space.Width:0.#} x {space.Height:0.#} points"));
        return (space.ToUser(rectangle), Normal(update, appearance.Content, rectangle.Width, rectangle.Height, space));
    }

    /// <summary>Gives the one widget of an existing field its AP.</summary>
    public static void InField(PdfUpdate update, FormField field, SignatureAppearance appearance)
    {
        var document = update.Document;
        if (appearance.Rectangle is not null)
            throw new PadesRefusalException(PadesRefusalCode.AppearanceUnsupported, $"the field {field.Name} has its own place");
        // A signature field refers to one widget at most (12.7.5.5).
        if (field.Widgets is not [{ Reference: { } reference } widget])
            throw new PadesRefusalException(PadesRefusalCode.AppearanceUnsupported, $"the field {field.Name} has not one place");
        var page = PageOf(document, widget) ?? throw new PadesRefusalException(PadesRefusalCode.AppearanceUnsupported, $"the field {field.Name} is on no page");
        var space = PageSpace.Of(document, page);
        var sides = PageSpace.Rectangle(document, document.Value(widget.Dictionary, "Rect") ?? PdfNull.Missing);
        var (left, bottom, right, top) = Shown(space, sides);
        if (right - left <= 0 || top - bottom <= 0)
            throw new PadesRefusalException(PadesRefusalCode.AppearanceUnsupported, $"the field {field.Name} has no area");
        PdfSlot.Of(reference).Set(update, "AP", Normal(update, appearance.Content, right - left, top - bottom, space));
    }

    /// <summary>Adds a line to every page, in front of what is there and outside of its structure.</summary>
    public static void AtFoot(PdfUpdate update, FooterLine footer)
    {
        var target = new AppearanceTarget(update, PdfAClaim.Of(update.Document));
        var forms = new Dictionary<double, PdfReference>();
        PdfReference? before = null;
        foreach (var page in PageTree.Pages(update.Document).ToList())
        {
            var space = PageSpace.Of(update.Document, page);
            var width = space.Width - 2 * footer.Margin;
            if (width <= 0 || footer.Margin + footer.Height > space.Height)
                throw new PadesRefusalException(PadesRefusalCode.AppearanceOutsidePage, $"page {page.Index + 1} has no room for the footer");
            if (!forms.TryGetValue(width, out var form))
            {
                form = target.Form(footer.Content.Draw(target, width, footer.Height), width, footer.Height, matrix: null);
                forms.Add(width, form);
            }
            before ??= update.Add(AppearanceTarget.Stream("q\n"u8.ToArray(), []));
            var name = Name(update, page, form);
            using var matrix = new PdfBuffer(64);
            foreach (var number in space.At(footer.Margin, footer.Margin).Items)
            {
                matrix.Write(number);
                matrix.Write(" "u8);
            }
            // The page's own operators may leave any state behind; Q brings back the first.
            var after = update.Add(AppearanceTarget.Stream(
                [.. "\nQ\n/Artifact BMC q "u8, .. matrix.Written.Span, .. System.Text.Encoding.ASCII.GetBytes($"cm /{name} Do Q EMC\n")], []));
            PdfSlot.Of(page.Reference).Set(update, "Contents", new PdfArray([before, .. Parts(update, page), after]));
        }
    }

    private static PdfDictionary Normal(PdfUpdate update, AppearanceContent content, double width, double height, PageSpace space)
    {
        var target = new AppearanceTarget(update, PdfAClaim.Of(update.Document));
        return new PdfDictionary([new("N", target.Form(content.Draw(target, width, height), width, height, space.Upright))]);
    }

    private static IEnumerable<PdfObject> Parts(PdfUpdate update, PdfPage page) => page.Dictionary["Contents"] switch
    {
        null or PdfNull => [],
        PdfArray direct => direct.Items,
        var value => update.Document.Resolve(value) switch
        {
            PdfArray array => array.Items,
            PdfNull => [],
            _ => [value],
        },
    };

    /// <summary>Enters the form in the page's resources, under a name that is free there.</summary>
    private static string Name(PdfUpdate update, PdfPage page, PdfReference form)
    {
        var resources = PdfSlot.Of(page.Reference).Entry("Resources");
        // The page's own resources stand in place of those it would inherit, so these come along.
        if (resources.Value(update) is PdfNull && page.Inherited(update.Document, "Resources") is PdfDictionary inherited)
            PdfSlot.Of(page.Reference).Set(update, "Resources", inherited);
        var objects = resources.Entry("XObject");
        var name = FooterName;
        for (var number = 2; objects.Value(update) is PdfDictionary present && present[name] is { } taken; number++)
        {
            if (ReferenceEquals(taken, form))
                return name; // pages may share one dictionary
            name = $"{FooterName}{number}";
        }
        objects.Set(update, name, form);
        return name;
    }

    private static PdfPage? PageOf(PdfDocument document, FieldWidget widget)
    {
        var named = widget.Dictionary["P"] as PdfReference;
        foreach (var page in PageTree.Pages(document))
        {
            if (named?.Number == page.Reference.Number)
                return page;
            if (named is null && document.Array(page.Dictionary, "Annots") is { } annotations
                && annotations.Items.Any(item => item is PdfReference reference && reference.Number == widget.Reference!.Number))
            {
                return page;
            }
        }
        return null;
    }

    private static (double Left, double Bottom, double Right, double Top) Shown(PageSpace space, double[] sides)
    {
        var m = space.FromUser;
        var (x1, y1) = (m[0] * sides[0] + m[2] * sides[1] + m[4], m[1] * sides[0] + m[3] * sides[1] + m[5]);
        var (x2, y2) = (m[0] * sides[2] + m[2] * sides[3] + m[4], m[1] * sides[2] + m[3] * sides[3] + m[5]);
        return (Math.Min(x1, x2), Math.Min(y1, y2), Math.Max(x1, x2), Math.Max(y1, y2));
    }
}
