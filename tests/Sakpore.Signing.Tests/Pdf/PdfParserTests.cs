using System.Text;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Pdf.Writing;

namespace Sakpore.Signing.Tests.Pdf;

public class PdfParserTests
{
    private static PdfObject Parse(string text, PdfLimits? limits = null) =>
        new PdfParser(new PdfSource(Encoding.Latin1.GetBytes(text), 0), 0, new PdfBudget(limits ?? PdfLimits.Default)).Object();

    /// <summary>An object as text that shows its kind.</summary>
    private static string Show(PdfObject value) => value switch
    {
        PdfNull => "null",
        PdfBoolean boolean => boolean.Value ? "true" : "false",
        PdfInteger integer => $"i{integer.Value}",
        PdfReal real => FormattableString.Invariant($"r{real.Value}"),
        PdfName name => "/" + name.Value,
        PdfString text => (text.IsHex ? "h:" : "s:") + Encoding.Latin1.GetString(text.Value.Span),
        PdfReference reference => $"{reference.Number}_{reference.Generation}_R",
        PdfArray array => "[" + string.Join(' ', array.Items.Select(Show)) + "]",
        PdfDictionary dictionary => "<<" + string.Join(' ', dictionary.Entries.Select(entry => $"/{entry.Key} {Show(entry.Value)}")) + ">>",
        _ => value.GetType().Name,
    };

    [TestCase("null", "null")]
    [TestCase("true", "true")]
    [TestCase("  % remark\r\n false ", "false")]
    [TestCase("0", "i0")]
    [TestCase("+17", "i17")]
    [TestCase("-98", "i-98")]
    [TestCase("0000000012", "i12")]
    [TestCase("9223372036854775807", "i9223372036854775807")]
    [TestCase("34.5", "r34.5")]
    [TestCase("-.002", "r-0.002")]
    [TestCase("4.", "r4")]
    [TestCase("+.5", "r0.5")]
    [TestCase("/", "/")]
    [TestCase("/Name1", "/Name1")]
    [TestCase("/A;Name_With-Various***Characters?", "/A;Name_With-Various***Characters?")]
    [TestCase("/Lime#20Green", "/Lime Green")]
    [TestCase("/A#42", "/AB")]
    [TestCase("/ByteRange[", "/ByteRange")]
    [TestCase("()", "s:")]
    [TestCase("(balanced (parentheses) \\) and \\( not)", "s:balanced (parentheses) ) and ( not")]
    [TestCase("(a\\\nb\\\r\nc\\\rd)", "s:abcd")]
    [TestCase("(a\r\nb\rc\nd)", "s:a\nb\nc\nd")]
    [TestCase("(\\n\\r\\t\\b\\f\\\\\\x)", "s:\n\r\t\b\f\\x")]
    [TestCase("(\\53\\0533\\1\\0053)", "s:++3\u0001\u00053")]
    [TestCase("(\\400)", "s:\0")]
    [TestCase("<>", "h:")]
    [TestCase("<48 65\n6C6c6F>", "h:Hello")]
    [TestCase("<487>", "h:Hp")]
    [TestCase("12 0 R", "12_0_R")]
    [TestCase("12%remark\n65535 R", "12_65535_R")]
    [TestCase("[]", "[]")]
    [TestCase("[1 2 R]", "[1_2_R]")]
    [TestCase("[1 R]", null)]
    [TestCase("[1 2 3 R 4]", "[i1 2_3_R i4]")]
    [TestCase("[1 0 obj]", null)]
    [TestCase("[/A/B(c)<64>true[null]]", "[/A /B s:c h:d true [null]]")]
    [TestCase("<<>>", "<<>>")]
    [TestCase("<</A/B/C<</D 1>>/E[2]>>", "<</A /B /C <</D i1>> /E [i2]>>")]
    [TestCase("<</A 1/A 2>>", "<</A i1 /A i2>>")]
    public void Object_is_parsed_or_refused(string text, string? expected)
    {
        if (expected is null)
            Assert.That(() => Parse(text), Throws.TypeOf<PdfFaultException>());
        else
            Assert.That(Show(Parse(text)), Is.EqualTo(expected));
    }

