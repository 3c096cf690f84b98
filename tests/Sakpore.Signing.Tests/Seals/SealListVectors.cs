using Sakpore.Signing.Seals;

namespace Sakpore.Signing.Tests.Seals;

/// <summary>One key set or status list that is offered to who holds those of the vectors, and the answer; an empty one where it is taken.</summary>
internal sealed record SealListVector(string Name, string Kind, string Bytes, string Reason);

/// <summary>Lists taken and refused.</summary>
internal static class SealListVectors
{
    private static readonly SealKeySet Set = SealIssuer.KeySet;
    private static readonly SealStatusList List = SealIssuer.StatusList;

    public static IEnumerable<SealListVector> All()
    {
        yield return Keys("the same again", Set.Sign(SealIssuer.Root), "");
        yield return Keys("a newer one", (Set with { Sequence = 8 }).Sign(SealIssuer.Root), "");
        yield return Keys("an older one", (Set with { Sequence = 6 }).Sign(SealIssuer.Root), "SEAL_LIST_SEQUENCE_LOWER");
        yield return Keys("the same sequence, other content", (Set with { Name = "Kota lain" }).Sign(SealIssuer.Root), "SEAL_LIST_SEQUENCE_REUSED");
        yield return Keys("another issuer's", (Set with { Issuer = "dpmptsp.tegal", Sequence = 8 }).Sign(SealIssuer.Root), "SEAL_LIST_OTHER_ISSUER");
        yield return Keys("signed by another root", (Set with { Sequence = 8 }).Sign(SealIssuer.Stranger), "SEAL_LIST_KEY_UNKNOWN");
        yield return Keys("signed by another key under the root's name",
            SealForge.Seal(SealKeySetPayload.Write(Set with { Sequence = 8 }), SealForge.Header(kidOf: SealIssuer.Root), SealIssuer.Stranger, "sakpore-seal-keys-v1"),
            "SEAL_LIST_SIGNATURE_INVALID");
        yield return Keys("signed by the root for another purpose",
            SealForge.Seal(SealKeySetPayload.Write(Set with { Sequence = 8 }), SealForge.Header(kidOf: SealIssuer.Root), SealIssuer.Root, "sakpore-seal-v1"),
            "SEAL_LIST_SIGNATURE_INVALID");
        yield return Keys("a key twice", Root(SealKeySetPayload.Write(Set with { Sequence = 8, Keys = [.. Set.Keys, Set.Keys[0]] })), "SEAL_LIST_UNREADABLE");
        yield return Keys("an extra field", Root([(byte)(SealKeySetPayload.Write(Set)[0] + 1), .. SealKeySetPayload.Write(Set).AsSpan(1), 0x08, 0x00]), "SEAL_LIST_UNREADABLE");
        yield return Keys("not CBOR", [0xFF], "SEAL_LIST_UNREADABLE");

        yield return Status("the same again", List.Sign(SealIssuer.Status), "");
        yield return Status("a newer one", (List with { Sequence = 32, Revoked = [12, 40, 407, 1001] }).Sign(SealIssuer.Status), "");
        yield return Status("an older one", (List with { Sequence = 30 }).Sign(SealIssuer.Status), "SEAL_LIST_SEQUENCE_LOWER");
        yield return Status("the same sequence, other content", (List with { Revoked = [] }).Sign(SealIssuer.Status), "SEAL_LIST_SEQUENCE_REUSED");
        yield return Status("another issuer's", (List with { Issuer = "dpmptsp.tegal", Sequence = 32 }).Sign(SealIssuer.Status), "SEAL_LIST_OTHER_ISSUER");
        yield return Status("signed with a key for seals", (List with { Sequence = 32 }).Sign(SealIssuer.Current), "SEAL_LIST_KEY_UNKNOWN");
        yield return Status("issued after the key's time", (List with { Sequence = 32, Issued = new(2028, 2, 1, 0, 0, 0, default), NextUpdate = new(2028, 2, 2, 0, 0, 0, default) })
            .Sign(SealIssuer.Status), "SEAL_LIST_KEY_UNKNOWN");
        yield return Status("signed for another purpose",
            SealForge.Seal(SealForge.Cbor(writer => writer.WriteInt32(0)), SealForge.Header(kidOf: SealIssuer.Status), SealIssuer.Status), "SEAL_LIST_SIGNATURE_INVALID");
        yield return Status("indices not ascending",
            SealForge.Seal([0xA6, 0x00, 0x61, 0x61, 0x01, 0x01, 0x02, 0x01, 0x03, 0x02, 0x04, 0x82, 0x02, 0x01, 0x05, 0x80], SealForge.Header(kidOf: SealIssuer.Status), SealIssuer.Status,
                "sakpore-seal-status-v1"), "SEAL_LIST_UNREADABLE");
    }

    private static byte[] Root(byte[] payload) => SealForge.Seal(payload, SealForge.Header(kidOf: SealIssuer.Root), SealIssuer.Root, "sakpore-seal-keys-v1");

    private static SealListVector Keys(string name, byte[] bytes, string reason) => new(name, "keySet", SealVectors.Hex(bytes), reason);

    private static SealListVector Status(string name, byte[] bytes, string reason) => new(name, "statusList", SealVectors.Hex(bytes), reason);
}
