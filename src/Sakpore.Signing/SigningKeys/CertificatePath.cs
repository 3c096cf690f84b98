using System.Security.Cryptography.X509Certificates;

namespace Sakpore.Signing.SigningKeys;

/// <summary>Orders the certificates of a key file: the signer's, its issuer's, and so on.</summary>
internal static class CertificatePath
{
    private const int Longest = 16;

    /// <summary>By names only. A self-signed root is left out: a verifier has it as an anchor or not at all.</summary>
    public static List<X509Certificate2> Of(X509Certificate2 signer, IEnumerable<X509Certificate2> others)
    {
        var pool = others.ToList();
        var path = new List<X509Certificate2> { signer };
        while (path.Count < Longest)
        {
            var issuer = path[^1].IssuerName.RawData;
            var next = pool.Find(candidate => candidate.SubjectName.RawData.AsSpan().SequenceEqual(issuer) && !path.Contains(candidate));
            if (next is null || next.SubjectName.RawData.AsSpan().SequenceEqual(next.IssuerName.RawData))
                return path;
            path.Add(next);
        }
        return path;
    }
}
