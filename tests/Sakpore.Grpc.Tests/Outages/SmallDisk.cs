using System.Diagnostics;

namespace Sakpore.Grpc.Tests.Outages;

/// <summary>A disk of a few MiB (tmpfs) that a test can fill and free.</summary>
internal sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _mounted = Directory.CreateTempSubdirectory("sakpore-disk-");

    private SmallDisk()
    {
    }

    public string Path => _mounted.FullName;

    private string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Mounts one; where that is not permitted, the test says so and is skipped.</summary>
    public static SmallDisk Mount(int mebibytes)
    {
        var disk = new SmallDisk();
        if (!OperatingSystem.IsLinux() || Environment.UserName != "root" || Run("mount", "-t", "tmpfs", "-o", $"size={mebibytes}m,mode=0700", "tmpfs", disk.Path) != 0)
        {
            disk._mounted.Delete();
            Assert.Ignore("A small disk is mounted by root on Linux only, and not in every container.");
        }

        return disk;
    }

    /// <summary>Takes all room but this much.</summary>
    public void Fill(long leave)
    {
        using var ballast = new FileStream(Ballast, FileMode.Create);
        var left = new DriveInfo(Path).AvailableFreeSpace - leave;
        for (var block = new byte[64 << 10]; left > 0; left -= block.Length)
        {
            ballast.Write(block.AsSpan(0, (int)Math.Min(block.Length, left)));
        }
    }

    /// <summary>Gives the room back.</summary>
    public void Free() => File.Delete(Ballast);

    public void Dispose()
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Run("umount", "--lazy", Path);
        _mounted.Delete(recursive: true);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        run.StandardError.ReadToEnd();
        run.WaitForExit();
        return run.ExitCode;
    }
}
