using System.Security.Cryptography;
using Sakpore.Signing.Seals;

namespace Sakpore.Signing.Tests.Seals;

/// <summary>An issuer with every kind of key, as the test vectors have it.</summary>
internal static class SealIssuer
{
    public const string Name = "dpmptsp.pekalongan";
    public const string Host = "dpmptsp.pekalongan.example";
    public static readonly DateTimeOffset Now = new(2026, 3, 17, 2, 0, 0, TimeSpan.Zero);

    public static readonly DeterministicKey Root = new(1);
    public static readonly DeterministicKey Current = new(2);
    public static readonly DeterministicKey Retired = new(3);
    public static readonly DeterministicKey Compromised = new(4);
    public static readonly DeterministicKey Status = new(5);
    public static readonly DeterministicKey Stranger = new(6);

    public static readonly SealKeySet KeySet = new(
        Name, 7, new(2026, 1, 2, 3, 0, 0, TimeSpan.Zero), 420, "Pemerintah Kota Pekalongan",
        [
            Entry(Current, SealKeyUse.Seal, new(2026, 1, 1), new(2027, 12, 31)),
            Entry(Retired, SealKeyUse.Seal, new(2023, 1, 1), new(2025, 12, 31)),
            Entry(Compromised, SealKeyUse.Seal, new(2025, 6, 1), new(2027, 12, 31)) with { Compromised = true },
            Entry(Status, SealKeyUse.Status, new(2026, 1, 1), new(2027, 12, 31)),
        ],
        new Dictionary<string, string> { ["skp-penelitian"] = "Surat Keterangan Penelitian", ["sip-dokter"] = "Surat Izin Praktik Dokter" },
        new Dictionary<string, string> { ["dpmptsp"] = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu" });

    public static readonly SealStatusList StatusList = new(
        Name, 31, new(2026, 3, 17, 1, 0, 0, TimeSpan.Zero), new(2026, 3, 18, 1, 0, 0, TimeSpan.Zero), [12, 40, 1001], [13, 40, 70000]);

    public static readonly SealClaims Claims = new(
        SealProfile.HolderFull, Name, 407, "070/SKP-KP/407/III/2026", "skp-penelitian", "Siti Rahmawati", new(2026, 3, 16), new(2026, 5, 18), "dpmptsp",
        FieldDigest.Of(new Dictionary<string, object?> { ["nama"] = "Siti Rahmawati" }));

    public static SealTrust Pinned => SealTrust.Pin(Name, Root.ExportSubjectPublicKeyInfo());

    public static SealTrust WithKeys => Pinned.WithKeySet(KeySet.Sign(Root)).Trust!;

    public static SealTrust Trust => WithKeys.WithStatusList(StatusList.Sign(Status)).Trust!;

    public static string Seal(SealClaims claims, ECDsa? key = null) => new SealSigner(key ?? Current).Seal(claims, Host).Text!;

    public static SealKey Entry(ECDsa key, SealKeyUse use, DateOnly first, DateOnly last) =>
        new(SealKeys.KidOf(key), key.ExportSubjectPublicKeyInfo(), use, first, last);
}
