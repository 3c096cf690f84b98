using System.Formats.Asn1;

namespace Sakpore.Signing.Trust;

/// <summary>One extension of a certificate or revocation list (RFC 5280, 4.2 and 5.2).</summary>
internal sealed record CertificateExtension(string Oid, bool IsCritical, ReadOnlyMemory<byte> Value)
{
    public const string SubjectKeyIdentifierOid = "2.5.29.14";
    public const string KeyUsageOid = "2.5.29.15";
    public const string BasicConstraintsOid = "2.5.29.19";
    public const string CertificatePoliciesOid = "2.5.29.32";
    public const string AuthorityKeyIdentifierOid = "2.5.29.35";
    public const string ExtendedKeyUsageOid = "2.5.29.37";

    /// <summary>The extension's own encoding, opened. Throws <see cref="AsnContentException"/> when it is malformed.</summary>
    public AsnReader Open() => new(Value, AsnEncodingRules.BER);

    /// <summary>Reads Extensions ::= SEQUENCE OF Extension, wrapped once more by its explicit tag.</summary>
    /// <exception cref="FormatException">An extension occurs twice (forbidden by RFC 5280, 4.2).</exception>
    public static IReadOnlyDictionary<string, CertificateExtension> ReadAll(AsnReader wrapper)
    {
        var found = new Dictionary<string, CertificateExtension>();
        var list = wrapper.ReadSequence();
        wrapper.ThrowIfNotEmpty();
        while (list.HasData)
        {
            var item = list.ReadSequence();
            var oid = item.ReadObjectIdentifier();
            var critical = item.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && item.ReadBoolean();
            var value = item.ReadOctetString();
            item.ThrowIfNotEmpty();
            if (!found.TryAdd(oid, new CertificateExtension(oid, critical, value)))
                throw new FormatException($"The extension {oid} occurs twice.");
        }

        return found;
    }
}

/// <summary>basicConstraints (RFC 5280, 4.2.1.9).</summary>
/// <param name="IsCertificateAuthority">Whether the subject may issue certificates.</param>
/// <param name="PathLength">How many intermediate certificates may follow; null without limit.</param>
internal sealed record BasicConstraints(bool IsCertificateAuthority, int? PathLength)
{
    public static BasicConstraints Read(CertificateExtension? extension)
    {
        if (extension is null)
            return new BasicConstraints(false, null);
        var sequence = extension.Open().ReadSequence();
        var authority = sequence.HasData && sequence.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && sequence.ReadBoolean();
        int? length = null;
        if (sequence.HasData)
        {
            if (!sequence.TryReadInt32(out var value) || value < 0)
                throw new FormatException("pathLenConstraint is no small natural number.");
            length = value;
        }

        sequence.ThrowIfNotEmpty();
        return new BasicConstraints(authority, length);
    }
}

/// <summary>keyUsage (RFC 5280, 4.2.1.3). Absent, it forbids nothing.</summary>
internal sealed record KeyUsages(bool IsPresent, bool DigitalSignature, bool NonRepudiation, bool KeyCertSign, bool CrlSign)
{
    public static KeyUsages Read(CertificateExtension? extension)
    {
        if (extension is null)
            return new KeyUsages(false, true, true, true, true);
        var bits = extension.Open().ReadBitString(out _);
        var first = bits.Length > 0 ? bits[0] : 0;
        return new KeyUsages(true, (first & 0x80) != 0, (first & 0x40) != 0, (first & 0x04) != 0, (first & 0x02) != 0);
    }
}

/// <summary>extendedKeyUsage (RFC 5280, 4.2.1.12). Absent, it forbids nothing.</summary>
internal sealed record ExtendedKeyUsages(bool IsPresent, bool IsCritical, IReadOnlySet<string> Purposes)
{
    public const string TimeStampingOid = "1.3.6.1.5.5.7.3.8";
    public const string OcspSigningOid = "1.3.6.1.5.5.7.3.9";

    public static ExtendedKeyUsages Read(CertificateExtension? extension)
    {
        var purposes = new HashSet<string>();
        if (extension is null)
            return new ExtendedKeyUsages(false, false, purposes);
        var sequence = extension.Open().ReadSequence();
        while (sequence.HasData)
            purposes.Add(sequence.ReadObjectIdentifier());
        return new ExtendedKeyUsages(true, extension.IsCritical, purposes);
    }
}

/// <summary>certificatePolicies (RFC 5280, 4.2.1.4): the identifiers, without their qualifiers.</summary>
internal static class CertificatePolicies
{
    public static IReadOnlySet<string> Read(CertificateExtension? extension)
    {
        var oids = new HashSet<string>();
        if (extension is null)
            return oids;
        var sequence = extension.Open().ReadSequence();
        while (sequence.HasData)
            oids.Add(sequence.ReadSequence().ReadObjectIdentifier());
        return oids;
    }
}

/// <summary>subjectKeyIdentifier and authorityKeyIdentifier (RFC 5280, 4.2.1.1 and 4.2.1.2): hints for path building, never proof.</summary>
internal static class KeyIdentifiers
{
    public static byte[]? ReadSubject(CertificateExtension? extension) => extension?.Open().ReadOctetString();

    public static byte[]? ReadAuthority(CertificateExtension? extension)
    {
        var keyIdentifier = new Asn1Tag(TagClass.ContextSpecific, 0);
        var sequence = extension?.Open().ReadSequence();
        return sequence is { HasData: true } && sequence.PeekTag().HasSameClassAndValue(keyIdentifier)
            ? sequence.ReadOctetString(keyIdentifier)
            : null;
    }
}
