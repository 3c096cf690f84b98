using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Sakpore.Signing.Seals;

/// <summary>A key set as a CBOR map, and back.</summary>
internal static class SealKeySetPayload
{
    // RFC 9052, 7.1 and RFC 9053, 7.1.1: a COSE_Key of two coordinates.
    private const int KeyType = 1;
    private const int KeyId = 2;
    private const int KeyAlgorithm = 3;
    private const int Curve = -1;
    private const int X = -2;
    private const int Y = -3;
    private const int Ec2 = 2;
    private const int P256 = 1;

    public static byte[] Write(SealKeySet set)
    {
        var writer = new CborWriter(DeterministicCbor.Mode);
        writer.WriteStartMap(8);
        writer.WriteInt32(0);
        writer.WriteTextString(set.Issuer);
        writer.WriteInt32(1);
        writer.WriteInt32(set.Sequence);
        writer.WriteInt32(2);
        writer.WriteInt64(set.Issued.ToUnixTimeSeconds());
        writer.WriteInt32(3);
        writer.WriteInt32(set.UtcOffsetMinutes);
        writer.WriteInt32(4);
        writer.WriteTextString(set.Name);
        writer.WriteInt32(5);
        writer.WriteStartArray(set.Keys.Count);
        foreach (var key in set.Keys)
            WriteKey(writer, key);
        writer.WriteEndArray();
        writer.WriteInt32(6);
        WriteWords(writer, set.Titles);
        writer.WriteInt32(7);
        WriteWords(writer, set.Offices);
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>Reads a payload; null where anything in it is not as it must be.</summary>
    public static SealKeySet? Read(ReadOnlyMemory<byte> payload)
    {
        if (DeterministicCbor.Judge(payload) is not null)
            return null;
        try
        {
            var fields = CborFields.Read(payload);
            var keys = fields.Items(5, SealKeySet.MostKeys).Select(ReadKey).ToList();
            if (fields.HasForeignKey || fields.Keys.Count != 8 || keys.DistinctBy(key => Convert.ToHexString(key.Kid.Span)).Count() != keys.Count)
                return null;
            return new SealKeySet(
                fields.Name(0), (int)fields.Integer(1, 1, int.MaxValue), fields.Instant(2), (int)fields.Integer(3, -720, 840), fields.Text(4, 200),
                keys, fields.Words(6, SealKeySet.MostWords), fields.Words(7, SealKeySet.MostWords));
        }
        catch (SealFieldException)
        {
            return null;
        }
    }

    private static void WriteKey(CborWriter writer, SealKey key)
    {
        using var ecdsa = key.Open();
        var point = ecdsa.ExportParameters(false).Q;
        writer.WriteStartMap(key.Compromised ? 5 : 4);
        writer.WriteInt32(0);
        writer.WriteStartMap(6);
        writer.WriteInt32(KeyType);
        writer.WriteInt32(Ec2);
        writer.WriteInt32(KeyId);
        writer.WriteByteString(key.Kid.Span);
        writer.WriteInt32(KeyAlgorithm);
        writer.WriteInt32(SealEnvelope.Es256);
        writer.WriteInt32(Curve);
        writer.WriteInt32(P256);
        writer.WriteInt32(X);
        writer.WriteByteString(point.X!);
        writer.WriteInt32(Y);
        writer.WriteByteString(point.Y!);
        writer.WriteEndMap();
        writer.WriteInt32(1);
        writer.WriteInt32((int)key.Use);
        writer.WriteInt32(2);
        writer.WriteUInt32(SealSyntax.ToNumber(key.NotBefore));
        writer.WriteInt32(3);
        writer.WriteUInt32(SealSyntax.ToNumber(key.NotAfter));
        if (key.Compromised)
        {
            writer.WriteInt32(4);
            writer.WriteBoolean(true);
        }

        writer.WriteEndMap();
    }

    private static SealKey ReadKey(ReadOnlyMemory<byte> item)
    {
        var fields = CborFields.Read(item);
        var key = fields.Fields(0, Y);
        key.Integer(KeyType, Ec2, Ec2);
        key.Integer(KeyAlgorithm, SealEnvelope.Es256, SealEnvelope.Es256);
        key.Integer(Curve, P256, P256);
        var use = (SealKeyUse)fields.Integer(1, (int)SealKeyUse.Seal, (int)SealKeyUse.Status);
        var (first, last, compromised) = (fields.Day(2), fields.Day(3), fields.Flag(4));
        if (key.HasForeignKey || key.Keys.Count != 6 || fields.HasForeignKey || fields.Keys.Count != (compromised ? 5 : 4) || last < first)
            throw new SealFieldException(null);
        return new SealKey(key.Bytes(KeyId, 1, 16), ToPublicKey(key.Bytes(X, 32, 32), key.Bytes(Y, 32, 32)), use, first, last, compromised);
    }

    private static byte[] ToPublicKey(byte[] x, byte[] y)
    {
        try
        {
            using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });
            return key.ExportSubjectPublicKeyInfo();
        }
        catch (CryptographicException)
        {
            throw new SealFieldException(X); // no point of the curve
        }
    }

    private static void WriteWords(CborWriter writer, IReadOnlyDictionary<string, string> words)
    {
        writer.WriteStartMap(words.Count);
        foreach (var (code, text) in words)
        {
            writer.WriteTextString(code);
            writer.WriteTextString(text);
        }

        writer.WriteEndMap();
    }
}
