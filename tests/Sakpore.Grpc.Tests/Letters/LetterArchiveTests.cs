using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Sakpore.Grpc.Tests.Letters;

/// <summary>
/// Letters keep to PDF/A-2b (ISO 19005-2): the clauses that a file made by this composer could break, asked of the file as qpdf reads it.
/// A check of ours, not a certificate.
/// </summary>
internal sealed class LetterArchiveTests
{
    private static readonly byte[] Pdf = Letter.Compose(LetterSamples.Marked(LetterSamples.Long));
    private static readonly JsonElement File = Objects(Pdf);
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";

    [Test]
    public void Header_is_followed_by_a_comment_of_four_high_bytes() // 6.1.2
    {
        Assert.That(Encoding.Latin1.GetString(Pdf, 0, 9), Does.Match(@"^%PDF-1\.[0-7]\n$"));
        Assert.That(Pdf[9], Is.EqualTo((byte)'%'));
        Assert.That(Pdf[10..14], Has.All.GreaterThan((byte)127));
    }

    [Test]
    public void Trailer_has_an_identifier_and_no_encryption() // 6.1.3
    {
        var trailer = File.GetProperty("trailer").GetProperty("value");
        Assert.That(trailer.GetProperty("/ID").GetArrayLength(), Is.EqualTo(2));
        Assert.That(trailer.TryGetProperty("/Encrypt", out _), Is.False);
    }

    [Test]
    public void Metadata_identifies_the_conformance_and_agrees_with_Info() // 6.6.2, 6.6.4
    {
        var packet = Stream(Catalog.GetProperty("/Metadata"), out var dictionary);
        Assert.That(dictionary.TryGetProperty("/Filter", out _), Is.False);
        var text = Encoding.UTF8.GetString(packet);
        Assert.That(text, Does.StartWith("<?xpacket begin=\"\uFEFF\"").And.EndsWith("<?xpacket end=\"r\"?>"));
        var xmp = XDocument.Parse(Regex.Replace(text, @"<\?xpacket[^>]*\?>", "").Trim());
        string Of(string space, string name) => xmp.Descendants(XName.Get(name, space)).Single().Value.Trim();

        const string Id = "http://www.aiim.org/pdfa/ns/id/", Dc = "http://purl.org/dc/elements/1.1/", Xmp = "http://ns.adobe.com/xap/1.0/";
        var info = Value(File.GetProperty("trailer").GetProperty("value").GetProperty("/Info"));
        Assert.Multiple(() =>
        {
            Assert.That(Of(Id, "part"), Is.EqualTo("2"));
            Assert.That(Of(Id, "conformance"), Is.EqualTo("B"));
            Assert.That("u:" + Of(Dc, "title"), Is.EqualTo(info.GetProperty("/Title").GetString()));
            Assert.That("u:" + Of(Dc, "description"), Is.EqualTo(info.GetProperty("/Subject").GetString()));
            Assert.That("u:" + Of(Dc, "creator"), Is.EqualTo(info.GetProperty("/Author").GetString()));
            Assert.That("u:" + Of(Xmp, "CreatorTool"), Is.EqualTo(info.GetProperty("/Creator").GetString()));
            Assert.That("u:" + Of("http://ns.adobe.com/pdf/1.3/", "Producer"), Is.EqualTo(info.GetProperty("/Producer").GetString()));
            Assert.That(Of(Xmp, "CreateDate"), Is.EqualTo("2023-09-19T00:00:00+00:00"));
            Assert.That(info.GetProperty("/CreationDate").GetString(), Is.EqualTo("u:D:20230919000000+00'00'"));
            Assert.That(xmp.Descendants(Rdf + "Description").Count(), Is.EqualTo(1));
        });
    }

    [Test]
    public void Output_intent_embeds_an_RGB_profile() // 6.2.3
    {
        var intent = Value(Catalog.GetProperty("/OutputIntents").EnumerateArray().Single());
        Assert.That(intent.GetProperty("/S").GetString(), Is.EqualTo("/GTS_PDFA1"));
        var profile = Stream(intent.GetProperty("/DestOutputProfile"), out var dictionary);
        Assert.That(dictionary.GetProperty("/N").GetInt32(), Is.EqualTo(3));
        Assert.That(BinaryPrimitives.ReadInt32BigEndian(profile), Is.EqualTo(profile.Length));
        Assert.That(Encoding.ASCII.GetString(profile, 12, 12), Is.EqualTo("mntrRGB XYZ "));
        Assert.That(Encoding.ASCII.GetString(profile, 36, 4), Is.EqualTo("acsp"));
    }

