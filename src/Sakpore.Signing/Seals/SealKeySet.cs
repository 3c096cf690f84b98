using System.Security.Cryptography;

namespace Sakpore.Signing.Seals;

/// <summary>
/// An issuer's keys, signed by its root key, which is kept offline and which checkers pin. Published at
/// <c>/.well-known/sakpore-seal-keys</c>; where it came from proves nothing.
/// </summary>
/// <param name="Issuer">Whose keys: the name that seals carry.</param>
/// <param name="Sequence">Rises with every set: a checker refuses to go back. 1 to 2^31 - 1.</param>
/// <param name="Issued">When the set was signed; cut to the second.</param>
/// <param name="UtcOffsetMinutes">The issuer's local time, in which its days begin: 420 for WIB. -720 to 840.</param>
/// <param name="Name">The issuer in words, such as <c>Pemerintah Kota Pekalongan</c>; 1 to 200 bytes.</param>
/// <param name="Keys">At most 64, no two of one name.</param>
/// <param name="Titles">What kinds of letters there are, in words, by code; at most 500.</param>
/// <param name="Offices">The offices in words, by code; at most 500.</param>
public sealed record SealKeySet(
    string Issuer, int Sequence, DateTimeOffset Issued, int UtcOffsetMinutes, string Name, IReadOnlyList<SealKey> Keys,
    IReadOnlyDictionary<string, string> Titles, IReadOnlyDictionary<string, string> Offices)
{
    /// <summary>The most bytes of a signed set.</summary>
    public const int MostBytes = 64 << 10;

    internal const int MostKeys = 64;
    internal const int MostWords = 500;

    /// <summary>Signs the set.</summary>
    /// <param name="root">The root's private key, on P-256.</param>
    /// <returns>A COSE_Sign1.</returns>
    /// <exception cref="ArgumentException">A value breaks its rule above, or the root is on another curve.</exception>
    public byte[] Sign(ECDsa root)
    {
        var signed = SealEnvelope.Sign(SealKeySetPayload.Write(this), root, SealKeys.KidOf(root), SealEnvelope.KeySetPurpose);
        using var pinned = SealKeys.Import(root.ExportSubjectPublicKeyInfo());
        if (Read(signed, pinned, out _) is { } fault)
            throw new ArgumentException($"The key set breaks its own rules: {fault}.");
        return signed;
    }

    /// <summary>The key of that name and use; null where there is none.</summary>
    internal SealKey? Find(ReadOnlySpan<byte> kid, SealKeyUse use)
    {
        foreach (var key in Keys)
        {
            if (key.Use == use && key.Kid.Span.SequenceEqual(kid))
                return key;
        }

        return null;
    }

    /// <summary>When a day begins for the issuer.</summary>
    internal DateTimeOffset StartOf(DateOnly day) => new(day.ToDateTime(TimeOnly.MinValue), TimeSpan.FromMinutes(UtcOffsetMinutes));

    /// <summary>Reads a set and verifies the root's signature on it.</summary>
    internal static SealListFault? Read(ReadOnlyMemory<byte> bytes, ECDsa root, out SealKeySet keySet)
    {
        keySet = null!;
        if (bytes.Length > MostBytes || SealEnvelope.Read(bytes, out var envelope) is not null)
            return SealListFault.Unreadable;
        if (!envelope.Kid.AsSpan().SequenceEqual(SealKeys.KidOf(root)))
            return SealListFault.KeyUnknown;
        if (!envelope.IsSignedBy(root, SealEnvelope.KeySetPurpose))
            return SealListFault.SignatureInvalid;
        return SealKeySetPayload.Read(envelope.Payload) is { } read ? Take(read, out keySet) : SealListFault.Unreadable;
    }

    private static SealListFault? Take(SealKeySet read, out SealKeySet keySet)
    {
        keySet = read;
        return null;
    }
}
