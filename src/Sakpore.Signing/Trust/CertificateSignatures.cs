using Sakpore.Signing.Trust.Arithmetic;

namespace Sakpore.Signing.Trust;

/// <summary>The signatures of certificates by others' keys, each checked once for one file. Use from one thread.</summary>
internal sealed class CertificateSignatures
{
    private readonly Dictionary<(Certificate Certificate, Certificate Issuer), bool> _checked = [];

    public bool IsSignedBy(Certificate certificate, Certificate issuer)
    {
        if (!_checked.TryGetValue((certificate, issuer), out var isSigned))
        {
            isSigned = SignatureScheme.Find(certificate.SignatureAlgorithm) is { } scheme
                && PublicKey.Read(issuer.PublicKey) is { } key
                && key.CheckMessage(scheme, certificate.SignedBytes.Span, certificate.Signature.Span) == SignatureCheck.Valid;
            _checked.Add((certificate, issuer), isSigned);
        }

        return isSigned;
    }
}
