using Org.BouncyCastle.Asn1;
using Org.BouncyCastle.Asn1.X509;

namespace Sakpore.Signing.SigningKeys;

/// <summary>Orders the certificates of a key file: the signer's, its issuer's, and so on.</summary>
internal static class CertificatePath
{
    private const int Longest = 16;

    /// <summary>By names only. A self-signed root is left out: a verifier has it as an anchor or not at all.</summary>
    /// <exception cref="ArgumentException">One is no X.509 certificate in DER.</exception>
    public static CertificateChain Of(ReadOnlyMemory<byte> signer, IEnumerable<ReadOnlyMemory<byte>> others)
    {
        var pool = others.Select(Named).ToList();
        var path = new List<(ReadOnlyMemory<byte> Der, X509Name Subject, X509Name Issuer)> { Named(signer) };
        while (path.Count < Longest)
        {
            var issuer = path[^1].Issuer;
            var next = pool.FindIndex(candidate => candidate.Subject.Equivalent(issuer) && !path.Exists(passed => passed.Der.Span.SequenceEqual(candidate.Der.Span)));
            if (next < 0 || pool[next].Subject.Equivalent(pool[next].Issuer))
                break;
            path.Add(pool[next]);
        }
        return CertificateChain.FromDer(path.Select(item => item.Der));
    }

    private static (ReadOnlyMemory<byte> Der, X509Name Subject, X509Name Issuer) Named(ReadOnlyMemory<byte> der)
    {
        try
        {
            var parsed = X509CertificateStructure.GetInstance(Asn1Object.FromByteArray(der.ToArray()));
            return (der, parsed.Subject, parsed.Issuer);
        }
        catch (Exception e) when (e is IOException or ArgumentException or InvalidOperationException or InvalidCastException)
        {
            throw new ArgumentException("Not an X.509 certificate.", nameof(der), e);
        }
    }
}
