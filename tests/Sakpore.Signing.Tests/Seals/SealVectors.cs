using System.Text.Encodings.Web;
using System.Text.Json;
using Sakpore.Signing.Seals;

namespace Sakpore.Signing.Tests.Seals;

/// <summary>One seal and what checking it must come to.</summary>
internal sealed record SealVector(string Name, string Text, long At, string Reason, int? Field, bool WithStatus);

/// <summary>The test vectors of docs/seal.md, made anew on each run: the checked-in file must be these.</summary>
internal static class SealVectors
{
    private static readonly SealClaims Claims = SealIssuer.Claims;
    private static readonly byte[] Good = SealForge.Seal(SealPayload.Write(Claims));
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Path => System.IO.Path.Combine(Repository.Root, "docs", "seal-vectors.json");

    public static IReadOnlyDictionary<string, object?> DigestValues { get; } = new Dictionary<string, object?>
    {
        ["nama"] = "Siti Rahmawati",
        ["judul"] = "Pengaruh musim terhadap hasil tangkapan",
        ["mulai"] = new DateOnly(2026, 3, 18),
        ["anggota"] = new[] { "Budi", "Ani" },
        ["surat_pengantar"] = new Dictionary<string, object?> { ["nomor"] = "12/UN/2026", ["perihal"] = null },
    };

