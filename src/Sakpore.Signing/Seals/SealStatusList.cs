using System.Formats.Cbor;
using System.Security.Cryptography;

namespace Sakpore.Signing.Seals;

/// <summary>Which of an issuer's letters were revoked or superseded, signed with a key of the key set that signs nothing else.</summary>
/// <param name="Issuer">Whose letters.</param>
/// <param name="Sequence">Rises with every list: a checker refuses to go back. 1 to 2^31 - 1.</param>
/// <param name="Issued">As of when the list speaks; cut to the second.</param>
/// <param name="NextUpdate">When the next is due at the latest; a list past it still counts, and the answer says how old it is.</param>
/// <param name="Revoked">Status indices, ascending; together with the superseded at most 500,000.</param>
/// <param name="Superseded">Status indices, ascending. One that is in both lists is revoked.</param>
public sealed record SealStatusList(
    string Issuer, int Sequence, DateTimeOffset Issued, DateTimeOffset NextUpdate, IReadOnlyList<int> Revoked, IReadOnlyList<int> Superseded)
{
    /// <summary>The most bytes of a signed list.</summary>
    public const int MostBytes = 4 << 20;

    private const int MostIndices = 500_000;

    /// <summary>Signs the list.</summary>
    /// <param name="key">A private key whose public half is in the key set for <see cref="SealKeyUse.Status"/>.</param>
    /// <returns>A COSE_Sign1.</returns>
    /// <exception cref="ArgumentException">A value breaks its rule above, or the key is not on P-256.</exception>
    public byte[] Sign(ECDsa key)
    {
        var payload = Write();
        if (ReadPayload(payload) is null)
            throw new ArgumentException("The status list breaks its own rules.");
        return SealEnvelope.Sign(payload, key, SealKeys.KidOf(key), SealEnvelope.StatusPurpose);
    }

    /// <summary>Reads a list and verifies it by the key set.</summary>
    internal static SealListFault? Read(ReadOnlyMemory<byte> bytes, SealKeySet keys, out SealStatusList list)
    {
        list = null!;
        if (bytes.Length > MostBytes || SealEnvelope.Read(bytes, out var envelope) is not null)
            return SealListFault.Unreadable;
        if (keys.Find(envelope.Kid, SealKeyUse.Status) is not { Compromised: false } entry)
            return SealListFault.KeyUnknown;
        using var key = entry.Open();
        if (!envelope.IsSignedBy(key, SealEnvelope.StatusPurpose))
            return SealListFault.SignatureInvalid;
        if (ReadPayload(envelope.Payload) is not { } read)
            return SealListFault.Unreadable;
        var day = DateOnly.FromDateTime(read.Issued.ToOffset(TimeSpan.FromMinutes(keys.UtcOffsetMinutes)).DateTime);
        if (!entry.Covers(day))
            return SealListFault.KeyUnknown;
        list = read;
        return null;
    }

    internal bool IsRevoked(int index) => Contains(Revoked, index);

    internal bool IsSuperseded(int index) => Contains(Superseded, index);

    private static bool Contains(IReadOnlyList<int> ascending, int index)
    {
        var (low, high) = (0, ascending.Count - 1);
        while (low <= high)
        {
            var middle = low + (high - low) / 2;
            if (ascending[middle] == index)
                return true;
            (low, high) = ascending[middle] < index ? (middle + 1, high) : (low, middle - 1);
        }

        return false;
    }

    private byte[] Write()
    {
        var writer = new CborWriter(DeterministicCbor.Mode);
        writer.WriteStartMap(6);
        writer.WriteInt32(0);
        writer.WriteTextString(Issuer);
        writer.WriteInt32(1);
        writer.WriteInt32(Sequence);
        writer.WriteInt32(2);
        writer.WriteInt64(Issued.ToUnixTimeSeconds());
        writer.WriteInt32(3);
        writer.WriteInt64(NextUpdate.ToUnixTimeSeconds());
        writer.WriteInt32(4);
        WriteIndices(writer, Revoked);
        writer.WriteInt32(5);
        WriteIndices(writer, Superseded);
        writer.WriteEndMap();
        return writer.Encode();
    }

    private static void WriteIndices(CborWriter writer, IReadOnlyList<int> indices)
    {
        writer.WriteStartArray(indices.Count);
        foreach (var index in indices)
            writer.WriteInt32(index);
        writer.WriteEndArray();
    }

    private static SealStatusList? ReadPayload(ReadOnlyMemory<byte> payload)
    {
        if (DeterministicCbor.Judge(payload) is not null)
            return null;
        try
        {
            var fields = CborFields.Read(payload);
            var (revoked, superseded) = (fields.Indices(4, MostIndices), fields.Indices(5, MostIndices));
            var list = new SealStatusList(
                fields.Name(0), (int)fields.Integer(1, 1, int.MaxValue), fields.Instant(2), fields.Instant(3), revoked, superseded);
            return fields.HasForeignKey || fields.Keys.Count != 6 || list.NextUpdate < list.Issued || revoked.Length + superseded.Length > MostIndices ? null : list;
        }
        catch (SealFieldException)
        {
            return null;
        }
    }
}
