using System.Formats.Asn1;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>
/// The oldest kind, adbe.x509.rsa_sha1 (ISO 32000-1, 12.8.3.2): Contents is a bare PKCS#1 signature in an octet string, and
/// the certificates stand in the dictionary's Cert.
/// </summary>
internal static class RsaSha1Validation
{
    // Its name notwithstanding, PDF 1.6 and 1.7 permit more than SHA-1; the digest is named only inside the signature itself.
    private static readonly DigestAlgorithm[] Digests =
        [DigestAlgorithm.Sha1, DigestAlgorithm.Sha256, DigestAlgorithm.Sha384, DigestAlgorithm.Sha512];

    public static SignatureOutcome Run(SignatureInput input)
    {
        input.Findings.Add(Findings.SubFilterOutdated);
        var certificates = Certificates(input.Document, input.Dictionary.Dictionary);
        var signer = certificates.Count > 0 ? certificates[0] : null;
        var (integrity, digest) = Check(input.Contents, signer, input.Signed, input.Findings);
        var best = input.ProvedByLater;
        var outcome = new SignatureOutcome { Integrity = integrity, Signer = signer, ProvedTime = best };
        if (signer is null)
            return outcome;
        // The certificates stand in the dictionary, which is signed itself: what covers the value covers them.
        var carried = new CarriedEvidence(certificates, [], input.ValuePlace);
        var validated = CertificateValidation.Run(input.Context, signer, carried, AnchorPurposes.Signatures, best, null, input.Findings);
        if (digest is not null)
        {
            var scheme = new SignatureScheme(SignatureFamily.RsaPkcs1, digest);
            CertificateAlgorithms.Check(input.Context.Policy, scheme, digest, signer, best ?? input.Context.Policy.At, input.Findings);
        }

        return outcome with { Chain = SignatureOutcome.ChainOf(validated.Path), Evidence = [.. validated.Evidence] };
    }

    // The signer's first; unreadable ones are left out.
    private static List<Certificate> Certificates(PdfDocument document, PdfDictionary dictionary)
    {
        var items = document.Value(dictionary, "Cert") switch
        {
            PdfString single => [single],
            PdfArray { Count: <= 200 } several => several.Items.Select(document.Resolve).OfType<PdfString>(),
            _ => [],
        };
        var found = new List<Certificate>();
        foreach (var item in items)
        {
            if (Certificate.TryParse(item.Value, out var certificate))
                found.Add(certificate);
        }

        return found;
    }

    private static (Integrity Integrity, DigestAlgorithm? Digest) Check(
        ReadOnlyMemory<byte> contents, Certificate? signer, SignedBytes signed, SignatureFindings findings)
    {
        if (ReadValue(contents) is not { } value)
        {
            findings.Add(Findings.CmsMalformed);
            return (Integrity.Broken, null);
        }

        if (signer is null)
        {
            findings.Add(Findings.SignerMissing);
            return (Integrity.Unknown, null);
        }

        if (PublicKey.Read(signer.PublicKey) is not { Family: "RSA" } key)
        {
            findings.Add(Findings.AlgorithmUnknown);
            return (Integrity.Unknown, null);
        }

        foreach (var digest in Digests)
        {
            if (key.CheckDigest(new SignatureScheme(SignatureFamily.RsaPkcs1, digest), signed.Digest(digest), value) == SignatureCheck.Valid)
                return (Integrity.Intact, digest);
        }

        findings.Add(Findings.ValueInvalid);
        return (Integrity.Broken, null);
    }

    private static byte[]? ReadValue(ReadOnlyMemory<byte> contents)
    {
        try
        {
            var reader = new AsnReader(contents, AsnEncodingRules.BER);
            var length = reader.PeekEncodedValue().Length;
            var value = reader.ReadOctetString();
            return contents.Span[length..].ContainsAnyExcept((byte)0) ? null : value;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