    [TestCase("", 0)]
    [TestCase("endobj", 0)]
    [TestCase("nul", 0)]
    [TestCase("trueish", 0)]
    [TestCase("1e5", 0)]
    [TestCase("--5", 0)]
    [TestCase("5-3", 0)]
    [TestCase("1.2.3", 0)]
    [TestCase(".", 0)]
    [TestCase("+", 0)]
    [TestCase("9223372036854775808", 0)]
    [TestCase("/A#4", 2)]
    [TestCase("/A#00", 2)]
    [TestCase("(never closed", 0)]
    [TestCase("(ends in a backslash\\", 0)]
    [TestCase("<48", 0)]
    [TestCase("<4G>", 2)]
    [TestCase("[1 2", 4)]
    [TestCase("<</A 1", 6)]
    [TestCase("<</A>>", 4)]
    [TestCase("<<1 2>>", 2)]
    [TestCase(")", 0)]
    [TestCase("{", 0)]
    public void What_is_no_object_is_a_fault_with_its_offset(string text, int offset)
    {
        var fault = Assert.Throws<PdfFaultException>(() => Parse(text))!.Fault;
        Assert.That(fault.Code, Is.EqualTo(PdfFaultCode.Syntax));
        Assert.That(fault.Offset, Is.EqualTo(offset));
    }

    [Test]
    public void Place_of_each_object_is_kept()
    {
        var dictionary = (PdfDictionary)Parse(" <</Contents <00 11>/B (x)>> ");
        Assert.That((dictionary.Start, dictionary.End), Is.EqualTo((1, 28)));
        Assert.That(Encoding.Latin1.GetString(dictionary["Contents"]!.Raw), Is.EqualTo("<00 11>"));
        Assert.That(dictionary["Contents"]!.Start, Is.EqualTo(13));
    }

    [Test]
    public void Key_that_occurs_twice_is_noted([Values(2, 40)] int entries)
    {
        var text = string.Concat(Enumerable.Range(0, entries - 1).Select(i => $"/K{i} {i}"));
        Assert.That(((PdfDictionary)Parse($"<<{text}/Last 1>>")).DuplicateKey, Is.Null);
        Assert.That(((PdfDictionary)Parse($"<<{text}/K0 1>>")).DuplicateKey, Is.EqualTo("K0"));
        Assert.That(((PdfDictionary)Parse($"<<{text}/#4B0 1>>")).DuplicateKey, Is.EqualTo("K0"), "escaped or not, it is the same name");
    }

    [Test]
    public void Nesting_beyond_the_limit_is_a_fault()
    {
        static string Nested(int depth) => new string('[', depth) + new string(']', depth);
        Assert.That(() => Parse(Nested(PdfLimits.DefaultDepth)), Throws.Nothing);
        var fault = Assert.Throws<PdfFaultException>(() => Parse(Nested(PdfLimits.DefaultDepth + 1)))!.Fault;
        Assert.That((fault.Code, fault.Detail), Is.EqualTo((PdfFaultCode.LimitExceeded, (string?)"Depth")));
        Assert.That(() => Parse(new string('[', 10_000_000)), Throws.TypeOf<PdfFaultException>());
    }

    [Test]
    public void Objects_beyond_the_limit_are_a_fault()
    {
        var limits = new PdfLimits { Objects = 3 };
        Assert.That(() => Parse("[1 2]", limits), Throws.Nothing);
        Assert.That(() => Parse("[1 2 3]", limits), Throws.TypeOf<PdfFaultException>());
    }

    [TestCase("Siti")]
    [TestCase("")]
    [TestCase("Perizinan – Ñ €")]
    [TestCase("(a) \\ \r\n")]
    public void Text_written_is_read_back(string text)
    {
        using var buffer = new PdfBuffer(1);
        buffer.Write(PdfText.Encode(text));
        var read = (PdfString)Parse(Encoding.Latin1.GetString(buffer.Written.Span));
        Assert.That(PdfText.Decode(read.Value.Span), Is.EqualTo(text));
    }

    [Test]
    public void Names_and_numbers_written_are_read_back()
    {
        var made = new PdfDictionary(
        [
            new("A B#(é", new PdfName("x/y")),
            new("N", new PdfArray([new PdfInteger(-5), new PdfReal(0.25), new PdfBoolean(true), new PdfNull(), new PdfReference(7, 1)])),
            new("H", new PdfString(new byte[] { 0, 255 }, isHex: true)),
        ]);
        using var buffer = new PdfBuffer(1);
        buffer.Write(made);
        Assert.That(Show(Parse(Encoding.Latin1.GetString(buffer.Written.Span))), Is.EqualTo(Show(made)));
    }

    [Test]
    public void Text_of_PDFDocEncoding_is_decoded() =>
        Assert.That(PdfText.Decode([0x41, 0x84, 0xA0, 0xE9, 0x1F]), Is.EqualTo("A\u2014\u20ACé\u02DC"));
}
