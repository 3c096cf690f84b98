using System.Globalization;
using System.Text;
using Sakpore.Signing.Pdf.Structure;
using Sakpore.Signing.Pdf.Syntax;
using static Sakpore.Signing.Tests.Verification.Attacks.SignedFile;

namespace Sakpore.Signing.Tests.Verification.Attacks;

/// <summary>The published classes of attack on signed PDFs, each on any file; null where a file offers nothing to attack that way.</summary>
internal static class FileAttacks
{
    public static readonly IReadOnlyDictionary<string, Func<SignedFile, byte[]?>> All = new Dictionary<string, Func<SignedFile, byte[]?>>
    {
        // Universal signature forgery: a signature dictionary that a lenient verifier cannot check and so passes.
        ["USF: Contents null"] = f => Overwritten(f, ("Contents", "null")),
        ["USF: Contents absent"] = f => Overwritten(f, ("Contents", null)),
        ["USF: Contents empty"] = f => Overwritten(f, ("Contents", "<>")),
        ["USF: Contents one zero byte"] = f => Overwritten(f, ("Contents", "<00>")),
        ["USF: Contents no string"] = f => Overwritten(f, ("Contents", "0")),
        ["USF: Contents zeros in place"] = f => InGap(f, _ => "0"),
        ["USF: Contents reversed in place"] = f => InGap(f, hex => string.Concat(hex.Reverse())),
        ["USF: ByteRange null"] = f => Overwritten(f, ("ByteRange", "null")),
        ["USF: ByteRange absent"] = f => Overwritten(f, ("ByteRange", null)),
        ["USF: ByteRange empty"] = f => Overwritten(f, ("ByteRange", "[]")),
        ["USF: ByteRange zeros"] = f => Overwritten(f, ("ByteRange", "[0 0 0 0]")),
        ["USF: ByteRange of the first part only"] = f => Overwritten(f, ("ByteRange", $"[0 {f.Gap.Start}]")),
        ["USF: ByteRange negative"] = f => Overwritten(f, ("ByteRange", "[0 -1 0 -1]")),
        ["USF: ByteRange beyond the file"] = f => Overwritten(f, ("ByteRange", "[0 99999999 99999999 99999999]")),
        ["USF: ByteRange of words"] = f => Overwritten(f, ("ByteRange", "[/a /b /c /d]")),
        ["USF: SubFilter absent"] = f => Overwritten(f, ("SubFilter", null)),
        ["USF: SubFilter unknown"] = f => Overwritten(f, ("SubFilter", "/tipu")),
        ["signature dictionary overwritten with another"] = f => Overwritten(f, ("M", "(D:20200101000000Z)")),
        ["signature field emptied"] = f => Referenced(f.Signature, n => f.Append((n, f.With(n, ("V", null))))),

        // Incremental saving: an update that changes what is shown.
        ["ISA: content replaced"] = f => f.Content is { } c ? f.Append((c, ContentOf("Palsu"))) : null,
        ["ISA: content added"] = f => f.Append((f.PageNumber, f.With(f.PageNumber, ("Contents", $"{f.Next} 0 R"))), (f.Next, ContentOf("Palsu"))),
        ["ISA: content replaced, signature copied along"] = f => f.SignatureNumber is { } s && f.Content is { } c
            ? f.Append((c, ContentOf("Palsu")), (s, Raw(f.Signature.Signature))) : null,
        ["ISA: body without xref"] = f => Join(f, $"\n{f.Content ?? f.PageNumber} 0 obj\n{ContentOf("Palsu")}\nendobj\n"),
        ["ISA: body and trailer without xref"] = f => Join(f, $"\n{f.Content ?? f.PageNumber} 0 obj\n{ContentOf("Palsu")}\nendobj\ntrailer\n<</Root {f.Catalog} 0 R>>\n%%EOF\n"),
        ["ISA: body, trailer and the old startxref"] = f => Join(f, $"\n{f.Content ?? f.PageNumber} 0 obj\n{ContentOf("Palsu")}\nendobj\ntrailer\n<</Root {f.Catalog} 0 R/Size 99>>\nstartxref\n{f.Document.LastRevision.StartXref}\n%%EOF\n"),
        ["ISA: another catalog in a trailer alone"] = f => Join(f, $"\ntrailer\n<</Root {f.Next} 0 R/Size {f.Next + 1}>>\n{f.Next} 0 obj\n<</Type/Catalog/Pages {f.PageNumber} 0 R>>\nendobj\n"),
        ["ISA: trailing garbage"] = f => Join(f, "garbage"),
        ["ISA: three blanks at the end"] = f => Join(f, "   "),
        ["ISA: a comment at the end"] = f => Join(f, "%x\n"),
        ["ISA: page box changed"] = f => f.Append((f.PageNumber, f.With(f.PageNumber, ("MediaBox", "[0 0 10 10]")))),
        ["ISA: page turned"] = f => f.Append((f.PageNumber, f.With(f.PageNumber, ("Rotate", "180")))),
        ["ISA: resources replaced"] = f => f.Append((f.PageNumber, f.With(f.PageNumber, ("Resources", "<<>>")))),
        ["ISA: open action"] = f => f.Append((f.Catalog, f.With(f.Catalog, ("OpenAction", "<</S/JavaScript/JS(0)>>")))),
        ["ISA: names tree"] = f => f.Append((f.Catalog, f.With(f.Catalog, ("Names", "<</JavaScript<</Names[(a)<</S/JavaScript/JS(0)>>]>>>>")))),
        ["ISA: page action"] = f => f.Append((f.PageNumber, f.With(f.PageNumber, ("AA", "<</O<</S/JavaScript/JS(0)>>>>")))),

        // Signature wrapping: the signed second part moves, and something else takes its place.
        ["SWA: wrapped content behind the value"] = f => Wrapped(f, "/Tipu(palsu)"),
        ["SWA: second part moved, dictionary overwritten"] = Moved,

        // Shadow: hide, replace, hide and replace.
        ["shadow hide: object freed"] = f => f.Content is { } c ? LaterRevision.Append(f.Bytes, [], free: c) : null,
        ["shadow hide: drawing emptied"] = f => f.Content is { } c ? f.Append((c, "<</Length 0>>\nstream\n\nendstream")) : null,
        ["shadow hide: layer switched off"] = f => f.Append((f.Catalog, f.With(f.Catalog, ("OCProperties", "<</OCGs[]/D<</BaseState/OFF>>>>")))),
        ["shadow replace: font replaced"] = f => Font(f) is { } font ? f.Append((font, "<</Type/Font/Subtype/Type1/BaseFont/Symbol>>")) : null,
        ["shadow replace: value of another type"] = f => f.TextField is { } t ? f.Append((t.Reference!.Number, f.With(t.Reference.Number, ("FT", "/Btn")))) : null,
        ["shadow hide and replace: entry moved to a hidden object"] = f => f.Content is { } c ? Repointed(f, c) : null,

        // Certified documents: evil annotation and sneaky signature. The uncertified forbid both as well.
        ["EAA: free text over the page"] = f => Annotation(f, "/Subtype/FreeText/Contents(Palsu)"),
        ["EAA: stamp"] = f => Annotation(f, "/Subtype/Stamp/Name/Approved"),
        ["EAA: redaction"] = f => Annotation(f, "/Subtype/Redact"),
        ["EAA: link"] = f => Annotation(f, "/Subtype/Link/A<</S/URI/URI(http://127.0.0.1/)>>"),
        ["EAA: widget of no field"] = f => Annotation(f, "/Subtype/Widget"),
        ["SSA: looks without a signature"] = f => f.AddField($"<</Type/Annot/Subtype/Widget/FT/Sig/T(Selundup)/Rect[72 700 400 760]/F 4/AP<</N {f.Next + 1} 0 R>>>>", (f.Next + 1, Form())),
        ["SSA: looks behind the flag Invisible, which hides no widget"] = f => f.AddField($"<</Type/Annot/Subtype/Widget/FT/Sig/T(Selundup)/Rect[72 700 400 760]/F 1/AP<</N {f.Next + 1} 0 R>>>>", (f.Next + 1, Form())),
        ["SSA: looks that only a printer shows"] = f => f.AddField($"<</Type/Annot/Subtype/Widget/FT/Sig/T(Selundup)/Rect[72 700 400 760]/F 36/AP<</N {f.Next + 1} 0 R>>>>", (f.Next + 1, Form())),
        ["SSA: looks that the mouse shows"] = f => f.AddField($"<</Type/Annot/Subtype/Widget/FT/Sig/T(Selundup)/Rect[72 700 400 760]/F 288/AP<</N {f.Next + 1} 0 R>>>>", (f.Next + 1, Form())),
        ["SSA: text field below a new branch"] = f => f.AddField($"<</T(Cabang)/Kids[{f.Next + 1} 0 R]>>", (f.Next + 1, $"<</Type/Annot/Subtype/Widget/FT/Tx/T(Selundup)/V(Palsu)/Parent {f.Next} 0 R/Rect[72 700 400 760]/F 4>>")),
        ["SSA: looks with a signature that is none"] = f => f.AddField($"<</Type/Annot/Subtype/Widget/FT/Sig/T(Selundup)/Rect[72 700 400 760]/F 4/AP<</N {f.Next + 1} 0 R>>/V<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[0 1 2 3]/Contents<00>>>>>", (f.Next + 1, Form())),
        ["SSA: text field added"] = f => f.AddField($"<</Type/Annot/Subtype/Widget/FT/Tx/T(Selundup)/V(Palsu)/Rect[72 700 400 760]/F 4/AP<</N {f.Next + 1} 0 R>>>>", (f.Next + 1, Form())),
        ["SSA: signature field that acts"] = f => f.AddField("<</Type/Annot/Subtype/Widget/FT/Sig/T(Selundup)/Rect[0 0 0 0]/AA<</E<</S/JavaScript/JS(0)>>>>>>"),
        ["SSA: signature field with an icon"] = f => f.AddField($"<</Type/Annot/Subtype/Widget/FT/Sig/T(Selundup)/Rect[0 0 0 0]/MK<</I {f.Next + 1} 0 R>>>>", (f.Next + 1, Form())),

        // Pages.
        ["page added"] = f => PageRoot(f) is { } root ? f.Append((root, f.With(root, ("Kids", f.ArrayWith(Dictionary(f, root)["Kids"], $"{f.Next} 0 R")), ("Count", "9"))), (f.Next, $"<</Type/Page/Parent {root} 0 R/MediaBox[0 0 9 9]>>")) : null,
        ["page removed"] = f => PageRoot(f) is { } root ? f.Append((root, f.With(root, ("Kids", "[]"), ("Count", "0")))) : null,
        ["page tree exchanged"] = f => f.Append((f.Catalog, f.With(f.Catalog, ("Pages", $"{f.Next} 0 R"))), (f.Next, $"<</Type/Pages/Kids[{f.Next + 1} 0 R]/Count 1>>"), (f.Next + 1, $"<</Type/Page/Parent {f.Next} 0 R/MediaBox[0 0 9 9]>>")),

        // Trailer, tables and catalogs.
        ["Encrypt announced"] = f => LaterRevision.Append(f.Bytes, [], "/Encrypt<</Filter/Standard/V 1/R 2/O(x)/U(x)/P -4>>"),
        ["first ID changed"] = f => f.Document.Trailer["ID"] is null ? null : OtherId(LaterRevision.Append(f.Bytes, [])),
        ["unknown trailer key"] = f => LaterRevision.Append(f.Bytes, [], $"/Tipu {f.PageNumber} 0 R"),
        ["two catalogs: Root moved"] = f => LaterRevision.Append(f.Bytes, [(f.Next, f.With(f.Catalog))], $"/Root {f.Next} 0 R"),
        ["two catalogs: one that nothing names"] = f => f.Append((f.Next, "<</Type/Catalog/Pages 1 0 R>>")),
        ["two catalogs: one that no table lists"] = f => Inside(f, $"{f.Next + 7} 0 obj\n<</Type/Catalog/Pages 1 0 R>>\nendobj\n"),
        ["definition that no table lists"] = f => Inside(f, $"{f.PageNumber} 0 obj\n<</Type/Page>>\nendobj\n"),
        ["trailer in a comment"] = f => Inside(f, $"%\ntrailer <</Root {f.Next} 0 R>>\n"),
        ["xref loop: Prev to itself"] = f => Loop(f, own: true),
        ["xref loop: Prev ahead"] = f => Loop(f, own: false),
        ["Size smaller"] = f => LaterRevision.Append(f.Bytes, [(f.Next, "null")], "/Size 3"),
        ["duplicate key in the catalog"] = f => f.Append((f.Catalog, f.With(f.Catalog)[..^2] + "/Pages 99 0 R>>")),
        ["duplicate key in the page"] = f => f.Append((f.PageNumber, f.With(f.PageNumber)[..^2] + "/Contents 99 0 R>>")),
        ["duplicate key in the form"] = f => f.Document.Catalog["AcroForm"] is PdfReference a ? f.Append((a.Number, f.With(a.Number)[..^2] + "/Fields[]>>"))
            : f.Append((f.Catalog, f.With(f.Catalog, ("AcroForm", Raw(f.Document.Catalog["AcroForm"])[..^2] + "/Fields[]>>")))),
        ["duplicate key in the trailer"] = f => LaterRevision.Append(f.Bytes, [(f.Next, "null")], $"/Root {f.PageNumber} 0 R"),
        ["duplicate key in the signature"] = f => f.SignatureNumber is { } s ? f.Append((s, Raw(f.Signature.Signature)[..^2] + "/ByteRange[0 1 2 3]>>")) : null,
        ["object-stream shadowing"] = f => f.Content is null ? null : Shadowed(f, f.PageNumber, f.With(f.PageNumber, ("Contents", "null"))),

        // Forms.
        ["appearance changed without its value"] = f => f.TextField is { } t ? f.Append((t.Reference!.Number, f.With(t.Reference.Number, ("AP", $"<</N {f.Next} 0 R>>"))), (f.Next, Form())) : null,
        ["value with an appearance of another kind"] = f => f.TextField is { } t ? f.Append((t.Reference!.Number, f.With(t.Reference.Number, ("V", "(x)"), ("AP", $"[{f.Next} 0 R]"))), (f.Next, Form())) : null,
        ["value swapped behind an appearance"] = f => f.ShownField is { } t ? f.Append((t.Reference!.Number, f.With(t.Reference.Number, ("V", "(Palsu)")))) : null,
        ["field moved over the text"] = f => f.TextField is { } t ? f.Append((t.Reference!.Number, f.With(t.Reference.Number, ("Rect", "[72 700 400 760]")))) : null,
        ["appearance that is the page's content"] = f => f.TextField is { } t && f.Content is { } c ? f.Append((t.Reference!.Number, f.With(t.Reference.Number, ("V", "(x)"), ("AP", $"<</N {c} 0 R>>"))), (c, ContentOf("Palsu"))) : null,
        ["NeedAppearances set"] = f => ChangedForm(f, ("NeedAppearances", "true")),
        ["XFA added"] = f => ChangedForm(f, ("XFA", "(x)")),
        ["field taken out of the form"] = f => ChangedForm(f, ("Fields", "[]")),
        ["calculation order added"] = f => ChangedForm(f, ("CO", "[]")),

        // Comments, white space, case and number forms: what readers split over.
        ["tricks: name written with a code"] = f => f.Append((f.PageNumber, f.With(f.PageNumber, ("Contents", null))[..^2] + $"/#43ontents {f.Next} 0 R>>"), (f.Next, ContentOf("Palsu"))),
        ["tricks: name in another case"] = f => f.Append((f.Catalog, f.With(f.Catalog)[..^2] + "/pages 99 0 R>>")),
        ["tricks: number with a sign and zeros"] = f => f.Append((f.PageNumber, f.With(f.PageNumber, ("Contents", $"000{f.Next} 0 R"))), (f.Next, ContentOf("Palsu"))),
        ["tricks: comment inside a dictionary"] = f => f.Append((f.PageNumber, f.With(f.PageNumber)[..^2] + $"%>>\n/Contents {f.Next} 0 R>>"), (f.Next, ContentOf("Palsu"))),
        ["tricks: all kinds of white space"] = f => f.Content is { } c ? Join(f, $"\n{c}\t0\fobj\r{ContentOf("Palsu")}\nendobj\n") : null,
        ["tricks: object number with zeros"] = f => f.Content is { } c ? Join(f, $"\n00{c} 00000 obj\n{ContentOf("Palsu")}\nendobj\n") : null,
        ["tricks: null byte before the header"] = f => [0, .. f.Bytes],
        ["tricks: text before the header"] = f => [.. "%!PS\n"u8, .. f.Bytes],
        ["tricks: the file twice"] = f => [.. f.Bytes, .. f.Bytes],
    };

