using System.Diagnostics;

namespace Sakpore.Grpc.Tests.Installation;

/// <summary>The throwaway PKI is not in what is published; the reader of QR codes, which npm restores for it, is.</summary>
internal sealed class PublishedOutputTests
{
    [Test]
    public async Task Published_hub_has_no_development_keys_and_reads_qr_codes()
    {
        var output = Directory.CreateTempSubdirectory("sakpore-publish-");
        var project = Path.Combine(Repository.Root, "src", "Sakpore.Grpc", "Sakpore.Grpc.csproj");
        using var publish = Process.Start(new ProcessStartInfo(
            "dotnet", ["publish", project, "-c", "Release", "-o", output.FullName, "-v", "quiet", "-nodeReuse:false", "-p:UseSharedCompilation=false"])
        {
            RedirectStandardOutput = true,
        })!;
        var printed = await publish.StandardOutput.ReadToEndAsync();
        await publish.WaitForExitAsync();
        Assert.That(publish.ExitCode, Is.Zero, printed);
        var files = Directory.EnumerateFiles(output.FullName, "*", SearchOption.AllDirectories).Select(Path.GetFileName).ToList();
        Assert.That(files, Does.Contain("Sakpore.Grpc.dll").And.Contain("Sakpore.Signing.dll"));
        Assert.That(files, Has.None.Contains("Sakpore.Signing.Testing"));
        var hub = await File.ReadAllTextAsync(Path.Combine(output.FullName, "Sakpore.Grpc.dll"));
        Assert.That(hub, Does.Not.Contain("DevelopmentInstallation"));
        if ((Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "npm"))))
            Assert.That(hub, Does.Contain("PublicPages.pemindai.js").And.Contain("PublicPages.pemindai.wasm"));
        else
            TestContext.Out.WriteLine("There is no npm here; the reader of QR codes was not looked for.");
        output.Delete(recursive: true);
    }
}