    [Test]
    public void Every_font_is_embedded_with_its_glyph_map_and_its_text() // 6.2.11
    {
        var fonts = Dictionaries().Where(one => IsNamed(one, "/Type", "/Font")).ToList();
        Assert.That(fonts, Is.Not.Empty);
        foreach (var font in fonts)
        {
            if (IsNamed(font, "/Subtype", "/Type0"))
            {
                Assert.That(font.GetProperty("/Encoding").GetString(), Is.EqualTo("/Identity-H"));
                Assert.That(font.TryGetProperty("/ToUnicode", out _), Is.True);
                continue;
            }

            Assert.That(font.GetProperty("/Subtype").GetString(), Is.EqualTo("/CIDFontType2"));
            Assert.That(font.GetProperty("/CIDToGIDMap").GetString(), Is.EqualTo("/Identity"));
            Assert.That(Value(font.GetProperty("/FontDescriptor")).TryGetProperty("/FontFile2", out _), Is.True);
        }
    }

    [Test]
    public void Nothing_forbidden_is_in_any_object() // 6.1.7, 6.2.8, 6.3, 6.4, 6.5
    {
        string[] actions = ["/URI", "/GoTo"];
        string[] filters = ["/FlateDecode", "/DCTDecode"];
        string[] modes = ["/Normal", "/Multiply"];
        foreach (var one in Dictionaries())
        {
            Assert.That(one.TryGetProperty("/AA", out _) || one.TryGetProperty("/JS", out _) || one.TryGetProperty("/F", out var file) && file.ValueKind == JsonValueKind.String, Is.False);
            if (one.TryGetProperty("/S", out var action) && IsNamed(one, "/Type", "/Action"))
                Assert.That(actions, Does.Contain(action.GetString()));
            if (one.TryGetProperty("/Filter", out var filter))
                Assert.That(filters, Does.Contain(filter.GetString()));
            if (one.TryGetProperty("/BM", out var mode))
                Assert.That(modes, Does.Contain(mode.GetString()));
            if (IsNamed(one, "/Type", "/Annot"))
                Assert.That(one.GetProperty("/F").GetInt32() & 0b10_0111, Is.EqualTo(4), "printed; not hidden, invisible or without view (6.5.2)");
            if (IsNamed(one, "/Subtype", "/Image"))
            {
                Assert.That(one.TryGetProperty("/Interpolate", out var smooth) && smooth.GetBoolean(), Is.False);
                Assert.That(one.GetProperty("/ColorSpace").ToString(), Does.Match("Device(RGB|Gray)"));
            }

            Assert.That(one.ToString(), Does.Not.Contain("DeviceCMYK").And.Not.Contain("/TR").And.Not.Contain("/PS\""));
        }
    }

    [Test]
    public void Identifiers_come_from_the_content()
    {
        string Id(byte[] pdf) => Objects(pdf).GetProperty("trailer").GetProperty("value").GetProperty("/ID").ToString();
        var (once, again) = (Letter.Compose(LetterSamples.Short), Letter.Compose(LetterSamples.Short));
        Assert.That(Id(once), Is.EqualTo(Id(again)));
        Assert.That(Id(Letter.Compose(LetterSamples.Short)), Is.Not.EqualTo(Id(Letter.Compose(LetterSamples.Short with { Place = "Batang" }))));
    }

    [Test]
    public void Qpdf_finds_the_file_in_order() =>
        Assert.That(Letter.WithFile(Pdf, path => Letter.Run("qpdf", "--check", path)), Does.Contain("No syntax or stream encoding errors found"));

    private static JsonElement Catalog => Value(File.GetProperty("trailer").GetProperty("value").GetProperty("/Root"));

    private static JsonElement Objects(byte[] pdf)
    {
        using var json = JsonDocument.Parse(Letter.WithFile(pdf, path => Letter.Run("qpdf", "--json=2", "--json-key=qpdf", "--json-stream-data=inline", "--decode-level=none", path)));
        return json.RootElement.GetProperty("qpdf")[1].Clone();
    }

    private static JsonElement Object(JsonElement reference) => File.GetProperty("obj:" + reference.GetString());

    private static JsonElement Value(JsonElement value) => value.ValueKind == JsonValueKind.String && Regex.IsMatch(value.GetString()!, @"^\d+ \d+ R$")
        ? Object(value).TryGetProperty("value", out var found) ? found : Object(value).GetProperty("stream").GetProperty("dict")
        : value;

    private static byte[] Stream(JsonElement reference, out JsonElement dictionary)
    {
        var stream = Object(reference).GetProperty("stream");
        dictionary = stream.GetProperty("dict");
        return stream.GetProperty("data").GetBytesFromBase64();
    }

    private static bool IsNamed(JsonElement dictionary, string key, string name) => dictionary.TryGetProperty(key, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() == name;

    /// <summary>Every dictionary of the file, those inside others included.</summary>
    private static IEnumerable<JsonElement> Dictionaries() => File.EnumerateObject().SelectMany(one => Inside(one.Value)).Where(one => one.EnumerateObject().All(entry => entry.Name.StartsWith('/')));

    private static IEnumerable<JsonElement> Inside(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => [element, .. element.EnumerateObject().SelectMany(entry => Inside(entry.Value))],
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Inside),
        _ => [],
    };
}
