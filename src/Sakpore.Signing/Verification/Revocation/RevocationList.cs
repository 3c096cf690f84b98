using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Numerics;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;

namespace Sakpore.Signing.Verification.Revocation;

/// <summary>A certificate revocation list (RFC 5280, 5) that lists the certificates of its own issuer, whole.</summary>
internal sealed class RevocationList
{
    private const string IssuingDistributionPoint = "2.5.29.28";

    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0, isConstructed: true);

    private readonly ReadOnlyMemory<byte> _signed;
    private readonly AlgorithmIdentifier _algorithm;
    private readonly ReadOnlyMemory<byte> _signature;
    private readonly ReadOnlyMemory<byte>? _entries;
    private readonly IReadOnlyDictionary<string, CertificateExtension> _extensions;

    private RevocationList(
        ReadOnlyMemory<byte> signed, AlgorithmIdentifier algorithm, ReadOnlyMemory<byte> signature, DistinguishedName issuer,
        DateTimeOffset thisUpdate, DateTimeOffset? nextUpdate, ReadOnlyMemory<byte>? entries,
        IReadOnlyDictionary<string, CertificateExtension> extensions)
    {
        _signed = signed;
        _algorithm = algorithm;
        _signature = signature;
        _entries = entries;
        _extensions = extensions;
        Issuer = issuer;
        ThisUpdate = thisUpdate;
        NextUpdate = nextUpdate;
    }

    public DistinguishedName Issuer { get; }

    /// <summary>When it was issued.</summary>
    public DateTimeOffset ThisUpdate { get; }

    /// <summary>By when the next one is issued; null when it does not say.</summary>
    public DateTimeOffset? NextUpdate { get; }

    /// <summary>How its signature was computed; null when unknown.</summary>
    public SignatureScheme? Scheme => SignatureScheme.Find(_algorithm);

    public static bool TryParse(ReadOnlyMemory<byte> bytes, [NotNullWhen(true)] out RevocationList? list)
    {
        try
        {
            list = Read(bytes);
            return true;
        }
        catch (Exception e) when (e is AsnContentException or FormatException)
        {
            list = null;
            return false;
        }
    }

    /// <summary>Whether the issuer of the certificates may sign lists (RFC 5280, 6.3.3 f) and signed this one.</summary>
    public bool IsSignedBy(Certificate issuer) =>
        issuer.KeyUsage.CrlSign && Issuer.Matches(issuer.Subject)
        && Scheme is { } scheme && PublicKey.Read(issuer.PublicKey) is { } key
        && key.CheckMessage(scheme, _signed.Span, _signature.Span) == SignatureCheck.Valid;

    /// <summary>
    /// Whether the list speaks of the certificate: lists for some certificates, some reasons, or of changes only are used
    /// where they plainly cover it, and otherwise left aside (RFC 5280, 5.2.4, 5.2.5 and 6.3.3 b).
    /// </summary>
    public bool Covers(Certificate certificate)
    {
        foreach (var extension in _extensions.Values)
        {
            if (extension.Oid == IssuingDistributionPoint)
            {
                if (!CoversPoint(extension, certificate))
                    return false;
            }
            else if (extension.IsCritical)
                return false; // deltaCRLIndicator among them
        }

        return true;
    }

    /// <summary>When the certificate was revoked; null when it is not listed.</summary>
    /// <exception cref="AsnContentException">The list is malformed.</exception>
    public DateTimeOffset? RevocationOf(BigInteger serial)
    {
        if (_entries is not { } encoded)
            return null;
        var entries = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            if (entry.ReadInteger() == serial)
                return Certificate.ReadTime(entry);
        }

        return null;
    }

    private static bool CoversPoint(CertificateExtension extension, Certificate certificate)
    {
        var point = extension.Open().ReadSequence();
        while (point.HasData)
        {
            var tag = point.PeekTag();
            var value = point.ReadEncodedValue();
            var isAuthority = certificate.BasicConstraints.IsCertificateAuthority;
            var covers = tag.TagValue switch
            {
                // distributionPoint: the same bytes in the certificate's own (4.2.1.13) are proof enough.
                0 => certificate.Extension("2.5.29.31") is { } points && points.Value.Span.IndexOf(value.Span) >= 0,
                1 => !isAuthority, // onlyContainsUserCerts
                2 => isAuthority, // onlyContainsCACerts
                _ => false, // some reasons only, indirect, attribute certificates
            };
            if (!covers)
                return false;
        }

        return true;
    }

    private static RevocationList Read(ReadOnlyMemory<byte> bytes)
    {
        var whole = new AsnReader(bytes, AsnEncodingRules.BER);
        var outer = whole.ReadSequence();
        whole.ThrowIfNotEmpty();
        var signed = outer.ReadEncodedValue();
        var algorithm = AlgorithmIdentifier.Read(outer);
        var signature = outer.ReadBitString(out _);
        outer.ThrowIfNotEmpty();

        var tbs = new AsnReader(signed, AsnEncodingRules.BER).ReadSequence();
        if (tbs.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            tbs.ReadInteger();
        if (!AlgorithmIdentifier.Read(tbs).Matches(algorithm))
            throw new FormatException("The two signature algorithms of the list differ.");
        var issuer = DistinguishedName.Parse(tbs.ReadEncodedValue());
        var thisUpdate = Certificate.ReadTime(tbs);
        DateTimeOffset? nextUpdate = null;
        if (tbs.HasData && tbs.PeekTag() is { TagClass: TagClass.Universal, TagValue: (int)UniversalTagNumber.UtcTime or (int)UniversalTagNumber.GeneralizedTime })
            nextUpdate = Certificate.ReadTime(tbs);
        ReadOnlyMemory<byte>? entries = null;
        if (tbs.HasData && tbs.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            entries = tbs.ReadEncodedValue();
        IReadOnlyDictionary<string, CertificateExtension> extensions = new Dictionary<string, CertificateExtension>();
        if (tbs.HasData)
            extensions = CertificateExtension.ReadAll(tbs.ReadSequence(Extensions));
        tbs.ThrowIfNotEmpty();
        return new RevocationList(signed, algorithm, signature, issuer, thisUpdate, nextUpdate, entries, extensions);
    }
}