    // Another digit in the identifier of the last trailer.
    private static byte[] OtherId(byte[] appended)
    {
        var at = appended.AsSpan().LastIndexOf("/ID"u8);
        at += appended.AsSpan(at).IndexOfAnyInRange((byte)'0', (byte)'9');
        appended[at] = appended[at] == '9' ? (byte)'8' : (byte)'9';
        return appended;
    }

    private static byte[] Join(SignedFile f, string text) => [.. f.Bytes, .. Encoding.Latin1.GetBytes(text)];

    private static byte[]? Overwritten(SignedFile f, params (string, string?)[] changes) => f.SignatureNumber is { } number
        ? f.Append((number, Write(f.Signature.Signature!, changes)))
        : Referenced(f.Signature, n => f.Append((n, f.With(n, ("V", Write(f.Signature.Signature!, changes))))));

    private static byte[]? Referenced(FormField field, Func<int, byte[]> make) => field.Reference is { } reference ? make(reference.Number) : null;

    private static byte[] InGap(SignedFile f, Func<string, string> change)
    {
        var (start, end) = f.Gap;
        var copy = (byte[])f.Bytes.Clone();
        var hex = change(Encoding.ASCII.GetString(copy[(start + 1)..(end - 1)]));
        Encoding.ASCII.GetBytes(hex.PadRight(end - start - 2, '0')).CopyTo(copy, start + 1);
        return copy;
    }

