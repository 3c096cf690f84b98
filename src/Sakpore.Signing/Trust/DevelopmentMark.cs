namespace Sakpore.Signing.Trust;

/// <summary>
/// The mark that every certificate of a throwaway PKI carries, so that a production start can refuse it wherever it turns up:
/// a certificate policy identifier (RFC 5280, 4.2.1.4) that nobody else uses.
/// </summary>
public static class DevelopmentMark
{
    /// <summary>
    /// The policy identifier: an OID under 2.25, the arc of UUIDs (ITU-T X.667, 6.3), from
    /// c5082546-d890-476c-ba85-efef66ea91f8. It may never change: old development files must stay recognisable.
    /// </summary>
    public const string PolicyOid = "2.25.261900209606646601426531650067847877112";

    /// <summary>The organisation named in the subject of development certificates, for people to read. It decides nothing.</summary>
    public const string Organization = "SAKPORE DEVELOPMENT, NOT VALID";

    /// <summary>Whether the certificate carries <see cref="PolicyOid"/> among its certificate policies.</summary>
    /// <param name="certificate">Any certificate; only its certificatePolicies extension is looked at.</param>
    public static bool IsMarked(Certificate certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return certificate.PolicyOids.Contains(PolicyOid);
    }

    /// <summary>Whether the DER form of a certificate carries the mark; false also when the bytes are no certificate.</summary>
    /// <param name="der">The bytes of one certificate.</param>
    public static bool IsMarked(ReadOnlyMemory<byte> der) => Certificate.TryParse(der, out var certificate) && IsMarked(certificate);
}
