using System.Collections.Frozen;
using System.Formats.Asn1;
using System.Globalization;
using System.Text;
using Org.BouncyCastle.Asn1.X509;

namespace Sakpore.Signing.Trust;

/// <summary>A name of a certificate's subject or issuer: its bytes, its RFC 4514 text, and the comparison of RFC 5280.</summary>
public sealed class DistinguishedName
{
    // Descriptors of RFC 4514, 3 and of the IANA registry of LDAP descriptors; all other types are written in dotted form.
    private static readonly FrozenDictionary<string, string> Descriptors = new Dictionary<string, string>
    {
        ["2.5.4.3"] = "CN",
        ["2.5.4.7"] = "L",
        ["2.5.4.8"] = "ST",
        ["2.5.4.10"] = "O",
        ["2.5.4.11"] = "OU",
        ["2.5.4.6"] = "C",
        ["2.5.4.9"] = "STREET",
        ["0.9.2342.19200300.100.1.25"] = "DC",
        ["0.9.2342.19200300.100.1.1"] = "UID",
        ["2.5.4.4"] = "sn",
        ["2.5.4.5"] = "serialNumber",
        ["2.5.4.12"] = "title",
        ["2.5.4.17"] = "postalCode",
        ["2.5.4.42"] = "givenName",
        ["2.5.4.43"] = "initials",
        ["2.5.4.44"] = "generationQualifier",
        ["2.5.4.46"] = "dnQualifier",
        ["2.5.4.97"] = "organizationIdentifier",
        ["1.2.840.113549.1.9.1"] = "emailAddress",
    }.ToFrozenDictionary();

    private readonly ReadOnlyMemory<byte> _encoded;
    private readonly string _text;

    private DistinguishedName(ReadOnlyMemory<byte> encoded, string text, string? commonName)
    {
        _encoded = encoded;
        _text = text;
        CommonName = commonName;
    }

    /// <summary>The first common name (CN), as people are called; null when the name has none.</summary>
    public string? CommonName { get; }

    /// <summary>The Name as received.</summary>
    internal ReadOnlyMemory<byte> Encoded => _encoded;

    /// <summary>Whether the name has no relative distinguished name at all.</summary>
    internal bool IsEmpty => _text.Length == 0;

    /// <summary>The RFC 4514 text: last relative name first, "CN=Siti,O=Dinas,C=ID".</summary>
    public override string ToString() => _text;

    /// <summary>Reads a Name. Throws <see cref="AsnContentException"/> when it is malformed.</summary>
    internal static DistinguishedName Parse(ReadOnlyMemory<byte> encoded)
    {
        var names = new List<string>();
        string? commonName = null;
        var rdns = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        while (rdns.HasData)
        {
            var parts = new List<string>();
            var set = rdns.ReadSetOf(skipSortOrderValidation: true);
            while (set.HasData)
            {
                var attribute = set.ReadSequence();
                var type = attribute.ReadObjectIdentifier();
                var value = attribute.ReadEncodedValue();
                attribute.ThrowIfNotEmpty();
                var text = ReadText(value);
                if (type == "2.5.4.3")
                    commonName ??= text;
                // RFC 4514, 2.4: a type without descriptor, or a value that is no string, is shown as its encoding in hexadecimal.
                parts.Add(Descriptors.TryGetValue(type, out var descriptor) && text is not null
                    ? $"{descriptor}={Escape(text)}"
                    : $"{descriptor ?? type}=#{Convert.ToHexStringLower(value.Span)}");
            }

            names.Add(string.Join('+', parts));
        }

        names.Reverse();
        return new DistinguishedName(encoded, string.Join(',', names), commonName);
    }

    /// <summary>
    /// Whether two names are the same by RFC 5280, 7.1: attribute by attribute, strings without regard to case, to their
    /// string type and to repeated white space.
    /// </summary>
    internal bool Matches(DistinguishedName other)
    {
        if (_encoded.Span.SequenceEqual(other._encoded.Span))
            return true;
        try
        {
            // inOrder: RFC 5280, 7.1 compares relative names in the order in which they stand.
            return X509Name.GetInstance(_encoded.ToArray()).Equivalent(X509Name.GetInstance(other._encoded.ToArray()), inOrder: true);
        }
        catch (Exception e) when (e is ArgumentException or IOException or InvalidOperationException)
        {
            return false;
        }
    }

    private static string? ReadText(ReadOnlyMemory<byte> value)
    {
        var reader = new AsnReader(value, AsnEncodingRules.BER);
        var tag = reader.PeekTag();
        if (tag.TagClass != TagClass.Universal)
            return null;
        try
        {
            return (UniversalTagNumber)tag.TagValue switch
            {
                UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String
                    or UniversalTagNumber.BMPString or UniversalTagNumber.T61String or UniversalTagNumber.NumericString
                    => reader.ReadCharacterString((UniversalTagNumber)tag.TagValue),
                _ => null,
            };
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    // RFC 4514, 2.4.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c is '"' or '+' or ',' or ';' or '<' or '>' or '\\'
                || (c is ' ' or '#' && i == 0)
                || (c == ' ' && i == text.Length - 1))
                escaped.Append('\\').Append(c);
            else if (char.IsControl(c))
            {
                foreach (var b in Encoding.UTF8.GetBytes([c]))
                    escaped.Append(CultureInfo.InvariantCulture, $"\\{b:x2}");
            }
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }
}
