using System.Formats.Asn1;

namespace Sakpore.Signing.Cms.Reading;

/// <summary>The attributes of a signer, signed or not: values by type, each as received.</summary>
internal sealed class CmsAttributes
{
    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string SigningTime = "1.2.840.113549.1.9.5";
    public const string SigningCertificate = "1.2.840.113549.1.9.16.2.12";
    public const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    public const string SignatureTimestamp = "1.2.840.113549.1.9.16.2.14";
    public const string AdobeRevocationArchive = "1.2.840.113583.1.1.8";

    private readonly Dictionary<string, IReadOnlyList<ReadOnlyMemory<byte>>> _values = [];

    public static CmsAttributes None { get; } = new();

    public bool IsEmpty => _values.Count == 0;

    /// <summary>The values of a type; none when it does not occur.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>> Values(string type) => _values.TryGetValue(type, out var values) ? values : [];

    /// <summary>The value of a type that has exactly one; null when it has none or several.</summary>
    public ReadOnlyMemory<byte>? Single(string type) => Values(type) is [var only] ? only : default(ReadOnlyMemory<byte>?);

    public bool Has(string type) => _values.ContainsKey(type);

    /// <summary>Reads a SET OF Attribute under its implicit tag.</summary>
    /// <param name="encoded">The set as received.</param>
    /// <param name="tag">Its tag.</param>
    /// <param name="allowRepeats">
    /// Whether a type may occur twice, its values then being joined. Signed attributes may not: readers would differ in
    /// which they believe.
    /// </param>
    /// <exception cref="AsnContentException">Malformed, or a type occurs twice where it may not.</exception>
    public static CmsAttributes Read(ReadOnlyMemory<byte> encoded, Asn1Tag tag, bool allowRepeats)
    {
        var attributes = new CmsAttributes();
        // Order is for DER alone to fix, and signers in the field do not keep it.
        var set = new AsnReader(encoded, AsnEncodingRules.BER).ReadSetOf(skipSortOrderValidation: true, tag);
        while (set.HasData)
        {
            var attribute = set.ReadSequence();
            var type = attribute.ReadObjectIdentifier();
            var read = new List<ReadOnlyMemory<byte>>(attributes.Values(type));
            if (read.Count > 0 && !allowRepeats)
                throw new AsnContentException($"The attribute {type} occurs twice.");
            var values = attribute.ReadSetOf(skipSortOrderValidation: true);
            attribute.ThrowIfNotEmpty();
            while (values.HasData)
                read.Add(values.ReadEncodedValue());
            attributes._values[type] = read;
        }

        return attributes;
    }
}
