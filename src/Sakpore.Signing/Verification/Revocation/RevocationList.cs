using System.Formats.Asn1;
using System.Numerics;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Verification.Revocation;

/// <summary>
/// A certificate revocation list (RFC 5280, 5), direct or indirect. By itself it speaks only when it is complete; lists of changes
/// and lists for some reasons speak together with others (<see cref="CombinedLists"/>).
/// </summary>
internal sealed class RevocationList : RevocationEvidence
{
    private const string CertificateIssuerOid = "2.5.29.29";
    private const string ReasonCodeOid = "2.5.29.21";
    private const string IssuingDistributionPointOid = "2.5.29.28";
    private const string ExpiredCertificatesOid = "2.5.29.60"; // X.509, 9.5.2.8: expiredCertsOnCRL
    private const string DeltaIndicatorOid = "2.5.29.27";
    private const string NumberOid = "2.5.29.20";
    private const int CertificateHold = 6;
    private const int RemoveFromList = 8;

    private static readonly Asn1Tag ExtensionsTag = new(TagClass.ContextSpecific, 0, isConstructed: true);

    private readonly AlgorithmIdentifier _algorithm;
    private readonly ReadOnlyMemory<byte>? _entries;
    private readonly IReadOnlyDictionary<string, CertificateExtension> _extensions;
    private readonly DateTimeOffset? _knowsExpiredSince;