    public static IEnumerable<SealVector> Seals()
    {
        yield return Of("good", Good, "SEAL_VALID");
        yield return Of("good, holder masked, no end, digest of 16 bytes",
            SealForge.Seal(SealPayload.Write(Claims with { Profile = SealProfile.HolderMasked, Holder = "S*** R********", Expires = null, Digest = Claims.Digest[..16] })), "SEAL_VALID");
        yield return new("good, the seal alone", Base32.Write(Good) + "\n", At(SealIssuer.Now), "SEAL_VALID", null, true);
        yield return new("good, another host, lower case", SealText.Write("evil.example", Good).Replace("HTTPS://EVIL.EXAMPLE/TTE/V/", "https://evil.example/tte/v/", StringComparison.Ordinal),
            At(SealIssuer.Now), "SEAL_VALID", null, true);
        yield return Of("good, no status list", Good, "SEAL_VALID") with { WithStatus = false };
        yield return Of("good, retired key, letter of its time",
            SealForge.Seal(SealPayload.Write(Claims with { Issued = new(2025, 12, 31), Expires = null }), SealForge.Header(kidOf: SealIssuer.Retired), SealIssuer.Retired), "SEAL_VALID");

        yield return new("text too long", new string('A', 1025), At(SealIssuer.Now), "SEAL_TOO_LONG", null, true);
        yield return new("another address", "https://dpmptsp.pekalongan.example/tte/AB12", At(SealIssuer.Now), "SEAL_NOT_SEAL_TEXT", null, true);
        yield return new("no HTTPS", SealForge.Text(Good).Replace("HTTPS", "HTTP", StringComparison.Ordinal), At(SealIssuer.Now), "SEAL_NOT_SEAL_TEXT", null, true);
        yield return new("Base32 in small letters", Base32.Write(Good).ToLowerInvariant(), At(SealIssuer.Now), "SEAL_NOT_BASE32", null, true);
        yield return new("Base32 with padding", Base32.Write([0xD2]) + "======", At(SealIssuer.Now), "SEAL_NOT_BASE32", null, true);
        yield return new("Base32 with a trailing bit", "AB", At(SealIssuer.Now), "SEAL_NOT_BASE32", null, true);
        yield return new("Base32 of an impossible length", "AAA", At(SealIssuer.Now), "SEAL_NOT_BASE32", null, true);

        yield return Of("cut off", Good[..^1], "SEAL_NOT_CBOR");
        yield return Of("a byte after the end", [.. Good, 0], "SEAL_NOT_CBOR");
        yield return Of("tag in long form", [0xD8, 0x12, .. Good[1..]], "SEAL_NOT_DETERMINISTIC");
        yield return Of("length in long form", Replace(Good, [0x58, 0x40], [0x59, 0x00, 0x40]), "SEAL_NOT_DETERMINISTIC");
        yield return Of("integer in long form", SealForge.Seal(SealForge.Payload(Claims, 2, writer => writer.WriteEncodedValue([0x1A, 0, 0, 1, 0x97]))), "SEAL_NOT_DETERMINISTIC");
        yield return Of("keys out of order", SealForge.Seal(Swap(SealPayload.Write(Claims))), "SEAL_NOT_DETERMINISTIC");
        yield return Of("a key twice", SealForge.Seal([0xA2, 0x00, 0x02, 0x00, 0x02]), "SEAL_NOT_DETERMINISTIC");
        yield return Of("indefinite length", SealForge.Seal([0xBF, 0x00, 0x02, 0xFF]), "SEAL_NOT_DETERMINISTIC");
        yield return Of("text that is not UTF-8", SealForge.Seal(SealForge.Payload(Claims, 5, writer => writer.WriteEncodedValue([0x61, 0xFF]))), "SEAL_NOT_DETERMINISTIC");
        yield return Of("no tag", Good[1..], "SEAL_NOT_SEAL");
        yield return Of("payload is an array", SealForge.Seal([0x80]), "SEAL_NOT_SEAL");

        yield return Of("critical header", SealForge.Seal(SealPayload.Write(Claims), SealForge.Header(writer =>
        {
            writer.WriteInt32(2);
            writer.WriteStartArray(1);
            writer.WriteInt32(23);
            writer.WriteEndArray();
        }, 1)), "SEAL_HEADER_CRITICAL");
        yield return Of("header without key identifier", SealForge.Seal(SealPayload.Write(Claims), [0xA2, 0x01, 0x26, 0x03, 0x18, 0x3C]), "SEAL_HEADER_INVALID");
        yield return Of("header of another content type", SealForge.Seal(SealPayload.Write(Claims), SealForge.Header(contentType: 50)), "SEAL_HEADER_INVALID");
        yield return Of("unprotected header", SealForge.Seal(SealPayload.Write(Claims), unprotected: writer => writer.WriteEncodedValue([0xA1, 0x05, 0x41, 0x00])), "SEAL_HEADER_INVALID");
        yield return Of("algorithm ES384", SealForge.Seal(SealPayload.Write(Claims), SealForge.Header(algorithm: -35)), "SEAL_ALGORITHM_MISMATCH");

        yield return Of("unknown profile", SealForge.Seal(SealForge.Payload(Claims, 0, writer => writer.WriteInt32(3))), "SEAL_PROFILE_UNKNOWN", 0);
        yield return Of("extra field", SealForge.Seal(SealForge.Payload(Claims, 10, writer => writer.WriteInt32(1))), "SEAL_FIELD_UNEXPECTED");
        yield return Of("extra field with a name", SealForge.Seal([.. Grown(SealPayload.Write(Claims)), 0x61, 0x78, 0x01]), "SEAL_FIELD_UNEXPECTED");
        yield return Of("missing holder", SealForge.Seal(SealForge.Payload(Claims, 5, null)), "SEAL_FIELD_INVALID", 5);
        yield return Of("number as an integer", SealForge.Seal(SealForge.Payload(Claims, 3, writer => writer.WriteInt32(407))), "SEAL_FIELD_INVALID", 3);
        yield return Of("issuer in capitals", SealForge.Seal(SealForge.Payload(Claims, 1, writer => writer.WriteTextString("DPMPTSP"))), "SEAL_FIELD_INVALID", 1);
        yield return Of("status index below zero", SealForge.Seal(SealForge.Payload(Claims, 2, writer => writer.WriteInt32(-1))), "SEAL_FIELD_INVALID", 2);
        yield return Of("status index of 2^63", SealForge.Seal(SealForge.Payload(Claims, 2, writer => writer.WriteUInt64(1UL << 63))), "SEAL_FIELD_INVALID", 2);
        yield return Of("holder written from right to left", SealForge.Seal(SealForge.Payload(Claims, 5, writer => writer.WriteTextString("Siti\u202Eidub"))), "SEAL_FIELD_INVALID", 5);
        yield return Of("holder of 121 bytes", SealForge.Seal(SealForge.Payload(Claims, 5, writer => writer.WriteTextString(new string('a', 121)))), "SEAL_FIELD_INVALID", 5);
        yield return Of("ends before it begins", SealForge.Seal(SealPayload.Write(Claims with { Expires = Claims.Issued.AddDays(-1) })), "SEAL_FIELD_INVALID", 7);
        yield return Of("digest of 20 bytes", SealForge.Seal(SealForge.Payload(Claims, 9, writer => writer.WriteByteString(new byte[20]))), "SEAL_FIELD_INVALID", 9);

        yield return Of("another issuer", SealForge.Seal(SealPayload.Write(Claims with { Issuer = "dpmptsp.tegal" })), "SEAL_ISSUER_UNKNOWN");
        yield return Of("unknown key", SealForge.Seal(SealPayload.Write(Claims), SealForge.Header(kidOf: SealIssuer.Stranger), SealIssuer.Stranger), "SEAL_KEY_UNKNOWN");
        yield return Of("a key for status lists", SealForge.Seal(SealPayload.Write(Claims), SealForge.Header(kidOf: SealIssuer.Status), SealIssuer.Status), "SEAL_KEY_UNKNOWN");
        yield return Of("wrong key under a known name", SealForge.Seal(SealPayload.Write(Claims), key: SealIssuer.Stranger), "SEAL_SIGNATURE_INVALID");
        yield return Of("altered byte in the holder", Replace(Good, "Siti"u8, "Sita"u8), "SEAL_SIGNATURE_INVALID");
        yield return Of("altered byte in the signature", [.. Good[..^1], (byte)(Good[^1] ^ 1)], "SEAL_SIGNATURE_INVALID");
        yield return Of("signed for another purpose", SealForge.Seal(SealPayload.Write(Claims), purpose: "sakpore-seal-status-v1"), "SEAL_SIGNATURE_INVALID");

        yield return Of("compromised key", SealForge.Seal(SealPayload.Write(Claims), SealForge.Header(kidOf: SealIssuer.Compromised), SealIssuer.Compromised), "SEAL_KEY_COMPROMISED");
        yield return Of("retired key, later letter", SealForge.Seal(SealPayload.Write(Claims), SealForge.Header(kidOf: SealIssuer.Retired), SealIssuer.Retired), "SEAL_KEY_OUT_OF_WINDOW");
        yield return Of("revoked", SealForge.Seal(SealPayload.Write(Claims with { StatusIndex = 12 })), "SEAL_REVOKED");
        yield return Of("superseded", SealForge.Seal(SealPayload.Write(Claims with { StatusIndex = 70000 })), "SEAL_SUPERSEDED");
        yield return Of("in both lists", SealForge.Seal(SealPayload.Write(Claims with { StatusIndex = 40 })), "SEAL_REVOKED");
        yield return Of("revoked, no status list", SealForge.Seal(SealPayload.Write(Claims with { StatusIndex = 12 })), "SEAL_VALID") with { WithStatus = false };

        // Days begin at 17:00 UTC of the day before (WIB), and clocks may lie 10 minutes apart.
        yield return Of("11 minutes before the letter's day", Good, "SEAL_ISSUED_IN_FUTURE") with { At = At(new(2026, 3, 15, 16, 49, 0, TimeSpan.Zero)) };
        yield return Of("10 minutes before the letter's day", Good, "SEAL_VALID") with { At = At(new(2026, 3, 15, 16, 50, 0, TimeSpan.Zero)) };
        yield return Of("9 minutes after the last day", Good, "SEAL_VALID") with { At = At(new(2026, 5, 18, 17, 9, 0, TimeSpan.Zero)) };
        yield return Of("10 minutes after the last day", Good, "SEAL_EXPIRED") with { At = At(new(2026, 5, 18, 17, 10, 0, TimeSpan.Zero)) };
    }

