using System.Formats.Cbor;

namespace Sakpore.Signing.Seals;

/// <summary>The claims as a CBOR map with the integer keys 0 to 9, and back.</summary>
internal static class SealPayload
{
    private const int MostKey = 9;

    public static byte[] Write(SealClaims claims)
    {
        var writer = new CborWriter(DeterministicCbor.Mode);
        writer.WriteStartMap(claims.Expires is null ? MostKey : MostKey + 1);
        writer.WriteInt32(0);
        writer.WriteInt32((int)claims.Profile);
        writer.WriteInt32(1);
        writer.WriteTextString(claims.Issuer);
        writer.WriteInt32(2);
        writer.WriteInt32(claims.StatusIndex);
        writer.WriteInt32(3);
        writer.WriteTextString(claims.DocumentNumber);
        writer.WriteInt32(4);
        writer.WriteTextString(claims.TitleCode);
        writer.WriteInt32(5);
        writer.WriteTextString(claims.Holder);
        writer.WriteInt32(6);
        writer.WriteUInt32(SealSyntax.ToNumber(claims.Issued));
        if (claims.Expires is { } last)
        {
            writer.WriteInt32(7);
            writer.WriteUInt32(SealSyntax.ToNumber(last));
        }

        writer.WriteInt32(8);
        writer.WriteTextString(claims.Office);
        writer.WriteInt32(9);
        writer.WriteByteString(claims.Digest.Span);
        writer.WriteEndMap();
        return writer.Encode();
    }

    /// <summary>Reads a payload.</summary>
    /// <returns>Null; or what is wrong, and in which field where it is one.</returns>
    public static (SealAnswer Answer, int? Field)? Read(ReadOnlyMemory<byte> payload, out SealClaims claims)
    {
        claims = null!;
        if (DeterministicCbor.Judge(payload) is { } defect)
            return (defect, null);
        try
        {
            var fields = CborFields.Read(payload);
            var profile = fields.Integer(0, 0, uint.MaxValue);
            // What the other keys mean is the profile's to say.
            if (profile is not ((int)SealProfile.HolderMasked or (int)SealProfile.HolderFull))
                return (SealAnswer.ProfileUnknown, 0);
            if (fields.HasForeignKey || fields.Keys.Any(key => key > MostKey))
                return (SealAnswer.FieldUnexpected, null);
            claims = new SealClaims(
                (SealProfile)profile, fields.Name(1), (int)fields.Integer(2, 0, int.MaxValue), fields.Text(3, 64), fields.Name(4), fields.Text(5, 120),
                fields.Day(6), fields.Has(7) ? fields.Day(7) : null, fields.Name(8), fields.Bytes(9, SealClaims.ShortDigest, SealClaims.FullDigest));
            return claims.Defect is { } field ? (SealAnswer.FieldInvalid, field) : null;
        }
        catch (SealFieldException wrong)
        {
            return wrong.Key is null ? (SealAnswer.NotSeal, null) : (SealAnswer.FieldInvalid, wrong.Key);
        }
    }
}