    private static byte[] Wrapped(SignedFile f, string injected) =>
        [.. f.Bytes[..f.Gap.End], .. Encoding.Latin1.GetBytes(injected), .. f.Bytes[f.Gap.End..]];

    // The second part is repeated at the end, and a new dictionary says that it stands there.
    private static byte[]? Moved(SignedFile f)
    {
        if (f.SignatureNumber is not { } number)
            return null;
        var range = ((PdfArray)f.Document.Resolve(f.Signature.Signature!["ByteRange"]!)).Items.Select(i => ((PdfInteger)f.Document.Resolve(i)).Value).ToArray();
        var second = f.Bytes[(int)range[2]..(int)(range[2] + range[3])];
        var appended = f.Append((number, Write(f.Signature.Signature!, ("ByteRange", $"[0 {range[1]} {"@@@@@@@@@@"} {range[3]}]"))));
        var text = Encoding.Latin1.GetString(appended).Replace("@@@@@@@@@@", appended.Length.ToString("D10", CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return [.. Encoding.Latin1.GetBytes(text), .. second];
    }

    private static byte[] Annotation(SignedFile f, string body) => f.Append(
        (f.PageNumber, f.WithAnnotation(f.Next)),
        (f.Next, $"<</Type/Annot{body}/Rect[72 700 400 760]/F 4/P {f.PageNumber} 0 R/AP<</N {f.Next + 1} 0 R>>>>"),
        (f.Next + 1, Form()));

    private static byte[] ChangedForm(SignedFile f, (string, string?) change) => f.Document.Catalog["AcroForm"] is PdfReference form
        ? f.Append((form.Number, f.With(form.Number, change)))
        : f.Append((f.Catalog, f.With(f.Catalog, ("AcroForm", Write(FieldTree.AcroForm(f.Document)!, change)))));

    private static int? PageRoot(SignedFile f) => (f.Document.Catalog["Pages"] as PdfReference)?.Number;

    private static PdfDictionary Dictionary(SignedFile f, int number) => (PdfDictionary)f.Document.Find(number, 0)!.Value;

    private static int? Font(SignedFile f) =>
        f.Document.Value(f.Page.Dictionary, "Resources") is PdfDictionary resources && f.Document.Value(resources, "Font") is PdfDictionary fonts
            ? fonts.Entries.Select(e => e.Value).OfType<PdfReference>().FirstOrDefault()?.Number
            : null;

    // An update without objects, whose table says that an old number now stands where another, hidden one is.
    private static byte[] Repointed(SignedFile f, int number)
    {
        var hidden = f.Append((f.Next, $"<</Hidden({f.Next})>>\n%{number} 0 obj {ContentOf("Palsu")} endobj"));
        var text = Encoding.Latin1.GetString(hidden);
        var offset = text.LastIndexOf($"{number} 0 obj", StringComparison.Ordinal);
        var start = hidden.Length;
        var last = new SignedFile(hidden);
        var id = last.Document.Trailer["ID"] is { } value ? "/ID" + Raw(value) : "";
        return [.. hidden, .. Encoding.Latin1.GetBytes(
            $"xref\n{number} 1\n{offset:D10} 00000 n \ntrailer\n<</Size {last.Next}/Root {f.Catalog} 0 R/Prev {last.Document.LastRevision.StartXref}{id}>>\nstartxref\n{start}\n%%EOF\n")];
    }

    // Behind the appended revision's start, before its table: seen by whoever scans, not by whoever follows the tables.
    private static byte[] Inside(SignedFile f, string text)
    {
        var appended = f.Append((f.Next, $"<</Biasa true>>\nendobj\n{text}{f.Next + 1} 0 obj\n<<>>"));
        return appended;
    }

    private static byte[] Loop(SignedFile f, bool own)
    {
        var appended = Encoding.Latin1.GetString(f.Append((f.Next, "null")));
        var start = appended[(appended.LastIndexOf("startxref\n", StringComparison.Ordinal) + 10)..].Split('\n')[0];
        var prev = appended.LastIndexOf("/Prev ", StringComparison.Ordinal) + 6;
        var end = prev;
        while (char.IsAsciiDigit(appended[end]))
            end++;
        var target = own ? start : (int.Parse(start, CultureInfo.InvariantCulture) + 400).ToString(CultureInfo.InvariantCulture);
        return Encoding.Latin1.GetBytes(appended[..prev] + target + appended[end..]);
    }

    // A cross-reference stream that puts a number into an object stream of its own.
    private static byte[] Shadowed(SignedFile f, int number, string body)
    {
        var (container, xref) = (f.Next, f.Next + 1);
        var head = $"{number} 0 ";
        var text = new StringBuilder();
        var first = f.Bytes.Length + (f.Bytes[^1] == '\n' ? 0 : 1);
        if (f.Bytes[^1] != '\n')
            text.Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"{container} 0 obj\n<</Type/ObjStm/N 1/First {head.Length}/Length {head.Length + body.Length}>>\nstream\n{head}{body}\nendstream\nendobj\n");
        var start = f.Bytes.Length + text.Length;
        var id = f.Document.Trailer["ID"] is { } value ? "/ID" + Raw(value) : "";
        text.Append(CultureInfo.InvariantCulture, $"{xref} 0 obj\n<</Type/XRef/Size {xref + 1}/W[1 4 2]/Index[{number} 1 {container} 2]/Root {f.Catalog} 0 R/Prev {f.Document.LastRevision.StartXref}{id}/Length 21>>\nstream\n");
        foreach (var (kind, second, third) in new[] { (2, container, 0), (1, first, 0), (1, start, 0) })
            text.Append((char)kind).Append((char)(second >> 24)).Append((char)(second >> 16 & 255)).Append((char)(second >> 8 & 255)).Append((char)(second & 255)).Append((char)0).Append((char)third);
        text.Append(CultureInfo.InvariantCulture, $"\nendstream\nendobj\nstartxref\n{start}\n%%EOF\n");
        return [.. f.Bytes, .. Encoding.Latin1.GetBytes(text.ToString())];
    }
}
