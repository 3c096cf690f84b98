using System.Diagnostics;
using System.Security.Cryptography;
using QRCoder;
using Sakpore.Signing.Seals;

namespace Sakpore.Cli.Tests.Seals;

/// <summary>The line of docs/seal.md, run by a shell: a picture of a QR code, zbarimg, and the program with a key file.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "The line is one of a POSIX shell.")]
internal sealed class SealPipeTests
{
    private DirectoryInfo _folder = null!;

    private string Keys => Path.Combine(_folder.FullName, "seal-keys.pem");

    [OneTimeSetUp]
    public async Task BeginKeys()
    {
        if (!(Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "zbarimg"))))
            Assert.Ignore("zbarimg is not installed; the picture was not read.");
        _folder = Directory.CreateTempSubdirectory("sakpore-seal-pipe-");
        var passphrase = Path.Combine(_folder.FullName, "passphrase");
        await File.WriteAllTextAsync(passphrase, "frasa sandi kunci induk\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(passphrase, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var error = new StringWriter();
        // By the real clock, as the program in the pipe reads it.
        var exit = await SakporeCommandLine.RunAsync(
            ["seal", "keys", _folder.FullName, "--root", Path.Combine(_folder.FullName, "root.key"), "--passphrase-file", passphrase,
                "--issuer", "dpmptsp.contoh", "--name", "Pemerintah Kota Contoh"],
            TextWriter.Null, error, TimeProvider.System);
        Assert.That((exit, error.ToString()), Is.EqualTo((0, "")));
    }

    [OneTimeTearDown]
    public void DeleteFolder() => _folder?.Delete(recursive: true);

    [Test]
    public async Task Picture_of_a_seal_is_read_and_verified()
    {
        var (exit, output, error) = await ScanAsync(Seal());
        Assert.That(exit, Is.Zero, output + error);
        Assert.That(output, Does.Contain("SEAL_VALID").And.Contain("503/SIPD/1/III/2026").And.Contain("Pemerintah Kota Contoh"));
    }

    [Test]
    public async Task Picture_of_a_seal_of_another_key_is_a_no()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (exit, output, error) = await ScanAsync(new SealSigner(stranger).Seal(Claims(), "contoh.example").Text!);
        Assert.That(exit, Is.EqualTo(1), output + error);
        Assert.That(output, Does.Contain("SEAL_KEY_UNKNOWN").And.Not.Contain("503/SIPD"));
    }

    private async Task<(int Exit, string Output, string Error)> ScanAsync(string text)
    {
        var picture = Path.Combine(_folder.FullName, "scan.png");
        using (var code = new QRCodeGenerator().CreateQrCode(text, QRCodeGenerator.ECCLevel.M))
        using (var png = new PngByteQRCode(code))
            await File.WriteAllBytesAsync(picture, png.GetGraphic(6));
        var start = new ProcessStartInfo("sh")
        {
            ArgumentList = { "-c", "zbarimg -q --raw \"$1\" | dotnet \"$2\" seal verify - --keys \"$3\"", "sh", picture, typeof(SakporeCommandLine).Assembly.Location, Keys },
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var run = Process.Start(start)!;
        var error = run.StandardError.ReadToEndAsync();
        var output = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        return (run.ExitCode, output, await error);
    }

    private string Seal()
    {
        using var key = ECDsa.Create();
        key.ImportFromPem(File.ReadAllText(Path.Combine(_folder.FullName, "seal.key")));
        return new SealSigner(key).Seal(Claims(), "contoh.example").Text!;
    }

    private static SealClaims Claims() => new(
        SealProfile.HolderMasked, "dpmptsp.contoh", 1, "503/SIPD/1/III/2026", "sip-dokter", "S***",
        DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().ToOffset(TimeSpan.FromHours(7)).DateTime), null, "dpmptsp", new byte[32]);
}
