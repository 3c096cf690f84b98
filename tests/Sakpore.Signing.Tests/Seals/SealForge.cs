using System.Formats.Cbor;
using System.Security.Cryptography;
using Sakpore.Signing.Seals;

namespace Sakpore.Signing.Tests.Seals;

/// <summary>Makes what the library refuses to make: each part of a seal as one likes, with a good signature over it all.</summary>
internal static class SealForge
{
    public static string Text(byte[] seal) => SealText.Write(SealIssuer.Host, seal);

    public static byte[] Header(Action<CborWriter>? more = null, int moreCount = 0, int algorithm = -7, ECDsa? kidOf = null, int contentType = 60) => Cbor(writer =>
    {
        writer.WriteStartMap(3 + moreCount);
        writer.WriteInt32(1);
        writer.WriteInt32(algorithm);
        more?.Invoke(writer);
        writer.WriteInt32(3);
        writer.WriteInt32(contentType);
        writer.WriteInt32(4);
        writer.WriteByteString(SealKeys.KidOf(kidOf ?? SealIssuer.Current));
        writer.WriteEndMap();
    });

    public static byte[] Seal(byte[] payload, byte[]? header = null, ECDsa? key = null, string purpose = "sakpore-seal-v1", Action<CborWriter>? unprotected = null)
    {
        header ??= Header();
        var signed = Cbor(writer =>
        {
            writer.WriteStartArray(4);
            writer.WriteTextString("Signature1");
            writer.WriteByteString(header);
            writer.WriteByteString(System.Text.Encoding.ASCII.GetBytes(purpose));
            writer.WriteByteString(payload);
            writer.WriteEndArray();
        });
        return Cbor(writer =>
        {
            writer.WriteTag((CborTag)18);
            writer.WriteStartArray(4);
            writer.WriteByteString(header);
            if (unprotected is null)
            {
                writer.WriteStartMap(0);
                writer.WriteEndMap();
            }
            else
                unprotected(writer);
            writer.WriteByteString(payload);
            writer.WriteByteString((key ?? SealIssuer.Current).SignHash(SHA256.HashData(signed)));
            writer.WriteEndArray();
        });
    }

    /// <summary>The payload of good claims, one field's value rewritten.</summary>
    public static byte[] Payload(SealClaims claims, int field, Action<CborWriter>? value) => Cbor(writer =>
    {
        var reader = new CborReader(SealPayload.Write(claims));
        var count = reader.ReadStartMap()!.Value;
        var fields = new SortedDictionary<int, byte[]?>();
        for (; count > 0; count--)
            fields[reader.ReadInt32()] = reader.ReadEncodedValue().ToArray();
        fields[field] = null;
        writer.WriteStartMap(value is null ? fields.Count - 1 : fields.Count);
        foreach (var (key, encoded) in fields)
        {
            if (key == field && value is null)
                continue;
            writer.WriteInt32(key);
            if (encoded is null)
                value!(writer);
            else
                writer.WriteEncodedValue(encoded);
        }

        writer.WriteEndMap();
    });

    public static byte[] Cbor(Action<CborWriter> write)
    {
        var writer = new CborWriter(CborConformanceMode.Lax);
        write(writer);
        return writer.Encode();
    }
}
