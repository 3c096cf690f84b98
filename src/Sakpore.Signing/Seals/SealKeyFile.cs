using System.Security.Cryptography;
using System.Text;

namespace Sakpore.Signing.Seals;

/// <summary>
/// A trust as one text file that can be carried to where there is no network: the root's <c>PUBLIC KEY</c>, the signed
/// <c>SAKPORE SEAL KEYS</c> and, where there is one, the signed <c>SAKPORE SEAL STATUS</c>, each a block of RFC 7468. Text between the
/// blocks is not read. Whoever uses the file trusts the root key in it.
/// </summary>
public static class SealKeyFile
{
    /// <summary>The most characters of a file.</summary>
    public const int MostCharacters = 8 << 20;

    private const string RootLabel = "PUBLIC KEY";
    private const string KeysLabel = "SAKPORE SEAL KEYS";
    private const string StatusLabel = "SAKPORE SEAL STATUS";

    /// <summary>Writes a trust.</summary>
    public static string Write(SealTrust trust)
    {
        ArgumentNullException.ThrowIfNull(trust);
        var text = new StringBuilder();
        Append(text, RootLabel, trust.Root);
        Append(text, KeysLabel, trust.SignedKeys);
        Append(text, StatusLabel, trust.SignedStatus);
        return text.ToString();
    }

    /// <summary>Reads a file: exactly one root key and one key set, at most one status list.</summary>
    public static SealTrustResult Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[]? root = null, keys = null, status = null;
        if (text.Length > MostCharacters || !TryFindBlocks(text, ref root, ref keys, ref status) || root is null || keys is null
            || !SealKeys.IsPublicKey(root) || Issuer(keys) is not { } issuer)
            return SealTrustResult.Of(SealListFault.Unreadable);
        var trusted = SealTrust.Pin(issuer, root).WithKeySet(keys);
        return trusted.TryGetTrust(out var trust) && status is not null ? trust.WithStatusList(status) : trusted;
    }

    private static void Append(StringBuilder text, string label, ReadOnlyMemory<byte> content)
    {
        if (!content.IsEmpty)
            text.Append(PemEncoding.Write(label, content.Span)).Append('\n');
    }

    private static bool TryFindBlocks(ReadOnlySpan<char> text, ref byte[]? root, ref byte[]? keys, ref byte[]? status)
    {
        while (PemEncoding.TryFind(text, out var block))
        {
            var content = Convert.FromBase64String(text[block.Base64Data].ToString());
            if (!TryPlace(text[block.Label], content, ref root, ref keys, ref status))
                return false;
            text = text[block.Location.End..];
        }

        return true;
    }

    private static bool TryPlace(ReadOnlySpan<char> label, byte[] content, ref byte[]? root, ref byte[]? keys, ref byte[]? status)
    {
        switch (label)
        {
            case RootLabel when root is null:
                root = content;
                return true;
            case KeysLabel when keys is null:
                keys = content;
                return true;
            case StatusLabel when status is null:
                status = content;
                return true;
            default:
                return false;
        }
    }

    // The root key in the file vouches for the name: the set is verified by it right after.
    private static string? Issuer(byte[] keys) =>
        SealEnvelope.Read(keys, out var envelope) is null ? SealKeySetPayload.Read(envelope.Payload)?.Issuer : null;
}
