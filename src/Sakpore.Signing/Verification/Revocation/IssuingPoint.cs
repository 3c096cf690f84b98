using System.Formats.Asn1;
using Sakpore.Signing.Trust;

namespace Sakpore.Signing.Verification.Revocation;

/// <summary>Which certificates a list is for (issuingDistributionPoint, RFC 5280, 5.2.5).</summary>
internal sealed class IssuingPoint
{
    private IReadOnlyList<ReadOnlyMemory<byte>> _names = [];
    private bool _hasName;
    private bool _usersOnly;
    private bool _authoritiesOnly;
    private bool _isOfAttributes;

    /// <summary>Whether it lists certificates of other issuers than its own.</summary>
    public bool IsIndirect { get; private set; }

    /// <summary>The reasons for which it lists certificates (onlySomeReasons); all of them unless it says so.</summary>
    public RevocationReasons Reasons { get; private set; } = RevocationReasons.All;

    /// <summary>
    /// Whether it covers a certificate with these distribution points (RFC 5280, 6.3.3 b 2). Lists of attribute certificates
    /// cover none.
    /// </summary>
    public bool Covers(Certificate certificate, IReadOnlyList<DistributionPoint> points)
    {
        var isAuthority = certificate.BasicConstraints.IsCertificateAuthority;
        if (_isOfAttributes || (_usersOnly && isAuthority) || (_authoritiesOnly && !isAuthority))
            return false;
        if (!_hasName)
            return true;
        // One name in common suffices; a point without name stands for the issuer that it names, or else for the certificate's.
        return points.Any(p => (p.Names.Count > 0 ? p.Names : p.Issuers).Any(Has))
            || (points.Count == 0 && CertificatePointers.DirectoryNames(_names).Any(certificate.Issuer.Matches));
    }

    /// <exception cref="AsnContentException">Malformed.</exception>
    public static IssuingPoint Read(CertificateExtension extension)
    {
        var point = new IssuingPoint();
        var sequence = extension.Open().ReadSequence();
        while (sequence.HasData)
        {
            var tag = sequence.PeekTag();
            switch (tag.TagValue)
            {
                case 0:
                    point._hasName = true;
                    point._names = DistributionPoint.ReadName(sequence.ReadSequence(tag));
                    break;
                case 1:
                    point._usersOnly = sequence.ReadBoolean(tag);
                    break;
                case 2:
                    point._authoritiesOnly = sequence.ReadBoolean(tag);
                    break;
                case 3:
                    var bits = sequence.ReadBitString(out _, tag);
                    point.Reasons = (RevocationReasons)((bits.Length > 0 ? bits[0] << 8 : 0) | (bits.Length > 1 ? bits[1] : 0)) & RevocationReasons.All;
                    break;
                case 4:
                    point.IsIndirect = sequence.ReadBoolean(tag);
                    break;
                default:
                    sequence.ReadEncodedValue();
                    point._isOfAttributes = true;
                    break;
            }
        }

        return point;
    }

    private bool Has(ReadOnlyMemory<byte> name) => _names.Any(own => own.Span.SequenceEqual(name.Span));
}
