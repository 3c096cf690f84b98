using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml;

namespace Sakpore.Signing.Pdf.Archival;

/// <summary>Metadata as XMP (ISO 16684-1), with the identification of PDF/A-2b (ISO 19005-2, 6.6.4).</summary>
internal static class XmpPacket
{
    private const string Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private const string Dc = "http://purl.org/dc/elements/1.1/";
    private const string Xmp = "http://ns.adobe.com/xap/1.0/";
    private const string Pdf = "http://ns.adobe.com/pdf/1.3/";
    private const string PdfaId = "http://www.aiim.org/pdfa/ns/id/";
    private const string Media = "http://ns.adobe.com/xap/1.0/mm/";
    private const string Xml = "http://www.w3.org/XML/1998/namespace";

    /// <summary>Writes the packet.</summary>
    /// <param name="metadata">What it says.</param>
    /// <param name="file">The document's bytes, from which the identifiers are derived.</param>
    public static byte[] Write(ArchivalMetadata metadata, ReadOnlySpan<byte> file)
    {
        using var packet = new MemoryStream(2 << 10);
        packet.Write("<?xpacket begin=\"\uFEFF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"u8);
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), OmitXmlDeclaration = true, Indent = true, NewLineChars = "\n" };
        using (var writer = XmlWriter.Create(packet, settings))
            Write(writer, metadata, Identifier(file));
        packet.Write("\n<?xpacket end=\"r\"?>"u8);
        return packet.ToArray();
    }

    private static void Write(XmlWriter writer, ArchivalMetadata metadata, string identifier)
    {
        var created = metadata.Created.ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        writer.WriteStartElement("x", "xmpmeta", "adobe:ns:meta/");
        writer.WriteStartElement("rdf", "RDF", Rdf);
        writer.WriteStartElement("rdf", "Description", Rdf);
        writer.WriteAttributeString("rdf", "about", Rdf, "");
        writer.WriteElementString("pdfaid", "part", PdfaId, "2");
        writer.WriteElementString("pdfaid", "conformance", PdfaId, "B");
        WriteAlternative(writer, "title", metadata.Title);
        if (metadata.Subject is { } subject)
            WriteAlternative(writer, "description", subject);
        WriteList(writer, "creator", "Seq", metadata.Author);
        WriteList(writer, "language", "Bag", metadata.Language);
        writer.WriteElementString("xmp", "CreatorTool", Xmp, metadata.CreatorTool);
        writer.WriteElementString("xmp", "CreateDate", Xmp, created);
        writer.WriteElementString("xmp", "ModifyDate", Xmp, created);
        writer.WriteElementString("xmp", "MetadataDate", Xmp, created);
        writer.WriteElementString("pdf", "Producer", Pdf, metadata.Producer);
        writer.WriteElementString("xmpMM", "DocumentID", Media, identifier);
        writer.WriteElementString("xmpMM", "InstanceID", Media, identifier);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteAlternative(XmlWriter writer, string name, string text)
    {
        writer.WriteStartElement("dc", name, Dc);
        writer.WriteStartElement("rdf", "Alt", Rdf);
        writer.WriteStartElement("rdf", "li", Rdf);
        writer.WriteAttributeString("xml", "lang", Xml, "x-default");
        writer.WriteString(text);
        writer.WriteEndElement();
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    private static void WriteList(XmlWriter writer, string name, string kind, string text)
    {
        writer.WriteStartElement("dc", name, Dc);
        writer.WriteStartElement("rdf", kind, Rdf);
        writer.WriteElementString("rdf", "li", Rdf, text);
        writer.WriteEndElement();
        writer.WriteEndElement();
    }

    // RFC 9562, 5.8: a UUID of version 8 says that its bits are the maker's own; here they are a digest of the content.
    private static string Identifier(ReadOnlySpan<byte> file)
    {
        var digest = SHA256.HashData(file);
        digest[6] = (byte)(digest[6] & 0x0F | 0x80);
        digest[8] = (byte)(digest[8] & 0x3F | 0x80);
        return "uuid:" + new Guid(digest.AsSpan(0, 16), bigEndian: true);
    }
}
