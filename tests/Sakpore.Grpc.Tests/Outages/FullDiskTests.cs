using Google.Rpc;
using Grpc.Core;
using Microsoft.Data.Sqlite;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Outages;

/// <summary>A disk that is full: the hub says so, stores nothing by halves, and goes on when there is room.</summary>
internal sealed class FullDiskTests
{
    private const long Little = 96 << 10;

    [Test]
    public async Task Full_disk_of_the_database_is_told_and_nothing_is_half_stored()
    {
        using var disk = SmallDisk.Mount(32);
        var spool = Directory.CreateTempSubdirectory("sakpore-spool-");
        await using (var hub = await TestHub.StartAsync(options => options with { DataDirectory = Path.Combine(disk.Path, "data"), SpoolDirectory = spool.FullName }))
        {
            var before = (await hub.Portal.SubmitAsync()).Application;
            disk.Fill(Little);
            RpcException? told = null;
            for (var call = 0; call < 40 && told is null; call++)
            {
                told = await CatchAsync(() => hub.Portal.SubmitAsync());
            }

            AssertFull(told);
            using var client = new HttpClient();
            client.DefaultRequestHeaders.Add("authorization", "Bearer " + hub.Callers.Portal);
            Assert.That((int)(await client.PutAsync(hub.Pages + "/v1/uploads/penuh", Content(Papers.Png(new string('x', 1 << 20))))).StatusCode, Is.EqualTo(507));
            Assert.That(Directory.EnumerateFiles(spool.FullName), Is.Empty, "What was spooled is not left behind.");
            Assert.That((await hub.FrontOffice.Applications().GetApplicationAsync(new() { Name = before.Name })).Etag, Is.EqualTo(before.Etag), "Reading goes on.");

            disk.Free();
            Assert.That((await hub.FrontOffice.CompleteAsync(before.Name)).Etag, Is.Not.EqualTo(before.Etag));
            Assert.That((await hub.Portal.SubmitAsync()).Application.Name, Is.Not.Empty, "With room the same process stores again.");
            Assert.That(await RowReplay.RunAsync(hub.Get<Database>(), hub.Get<CatalogParts>(), rebuild: false, default), Is.Empty);
            using var database = new SqliteConnection($"Data Source={hub.DatabaseFile};Mode=ReadOnly");
            database.Open();
            using var check = new SqliteCommand("PRAGMA integrity_check", database);
            Assert.That(check.ExecuteScalar(), Is.EqualTo("ok"));
        }

        spool.Delete(recursive: true);
    }

    [Test]
    public async Task Full_disk_of_uploads_is_told_and_freed_room_is_used()
    {
        using var disk = SmallDisk.Mount(8);
        await using var hub = await TestHub.StartAsync(options => options with { SpoolDirectory = Path.Combine(disk.Path, "spool") });
        var large = Papers.Png(new string('x', 2 << 20));
        disk.Fill(Little);
        AssertFull(await CatchAsync(() => hub.Portal.UploadAsync(large, "image/png")));
        disk.Free();
        Assert.That(await hub.Portal.UploadAsync(large, "image/png"), Does.StartWith("documents/"));
    }

    [Test]
    public async Task Full_disk_of_contents_is_told_leaves_nothing_behind_and_freed_room_is_used([Values] TestDatabase database)
    {
        using var disk = SmallDisk.Mount(8);
        var blobs = Path.Combine(disk.Path, "blobs");
        await using var hub = await TestHub.StartAsync(options => options with { BlobDirectory = blobs }, database);
        var kept = await hub.Portal.UploadAsync(Papers.Png("kecil"), "image/png");
        var large = Papers.Png(new string('x', 2 << 20));
        var before = (Rows: hub.Snapshot(), Files: Files());
        disk.Fill(Little);
        AssertFull(await CatchAsync(() => hub.Portal.UploadAsync(large, "image/png")));
        Assert.That((hub.Snapshot(), Files()), Is.EqualTo(before), "No row and no file, whole or begun.");
        Assert.That(await hub.Portal.DownloadAsync(kept), Is.EqualTo(Papers.Png("kecil")), "Reading goes on.");
        disk.Free();
        Assert.That(await hub.Portal.DownloadAsync(await hub.Portal.UploadAsync(large, "image/png")), Is.EqualTo(large));

        string Files() => string.Join('\n', Directory.EnumerateFiles(blobs, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal));
    }

    private static ByteArrayContent Content(byte[] bytes) => new(bytes) { Headers = { ContentType = new("image/png") } };

    private static void AssertFull(RpcException? told) => Assert.That(
        (told?.StatusCode, told?.GetRpcStatus()?.GetDetail<ErrorInfo>()?.Reason), Is.EqualTo(((StatusCode?)StatusCode.ResourceExhausted, "STORAGE_FULL")), told?.Status.Detail);

    private static async Task<RpcException?> CatchAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
            return null;
        }
        catch (RpcException refused)
        {
            return refused;
        }
    }
}
