using System.Formats.Asn1;
using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>
/// Identification of the signing certificate and cryptographic verification (EN 319 102-1, 5.2.3 and 5.2.7) of a CMS
/// container over content whose digest is given.
/// </summary>
internal sealed class ContainerCheck
{
    private readonly SignedContainer _container;
    private readonly Func<DigestAlgorithm, byte[]> _contentDigest;
    private readonly SignatureFindings _findings;

    private ContainerCheck(SignedContainer container, Func<DigestAlgorithm, byte[]> contentDigest, SignatureFindings findings)
    {
        _container = container;
        _contentDigest = contentDigest;
        _findings = findings;
    }

    public Integrity Integrity { get; private set; } = Integrity.Unknown;

    /// <summary>The certificate whose key made the signature, or would have; null when it is not at hand.</summary>
    public Certificate? Signer { get; private set; }

    /// <summary>The digest over the content; null when unknown.</summary>
    public DigestAlgorithm? Digest { get; private set; }

    /// <summary>How the value was computed; null when unknown.</summary>
    public SignatureScheme? Scheme { get; private set; }

    /// <summary>Whether the signing certificate is named among what is signed, and named rightly.</summary>
    public bool NamesSigner { get; private set; }

    /// <param name="container">The container.</param>
    /// <param name="contentType">The type that its content must have.</param>
    /// <param name="contentDigest">The digest of the content under an algorithm.</param>
    /// <param name="others">Certificates from elsewhere among which the signer's may be.</param>
    /// <param name="findings">Where to note what is wrong.</param>
    public static ContainerCheck Run(
        SignedContainer container, string contentType, Func<DigestAlgorithm, byte[]> contentDigest,
        IEnumerable<Certificate> others, SignatureFindings findings)
    {
        var check = new ContainerCheck(container, contentDigest, findings);
        check.Identify(others);
        check.Compute(contentType);
        return check;
    }

    private void Identify(IEnumerable<Certificate> others)
    {
        var signer = _container.Signer;
        var named = _container.Certificates.Concat(others).Where(signer.Identifier.Names).Distinct().ToArray();
        IReadOnlyList<SigningCertificateReference> references;
        try
        {
            references = signer.SignedAttributes is { } attributes ? SigningCertificateReference.ReadAll(attributes) : [];
        }
        catch (AsnContentException)
        {
            _findings.Add(Findings.CmsAttributes);
            Integrity = Integrity.Broken;
            return;
        }

        // EN 319 102-1, 5.2.3.4: several certificates may answer to the identifier; the signed reference decides.
        Signer = Array.Find(named, c => references.All(r => r.Matches(c)));
        NamesSigner = references.Count > 0 && Signer is not null;
        if (Signer is not null)
            return;
        Signer = named.FirstOrDefault();
        _findings.Add(Signer is null ? Findings.SignerMissing : Findings.ReferenceMismatch);
    }

    private void Compute(string contentType)
    {
        if (Integrity == Integrity.Broken)
            return;
        var signer = _container.Signer;
        Digest = DigestAlgorithm.Find(signer.DigestAlgorithm);
        Scheme = SignatureScheme.Find(signer.SignatureAlgorithm, Digest);
        // The digest of the content is told apart from the value: a changed document is altered whatever the signature's algorithm.
        if (CheckAttributes(contentType) is { } broken)
        {
            Break(broken);
            return;
        }

        if (Digest is null || Scheme is null)
        {
            _findings.Add(Findings.AlgorithmUnknown);
            return;
        }

        if (Scheme.Digest is not null && Scheme.Digest != Digest)
        {
            Break(Findings.AlgorithmsDisagree);
            return;
        }

        if (Scheme.Family is SignatureFamily.Ed25519 && Digest != DigestAlgorithm.Sha512
            || Scheme.Family is SignatureFamily.Ed448 && Digest != DigestAlgorithm.Shake256)
            _findings.Add(Findings.AlgorithmNotListed.About(Digest.Name)); // RFC 8419, 2.3
        CheckValue(signer, Digest, Scheme);
    }

    private Finding? CheckAttributes(string contentType)
    {
        // RFC 5652, 5.3: required unless the content is plain data.
        if (_container.Signer.SignedAttributes is not { } attributes)
            return contentType == SignedContainer.DataType ? null : Findings.CmsAttributes;
        if (attributes.Single(CmsAttributes.ContentType) is not { } type || ReadOid(type) != contentType || _container.ContentType != contentType)
            return Findings.CmsContentType;
        if (attributes.Single(CmsAttributes.MessageDigest) is not { } value || ReadOctets(value) is not { } claimed)
            return Findings.MessageDigestMissing;
        if (Digest is null)
            return null;
        return claimed.AsSpan().SequenceEqual(_contentDigest(Digest)) ? null : Findings.DigestMismatch;
    }

    private void CheckValue(CmsSigner signer, DigestAlgorithm digest, SignatureScheme scheme)
    {
        if (Signer is null)
            return;
        var key = PublicKey.Read(Signer.PublicKey);
        if (key is { Family: "RSA" or "EC" or "EdDSA" } && !key.Fits(scheme))
        {
            Break(Findings.AlgorithmsDisagree);
            return;
        }

        var result = key is null ? SignatureCheck.Unsupported
            : signer.SignedAttributes is not null ? key.CheckMessage(scheme, signer.AttributesToVerify(), signer.Signature.Span)
            : scheme.Digest is null ? SignatureCheck.Unsupported
            : key.CheckDigest(scheme, _contentDigest(digest), signer.Signature.Span);
        switch (result)
        {
            case SignatureCheck.Valid:
                Integrity = Integrity.Intact;
                break;
            case SignatureCheck.Invalid:
                Break(Findings.ValueInvalid);
                break;
            case SignatureCheck.Unsupported:
                _findings.Add(Findings.AlgorithmUnknown);
                break;
        }
    }

    private void Break(Finding finding)
    {
        _findings.Add(finding);
        Integrity = Integrity.Broken;
    }

    private static string? ReadOid(ReadOnlyMemory<byte> value) => Attempt(() => new AsnReader(value, AsnEncodingRules.BER).ReadObjectIdentifier());

    private static byte[]? ReadOctets(ReadOnlyMemory<byte> value) => Attempt(() => new AsnReader(value, AsnEncodingRules.BER).ReadOctetString());

    private static T? Attempt<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
