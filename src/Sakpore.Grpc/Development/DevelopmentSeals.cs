using System.Security.Cryptography;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Installation;
using Sakpore.Grpc.Offices;
using Sakpore.Signing.Seals;

namespace Sakpore.Grpc.Development;

/// <summary>Makes throwaway keys for seals. The root's private key is forgotten when its key set is signed.</summary>
internal static class DevelopmentSeals
{
    private const string Issuer = "sakpore.development";
    private const int Years = 2;

    /// <summary>Makes the keys where there are none yet.</summary>
    public static void Create(HubOptions options, CityCatalog catalog, DateOnly today)
    {
        if (File.Exists(options.SealKeySetFile))
        {
            return;
        }

        using var root = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var seals = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var status = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var keySet = new SealKeySet(
            Issuer, 1, new DateTimeOffset(today.ToDateTime(TimeOnly.MinValue), OfficeClock.Offset), (int)OfficeClock.Offset.TotalMinutes,
            "SAKPORE DEVELOPMENT, NOT VALID", [Entry(seals, SealKeyUse.Seal, today), Entry(status, SealKeyUse.Status, today)],
            catalog.PermitTypes.DistinctBy(type => type.Slug).ToDictionary(type => type.Slug, type => type.Name.Id),
            catalog.Offices.ToDictionary(office => office.Slug, office => office.Name.Id));
        var trust = SealTrust.Pin(Issuer, root.ExportSubjectPublicKeyInfo()).WithKeySet(keySet.Sign(root)).Trust!;
        SecretFile.Write(options.SealKeyFile!, seals.ExportPkcs8PrivateKeyPem());
        SecretFile.Write(options.SealStatusKeyFile!, status.ExportPkcs8PrivateKeyPem());
        SecretFile.Write(options.SealKeySetFile!, SealKeyFile.Write(trust));
    }

    private static SealKey Entry(ECDsa key, SealKeyUse use, DateOnly today) =>
        new(SealKeys.KidOf(key), key.ExportSubjectPublicKeyInfo(), use, today, today.AddYears(Years));
}
