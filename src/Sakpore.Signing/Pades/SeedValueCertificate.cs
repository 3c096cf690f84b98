using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;
using Org.BouncyCastle.Security;
using Org.BouncyCastle.X509;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.Pdf.Syntax;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Pades;

/// <summary>What a field demands of the signer's certificate (ISO 32000-2, table 238).</summary>
internal static class SeedValueCertificate
{
    private const int Subject = 1, Issuer = 2, Policy = 4, SubjectName = 8, KeyUsage = 32;

    public static void RequireMet(PdfDocument document, string field, PdfDictionary certificate, CertificateChain chain)
    {
        if (certificate.DuplicateKey is { } duplicate)
            throw new PdfFaultException(PdfFaultCode.DuplicateKey, certificate.Start, duplicate);
        var flags = document.Integer(certificate, "Ff") ?? 0;
        Require(Subject, "Subject", () => Bytes("Subject").Any(wanted => wanted.Span.SequenceEqual(chain.Certificates[0].Span)));
        // Met where one of them issued the signer's certificate, directly or further up.
        Require(Issuer, "Issuer", () => Bytes("Issuer").Any(wanted => chain.Parsed.Any(below => IsIssuedBy(below, wanted))));
        Require(Policy, "OID", () => Texts("OID").Intersect(Policies(chain.Parsed[0])).Any());
        Require(KeyUsage, "KeyUsage", () => Texts("KeyUsage").Any(wanted => Has(wanted, chain.Parsed[0])));
        Require(SubjectName, "SubjectDN", () => Names().Any(wanted => Has(wanted, chain.Parsed[0].Subject)));
        foreach (var (key, _) in certificate.Entries)
        {
            // Where to enrol (URL) concerns who has no certificate yet. A signature policy is not among what the library does.
            if (key is not ("Type" or "Ff" or "Subject" or "SubjectDN" or "KeyUsage" or "Issuer" or "OID" or "URL" or "URLType"))
                throw new PadesRefusalException(PadesRefusalCode.SeedValueNotMet, $"{field}: Cert/{key}");
        }

        void Require(int flag, string name, Func<bool> isMet)
        {
            if ((flags & flag) != 0 && !isMet())
                throw new PadesRefusalException(PadesRefusalCode.SeedValueNotMet, $"{field}: Cert/{name}");
        }

        IEnumerable<ReadOnlyMemory<byte>> Bytes(string key) =>
            document.Array(certificate, key)?.Items.Select(document.Resolve).OfType<PdfString>().Select(text => text.Value) ?? [];

        IEnumerable<Dictionary<string, string?>> Names() => document.Array(certificate, "SubjectDN")?.Items.Select(document.Resolve)
            .OfType<PdfDictionary>().Select(name => name.Entries.ToDictionary(
                entry => entry.Key, entry => document.Resolve(entry.Value) is PdfString text ? PdfText.Decode(text.Value.Span) : null)) ?? [];

        IEnumerable<string> Texts(string key) => Bytes(key).Select(text => PdfText.Decode(text.Span));
    }

    private static bool IsIssuedBy(X509CertificateStructure certificate, ReadOnlyMemory<byte> issuer)
    {
        try
        {
            var wanted = new X509Certificate(issuer.ToArray());
            return wanted.SubjectDN.Equivalent(certificate.Issuer) && new X509Certificate(certificate).IsSignatureValid(wanted.GetPublicKey());
        }
        catch (Exception e) when (e is GeneralSecurityException or IOException or ArgumentException)
        {
            return false; // what is no certificate has issued none
        }
    }

    private static IEnumerable<string> Policies(X509CertificateStructure certificate) =>
        CertificatePolicies.FromExtensions(certificate.Extensions)?.GetPolicyInformation().Select(policy => policy.PolicyIdentifier.Id) ?? [];

    /// <summary>Whether a name has all the attributes wanted, each told by the short name of RFC 4519 or by its OID.</summary>
    private static bool Has(Dictionary<string, string?> wanted, X509Name name) => wanted.Count > 0 && wanted.All(attribute =>
    {
        // BouncyCastle's table has the short names in small letters.
        var type = X509Name.DefaultLookup.TryGetValue(attribute.Key.ToLowerInvariant(), out var known) ? known
            : DerObjectIdentifier.TryFromID(attribute.Key, out var given) ? given
            : null;
        return type is not null && attribute.Value is not null && name.GetValueList(type).Contains(attribute.Value);
    });

    /// <summary>A character for each usage, from digitalSignature on: 1 must be set, 0 must not, X may be either.</summary>
    private static bool Has(string wanted, X509CertificateStructure certificate)
    {
        var usage = certificate.Extensions?.GetExtensionParsedValue(X509Extensions.KeyUsage) is { } value ? DerBitString.GetInstance(value).GetBytes() : [];
        for (var i = 0; i < wanted.Length; i++)
        {
            var isSet = i / 8 < usage.Length && (usage[i / 8] & (0x80 >> (i % 8))) != 0;
            if (wanted[i] is '1' && !isSet || wanted[i] is '0' && isSet)
                return false;
        }
        return true;
    }
}
