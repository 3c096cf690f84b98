using System.Security.Cryptography;

namespace Sakpore.Grpc.Installation;

/// <summary>Certificates in PEM files.</summary>
internal static class PemCertificates
{
    /// <summary>The certificates of a file, DER, in its order; other PEM blocks are passed over.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> Read(string path)
    {
        var text = File.ReadAllText(path);
        var rest = 0;
        while (PemEncoding.TryFind(text.AsSpan(rest), out var fields))
        {
            if (text.AsSpan(rest)[fields.Label] is "CERTIFICATE")
            {
                yield return Convert.FromBase64String(text[rest..][fields.Base64Data]);
            }

            rest += fields.Location.End.Value;
        }
    }
}