    public static string Write() => JsonSerializer.Serialize(
        new
        {
            Issuer = SealIssuer.Name,
            PrivateKeysForTestsOnly = new
            {
                Root = SealIssuer.Root.Scalar,
                Current = SealIssuer.Current.Scalar,
                Retired = SealIssuer.Retired.Scalar,
                Compromised = SealIssuer.Compromised.Scalar,
                Status = SealIssuer.Status.Scalar,
            },
            Root = Hex(SealIssuer.Root.ExportSubjectPublicKeyInfo()),
            KeySet = Hex(SealIssuer.KeySet.Sign(SealIssuer.Root)),
            StatusList = Hex(SealIssuer.StatusList.Sign(SealIssuer.Status)),
            Digest = new
            {
                Values = DigestValues.ToDictionary(pair => pair.Key, pair => pair.Value),
                Cbor = Hex(FieldDigest.Encode(DigestValues)),
                Sha256 = Hex(FieldDigest.Of(DigestValues)),
            },
            Seals = Seals(),
            Lists = SealListVectors.All(),
        },
        Json) + "\n";

    public static string Hex(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(bytes);

    private static SealVector Of(string name, byte[] seal, string reason, int? field = null) =>
        new(name, SealForge.Text(seal), At(SealIssuer.Now), reason, field, true);

    private static long At(DateTimeOffset instant) => instant.ToUnixTimeSeconds();

    private static byte[] Replace(byte[] bytes, ReadOnlySpan<byte> old, ReadOnlySpan<byte> now)
    {
        var at = bytes.AsSpan().LastIndexOf(old);
        return [.. bytes.AsSpan(0, at), .. now, .. bytes.AsSpan(at + old.Length)];
    }

    // The first two pairs change places: A? 00 02 01 ... becomes A? 01 ... 00 02.
    private static byte[] Swap(byte[] payload)
    {
        var second = 3 + 2 + SealIssuer.Name.Length;
        return [payload[0], .. payload[3..second], .. payload[1..3], .. payload[second..]];
    }

    private static byte[] Grown(byte[] map) => [(byte)(map[0] + 1), .. map[1..]];
}
