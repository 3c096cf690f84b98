using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Sakpore.Core;
using Sakpore.Core.Catalog;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Catalog;

/// <summary>Checks and publishes new versions of catalog parts. What is published is stored first and then in force.</summary>
internal sealed class CatalogPublication(Database database, LiveCatalog live, TimeProvider time)
{
    private const int MostFiles = 100;
    private const int LongestText = 256 << 10;
    private const int LongestPath = 200;

    /// <summary>Checks files together with the catalog in force.</summary>
    public CatalogReadResult Check(IReadOnlyList<CatalogFile> files)
    {
        if (files.Count is 0 or > MostFiles || files.Any(file => file.Path.Length is 0 or > LongestPath || file.Text.Length is 0 or > LongestText))
        {
            throw Fault.Invalid(
                "files", $"Kirim 1 sampai {MostFiles} berkas, masing-masing paling besar {LongestText >> 10} KiB.",
                $"Send 1 to {MostFiles} files of at most {LongestText >> 10} KiB each.").Thrown();
        }

        return live.With(files);
    }

    /// <summary>Publishes files; a repeated request answers alike.</summary>
    /// <returns>The parts that the files hold.</returns>
    public async Task<IReadOnlyList<CatalogPart>> PublishAsync(
        RequestIdentity identity, IReadOnlyList<CatalogFile> files, bool validateOnly, CancellationToken cancellation)
    {
        var at = Instants.Cut(time.GetUtcNow());
        if (await database.WriteAsync(transaction => Receipts.FindAsync(transaction, identity), cancellation) is { } reached)
        {
            return [.. reached.Resource.Split(',').Select(name => live.Current.Parts.Single(part => NameOf(part) == name))];
        }

        var read = Check(files);
        if (read is not CatalogReadResult.Sound(var catalog))
        {
            throw Defective(((CatalogReadResult.Defective)read).Defects).Thrown();
        }

        var known = live.Current.Parts.Select(NameOf).ToHashSet();
        IReadOnlyList<CatalogPart> parts = [.. catalog.Parts.Where(part => !known.Contains(NameOf(part)))];
        if (!validateOnly)
        {
            await database.WriteAsync(transaction => StoreAsync(transaction, identity, parts, at), cancellation);
            live.Replace(catalog);
        }

        return parts;
    }

    private static string NameOf(CatalogPart part) => $"{part.Kind}/{part.Pin}";

    private static async Task<bool> StoreAsync(DbTransaction transaction, RequestIdentity identity, IReadOnlyList<CatalogPart> parts, DateTimeOffset at)
    {
        foreach (var part in parts)
        {
            // Another process may have published the same version meanwhile: the key holds, and this call is told of the conflict.
            await CatalogStore.AddAsync(transaction, CatalogFileVersion.Of(part), Convert.ToHexStringLower(SHA256.HashData(part.Content.Span)), at);
        }

        await Receipts.AddAsync(transaction, identity, new Receipt(string.Join(',', parts.Select(NameOf)), 0), at);
        return true;
    }

    private static Fault Defective(IReadOnlyList<CatalogDefect> defects)
    {
        var all = new StringBuilder();
        foreach (var defect in defects)
        {
            all.AppendLine(defect.ToString());
        }

        return Fault.Of(FaultReason.CatalogDefective, defects[0].Path) with
        {
            Text = new LocalizedText($"Katalog tidak dapat diterbitkan:\n{all}", $"The catalog cannot be published:\n{all}"),
        };
    }
}
