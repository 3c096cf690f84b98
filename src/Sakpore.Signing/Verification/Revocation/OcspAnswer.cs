using System.Formats.Asn1;
using System.Security.Cryptography;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Verification.Revocation;

/// <summary>A basic OCSP response (RFC 6960, 4.2.1). Who asked compares its nonce when the answer comes; later nobody can.</summary>
internal sealed class OcspAnswer : RevocationEvidence
{
    private const string BasicResponse = "1.3.6.1.5.5.7.48.1.1";
    private const string NonceOid = "1.3.6.1.5.5.7.48.1.2";
    private const int MaximumCertificates = 20;

    private static readonly Asn1Tag Tag0 = new(TagClass.ContextSpecific, 0, isConstructed: true);
    private static readonly Asn1Tag Tag1 = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag ByName = new(TagClass.ContextSpecific, 1, isConstructed: true);
    private static readonly Asn1Tag ByKey = new(TagClass.ContextSpecific, 2, isConstructed: true);

    private readonly AlgorithmIdentifier _algorithm;
    private readonly DistinguishedName? _responderName;
    private readonly ReadOnlyMemory<byte> _responderKey;
    private readonly List<OcspSingleResponse> _responses = [];
    private readonly List<Certificate> _certificates = [];
    private readonly bool _hasUnknownCriticalExtension;

    private OcspAnswer(ReadOnlyMemory<byte> encoded, ReadOnlyMemory<byte> basic, EvidencePlace place)
        : base(encoded, place)
    {
        var whole = new AsnReader(basic, AsnEncodingRules.BER);
        var outer = whole.ReadSequence();
        whole.ThrowIfNotEmpty();
        Signed = outer.ReadEncodedValue();
        _algorithm = AlgorithmIdentifier.Read(outer);
        Signature = outer.ReadBitString(out var unused);
        if (unused != 0)
            throw new FormatException("A signature is a whole number of octets.");
        if (outer.HasData)
            ReadCertificates(outer.ReadSequence(Tag0).ReadSequence());
        outer.ThrowIfNotEmpty();

        var data = new AsnReader(Signed, AsnEncodingRules.BER).ReadSequence();
        if (data.PeekTag().HasSameClassAndValue(Tag0))
            data.ReadEncodedValue(); // version
        if (data.PeekTag().HasSameClassAndValue(ByName))
            _responderName = DistinguishedName.Parse(data.ReadSequence(ByName).ReadEncodedValue());
        else
            _responderKey = data.ReadSequence(ByKey).ReadOctetString();
        ProducedAt = data.ReadGeneralizedTime();
        var responses = data.ReadSequence();
        while (responses.HasData)
            _responses.Add(OcspSingleResponse.Read(responses.ReadSequence()));
        if (data.HasData)
        {
            var extensions = CertificateExtension.ReadAll(data.ReadSequence(Tag1));
            _hasUnknownCriticalExtension = extensions.Values.Any(e => e.IsCritical && e.Oid != NonceOid);
            if (extensions.TryGetValue(NonceOid, out var nonce))
                Nonce = nonce.Open().ReadOctetString();
        }

        data.ThrowIfNotEmpty();
    }

    public override EvidenceKind Kind => EvidenceKind.Ocsp;

    public override SignatureScheme? Scheme => SignatureScheme.Find(_algorithm);

    public override DateTimeOffset ProducedAt { get; }

    /// <summary>The nonce of the request (RFC 9654); null without one.</summary>
    public ReadOnlyMemory<byte>? Nonce { get; }

    /// <summary>Certificates that it brings along; none of them is trusted for that.</summary>
    public IReadOnlyList<Certificate> Certificates => _certificates;

    protected override ReadOnlyMemory<byte> Signed { get; }

    protected override ReadOnlyMemory<byte> Signature { get; }

    /// <summary>Reads an OCSPResponse, or a BasicOCSPResponse without the wrapper, as some containers carry it.</summary>
    /// <returns>Null when the bytes are none, or a refusal to answer.</returns>
    public static OcspAnswer? Read(ReadOnlyMemory<byte> encoded, EvidencePlace place)
    {
        try
        {
            return Unwrap(encoded) is { } basic ? new OcspAnswer(encoded, basic, place) : null;
        }
        catch (Exception e) when (e is AsnContentException or FormatException)
        {
            return null;
        }
    }

    /// <summary>Whether a certificate is the one that ResponderID names (RFC 6960, 4.2.1).</summary>
    public bool Names(Certificate responder) => _responderName is { } name
        ? name.Matches(responder.Subject)
        : PublicKey.Read(responder.PublicKey) is { } key
#pragma warning disable CA5350 // KeyHash is SHA-1 by definition, and only a name.
            && SHA1.HashData(key.KeyBits).AsSpan().SequenceEqual(_responderKey.Span);
#pragma warning restore CA5350

    protected override RevocationStatement? Find(Certificate certificate, Certificate issuer) => _hasUnknownCriticalExtension
        ? null
        : _responses.Find(r => r.IsAbout(certificate, issuer))?.Statement;

    private static ReadOnlyMemory<byte>? Unwrap(ReadOnlyMemory<byte> encoded)
    {
        var outer = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        if (!outer.PeekTag().HasSameClassAndValue(Asn1Tag.Enumerated))
            return encoded;
        if (outer.ReadEnumeratedBytes().Span is not [0] || !outer.HasData)
            return null; // anything but successful
        var bytes = outer.ReadSequence(Tag0).ReadSequence();
        if (bytes.ReadObjectIdentifier() != BasicResponse)
            return null;
        return bytes.ReadOctetString();
    }

    private void ReadCertificates(AsnReader certificates)
    {
        while (certificates.HasData && _certificates.Count < MaximumCertificates)
        {
            if (Certificate.TryParse(certificates.ReadEncodedValue(), out var certificate))
                _certificates.Add(certificate);
        }
    }
}
