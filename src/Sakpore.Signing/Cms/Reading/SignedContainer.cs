using System.Formats.Asn1;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Cms.Reading;

/// <summary>
/// A CMS SignedData with one signer, as a PDF carries it (RFC 5652, 5; ISO 32000-2, 12.8.3.3). BER is accepted; nothing is
/// checked yet but form. It keeps slices of the memory it was read from.
/// </summary>
internal sealed class SignedContainer
{
    public const string DataType = "1.2.840.113549.1.7.1";
    public const string TimestampType = "1.2.840.113549.1.9.16.1.4";

    private const string SignedDataType = "1.2.840.113549.1.7.2";
    private const int MaximumCertificates = 200;

    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Tag1 = new(TagClass.ContextSpecific, 1, isConstructed: true);

    private SignedContainer(
        string contentType, ReadOnlyMemory<byte>? content, IReadOnlyList<Certificate> certificates,
        IReadOnlyList<ReadOnlyMemory<byte>> revocation, CmsSigner signer)
    {
        ContentType = contentType;
        Content = content;
        Certificates = certificates;
        Revocation = revocation;
        Signer = signer;
    }

    /// <summary>The type of what was signed.</summary>
    public string ContentType { get; }

    /// <summary>What was signed where the container holds it; null when it is detached.</summary>
    public ReadOnlyMemory<byte>? Content { get; }

    /// <summary>The X.509 certificates it carries; other forms and unreadable ones are left out.</summary>
    public IReadOnlyList<Certificate> Certificates { get; }

    /// <summary>The revocation lists and other revocation information it carries, each as received.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Revocation { get; }

    public CmsSigner Signer { get; }

    /// <summary>Reads a container that zeros may follow, as they fill the place kept for it in a PDF.</summary>
    public static CmsFault Read(ReadOnlyMemory<byte> bytes, out SignedContainer? container)
    {
        container = null;
        try
        {
            var whole = new AsnReader(bytes, AsnEncodingRules.BER).ReadEncodedValue();
            if (bytes.Span[whole.Length..].ContainsAnyExcept((byte)0))
                return CmsFault.TrailingBytes;
            var info = new AsnReader(whole, AsnEncodingRules.BER).ReadSequence();
            if (info.ReadObjectIdentifier() != SignedDataType)
                return CmsFault.NotSignedData;
            var wrapper = info.ReadSequence(Tag0);
            info.ThrowIfNotEmpty();
            var data = wrapper.ReadSequence();
            wrapper.ThrowIfNotEmpty();
            return ReadSignedData(data, out container);
        }
        catch (CmsAttributesException)
        {
            return CmsFault.Attributes;
        }
        catch (Exception e) when (e is AsnContentException or FormatException)
        {
            return CmsFault.NotSignedData;
        }
    }

    private static CmsFault ReadSignedData(AsnReader data, out SignedContainer? container)
    {
        container = null;
        data.ReadInteger(); // version
        data.ReadEncodedValue(); // digestAlgorithms: a hint for one-pass readers; the signer's own counts (RFC 5652, 5.1)
        var content = data.ReadSequence();
        var contentType = content.ReadObjectIdentifier();
        ReadOnlyMemory<byte>? value = null;
        if (content.HasData)
        {
            var wrapper = content.ReadSequence(Tag0);
            value = wrapper.ReadOctetString();
            wrapper.ThrowIfNotEmpty();
            content.ThrowIfNotEmpty();
        }

        var certificates = new List<Certificate>();
        if (data.PeekTag().HasSameClassAndValue(Tag0) && !ReadCertificates(data.ReadSetOf(skipSortOrderValidation: true, Tag0), certificates))
            return CmsFault.TooManyCertificates;
        var revocation = new List<ReadOnlyMemory<byte>>();
        if (data.PeekTag().HasSameClassAndValue(Tag1))
        {
            var set = data.ReadSetOf(skipSortOrderValidation: true, Tag1);
            while (set.HasData)
                revocation.Add(set.ReadEncodedValue());
        }

        var signers = data.ReadSetOf(skipSortOrderValidation: true);
        data.ThrowIfNotEmpty();
        if (!signers.HasData)
            return CmsFault.SignerCount;
        var signer = CmsSigner.Read(signers);
        if (signers.HasData)
            return CmsFault.SignerCount;
        container = new SignedContainer(contentType, value, certificates, revocation, signer);
        return CmsFault.None;
    }

    private static bool ReadCertificates(AsnReader set, List<Certificate> certificates)
    {
        for (var count = 0; set.HasData; count++)
        {
            if (count == MaximumCertificates)
                return false;
            if (Certificate.TryParse(set.ReadEncodedValue(), out var certificate))
                certificates.Add(certificate);
        }

        return true;
    }
}
