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
internal static class RsaSha1Check
{
    // Its name notwithstanding, PDF 1.6 and 1.7 permit more than SHA-1; the digest is named only inside the signature itself.
    private static readonly DigestAlgorithm[] Digests =
        [DigestAlgorithm.Sha1, DigestAlgorithm.Sha256, DigestAlgorithm.Sha384, DigestAlgorithm.Sha512];

    /// <summary>The certificates of Cert, the signer's first; unreadable ones are left out.</summary>
    public static IReadOnlyList<Certificate> Certificates(PdfDocument document, PdfDictionary dictionary)
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

    /// <summary>Checks the value with the signer's key.</summary>
    public static (Integrity Integrity, DigestAlgorithm? Digest) Run(
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