    private RevocationList(ReadOnlyMemory<byte> encoded, EvidencePlace place)
        : base(encoded, place)
    {
        var whole = new AsnReader(encoded, AsnEncodingRules.BER);
        var outer = whole.ReadSequence();
        whole.ThrowIfNotEmpty();
        Signed = outer.ReadEncodedValue();
        _algorithm = AlgorithmIdentifier.Read(outer);
        Signature = outer.ReadBitString(out var unused);
        if (unused != 0)
            throw new FormatException("A signature is a whole number of octets.");
        outer.ThrowIfNotEmpty();

        var tbs = new AsnReader(Signed, AsnEncodingRules.BER).ReadSequence();
        if (tbs.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
            tbs.ReadInteger();
        if (!AlgorithmIdentifier.Read(tbs).Matches(_algorithm))
            throw new FormatException("The two signature algorithms of the list differ.");
        Issuer = DistinguishedName.Parse(tbs.ReadEncodedValue());
        ThisUpdate = Certificate.ReadTime(tbs);
        if (tbs.HasData && tbs.PeekTag() is { TagClass: TagClass.Universal, TagValue: (int)UniversalTagNumber.UtcTime or (int)UniversalTagNumber.GeneralizedTime })
            NextUpdate = Certificate.ReadTime(tbs);
        if (tbs.HasData && tbs.PeekTag().HasSameClassAndValue(Asn1Tag.Sequence))
            _entries = tbs.ReadEncodedValue();
        _extensions = tbs.HasData ? CertificateExtension.ReadAll(tbs.ReadSequence(ExtensionsTag)) : new Dictionary<string, CertificateExtension>();
        tbs.ThrowIfNotEmpty();
        Point = _extensions.TryGetValue(IssuingDistributionPointOid, out var point) ? IssuingPoint.Read(point) : null;
        Number = NumberOf(NumberOid);
        BaseNumber = NumberOf(DeltaIndicatorOid);
        _knowsExpiredSince = _extensions.TryGetValue(ExpiredCertificatesOid, out var expired) ? expired.Open().ReadGeneralizedTime() : null;
    }

    public override EvidenceKind Kind => EvidenceKind.Crl;

    public override DateTimeOffset ProducedAt => ThisUpdate;

    public override SignatureScheme? Scheme => SignatureScheme.Find(_algorithm);

    public DistinguishedName Issuer { get; }

    /// <summary>When it was issued.</summary>
    public DateTimeOffset ThisUpdate { get; }

    /// <summary>By when the next one is issued; null when it does not say.</summary>
    public DateTimeOffset? NextUpdate { get; }

    /// <summary>Which certificates it is for; null: all of its issuer's.</summary>
    public IssuingPoint? Point { get; }

    /// <summary>Its number (5.2.3); null when it has none.</summary>
    public BigInteger? Number { get; }

    /// <summary>Of a list of changes, the number of the complete list that it begins from (5.2.4); null for other lists.</summary>
    public BigInteger? BaseNumber { get; }

    /// <summary>Whether it speaks by itself: no list of changes, and for all reasons.</summary>
    public bool IsComplete => BaseNumber is null && Reasons == RevocationReasons.All;

    /// <summary>The reasons that it covers.</summary>
    public RevocationReasons Reasons => Point?.Reasons ?? RevocationReasons.All;

    protected override ReadOnlyMemory<byte> Signed { get; }

    protected override ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Reads exactly one list.</summary>
    /// <returns>Null when the bytes are none.</returns>
    public static RevocationList? Read(ReadOnlyMemory<byte> encoded, EvidencePlace place)
    {
        try
        {
            return new RevocationList(encoded, place);
        }
        catch (Exception e) when (e is AsnContentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>What a list for some reasons says of a certificate; null for other lists, or where it says nothing.</summary>
    /// <exception cref="AsnContentException">Malformed.</exception>
    public RevocationStatement? FindForItsReasons(Certificate certificate) =>
        BaseNumber is null && Reasons != RevocationReasons.All ? Read(certificate) : null;

    /// <summary>Whether this is a list of changes to another (6.3.3 c): same issuer and scope, begun from it or an earlier one, and newer.</summary>
    public bool Changes(RevocationList complete) =>
        BaseNumber is { } from && complete is { BaseNumber: null, Number: { } number } && from <= number && Number > number
        && Issuer.Matches(complete.Issuer) && HasSame(complete, IssuingDistributionPointOid) && HasSame(complete, CertificateExtension.AuthorityKeyIdentifierOid);

    /// <summary>What a complete list says together with these changes; null where they do not concern the certificate.</summary>
    /// <exception cref="AsnContentException">Malformed.</exception>
    public RevocationStatement? Update(RevocationStatement complete, Certificate certificate)
    {
        if (HasUnknownCritical(DeltaIndicatorOid) || !IsFor(certificate))
            return null;
        complete = complete with { ThisUpdate = ThisUpdate, NextUpdate = NextUpdate };
        return EntryOf(certificate) switch
        {
            (null, _) => complete,
            (_, RemoveFromList) => complete with { RevokedSince = null, IsOnHold = false },
            var (since, reason) => complete with { RevokedSince = since, IsOnHold = reason == CertificateHold },
        };
    }

    protected override RevocationStatement? Find(Certificate certificate, Certificate issuer) =>
        IsComplete ? Read(certificate) : null;

    private RevocationStatement? Read(Certificate certificate)
    {
        if (HasUnknownCritical(IssuingDistributionPointOid) || !IsFor(certificate))
            return null;
        var (since, reason) = EntryOf(certificate);
        return new RevocationStatement(ThisUpdate, NextUpdate, since, reason == CertificateHold, _knowsExpiredSince);
    }

    private bool HasUnknownCritical(string known) =>
        _extensions.Values.Any(e => e.IsCritical && e.Oid != IssuingDistributionPointOid && e.Oid != known);

    private bool HasSame(RevocationList other, string oid) => (_extensions.GetValueOrDefault(oid), other._extensions.GetValueOrDefault(oid)) switch
    {
        (null, null) => true,
        ({ } a, { } b) => a.Value.Span.SequenceEqual(b.Value.Span),
        _ => false,
    };

    private BigInteger? NumberOf(string oid) => _extensions.TryGetValue(oid, out var extension) ? extension.Open().ReadInteger() : null;

    // RFC 5280, 6.3.3 b 1: of the certificate's issuer, or an indirect one of whom the certificate names as its list's issuer.
    private bool IsFor(Certificate certificate)
    {
        var points = CertificatePointers.DistributionPoints(certificate);
        var isOwn = Issuer.Matches(certificate.Issuer);
        var isNamed = Point is { IsIndirect: true }
            && points.Any(p => CertificatePointers.DirectoryNames(p.Issuers).Any(Issuer.Matches));
        return (isOwn || isNamed) && (Point is null || Point.Covers(certificate, points));
    }

    private (DateTimeOffset? Since, int Reason) EntryOf(Certificate certificate)
    {
        if (_entries is not { } encoded)
            return default;
        var issuer = Issuer;
        var isOurs = issuer.Matches(certificate.Issuer);
        var entries = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        while (entries.HasData)
        {
            var entry = entries.ReadSequence();
            var serial = entry.ReadInteger();
            var since = Certificate.ReadTime(entry);
            var reason = 0;
            if (entry.HasData)
            {
                foreach (var extension in ReadEntryExtensions(entry))
                {
                    // 5.3.3: the issuer named at one entry holds for those that follow.
                    if (extension.Oid == CertificateIssuerOid)
                        isOurs = NamesOf(extension).Any(certificate.Issuer.Matches);
                    else if (extension.Oid == ReasonCodeOid)
                        reason = ReadReason(extension);
                    else if (extension.IsCritical)
                        throw new AsnContentException($"The critical entry extension {extension.Oid} is not known."); // 5.3
                }
            }

            if (isOurs && serial == certificate.Serial)
                return (since, reason);
        }

        return default;
    }

    private static List<CertificateExtension> ReadEntryExtensions(AsnReader entry)
    {
        var found = new List<CertificateExtension>();
        var list = entry.ReadSequence();
        while (list.HasData)
        {
            var item = list.ReadSequence();
            var oid = item.ReadObjectIdentifier();
            var critical = item.PeekTag().HasSameClassAndValue(Asn1Tag.Boolean) && item.ReadBoolean();
            found.Add(new CertificateExtension(oid, critical, item.ReadOctetString()));
        }

        return found;
    }

    private static IEnumerable<DistinguishedName> NamesOf(CertificateExtension extension)
    {
        var names = extension.Open().ReadSequence();
        var all = new List<ReadOnlyMemory<byte>>();
        while (names.HasData)
            all.Add(names.ReadEncodedValue());
        return CertificatePointers.DirectoryNames(all);
    }

    private static int ReadReason(CertificateExtension extension)
    {
        var value = extension.Open().ReadEnumeratedBytes().Span;
        return value.Length == 1 ? value[0] : 0;
    }
}
