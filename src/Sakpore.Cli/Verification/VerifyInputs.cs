using System.Security.Cryptography;
using System.Text;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using Sakpore.Signing.Verification.Algorithms;

namespace Sakpore.Cli.Verification;

/// <summary>The files that the command line names besides those to verify.</summary>
internal sealed record VerifyInputs(string? Trust, string? Certificates, IReadOnlyList<string> Lists, IReadOnlyList<string> OcspResponses, string? Algorithms)
{
    /// <summary>The policy with what the files hold.</summary>
    /// <exception cref="ArgumentException">A file is not what it should be; the message says which.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    public VerificationPolicy Complete(VerificationPolicy policy) => policy with
    {
        Anchors = Trust is null ? TrustAnchors.None : TrustAnchors.ReadFolder(Trust),
        Intermediates = Certificates is null ? [] : [.. TrustAnchors.ReadFolder(Certificates).All.Select(a => a.Certificate)],
        RevocationLists = [.. Lists.Select(file => (ReadOnlyMemory<byte>)Unarmoured(File.ReadAllBytes(file)))],
        OcspResponses = [.. OcspResponses.Select(file => (ReadOnlyMemory<byte>)File.ReadAllBytes(file))],
        Algorithms = Algorithms is null ? AlgorithmPolicy.Default : AlgorithmPolicy.Read(File.ReadAllBytes(Algorithms)),
    };

    private static byte[] Unarmoured(byte[] file)
    {
        if (!file.AsSpan().StartsWith("-----BEGIN"u8))
            return file;
        var text = Encoding.Latin1.GetString(file);
        return PemEncoding.TryFind(text, out var block) ? Convert.FromBase64String(text[block.Base64Data]) : file;
    }
}
