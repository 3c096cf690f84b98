using System.Text;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Signing.Testing;

namespace Sakpore.Cli.Tests.Signing;

/// <summary><c>sakpore sign</c> and <c>sakpore extend</c> against a PKI on loopback, judged by <c>sakpore verify</c>.</summary>
[TestFixture]
internal sealed class SignTests
{
    private const string Pdf =
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        + "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n"
        + "0000000054 00000 n \n0000000105 00000 n \ntrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n170\n%%EOF\n";

    private string _folder = null!;
    private TestPkiServer _server = null!;

    [OneTimeSetUp]
    public async Task Prepare()
    {
        _folder = Directory.CreateTempSubdirectory("sakpore-sign-").FullName;
        _server = TestPkiServer.Start(new FakeTimeProvider(CommandLine.Now));
        Directory.CreateDirectory(At("trust"));
        await File.WriteAllTextAsync(At("trust/root.pem"), _server.Pki[TestPki.Root].ToCertificatePem());
        await File.WriteAllBytesAsync(At("key.p12"), _server.Pki[TestPki.EcdsaSigner].ToPkcs12("rahasia"));
        await File.WriteAllBytesAsync(At("revoked.p12"), _server.Pki[TestPki.RevokedSigner].ToPkcs12("rahasia"));
        await File.WriteAllTextAsync(At("key.pem"), _server.Pki[TestPki.EcdsaSigner].ToPrivateKeyPem());
        await File.WriteAllTextAsync(At("cert.pem"), _server.Pki[TestPki.EcdsaSigner].ToCertificatePem());
        foreach (var (name, mode) in new[] { ("passphrase", 0x180), ("open-passphrase", 0x1A4), ("wrong-passphrase", 0x180) })
        {
            await File.WriteAllTextAsync(At(name), name == "wrong-passphrase" ? "keliru\n" : "rahasia\n");
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(At(name), (UnixFileMode)mode); // 0600, 0644
        }

        await File.WriteAllTextAsync(At("surat.pdf"), Pdf, Encoding.Latin1);
        await File.WriteAllTextAsync(At("kedua.pdf"), Pdf, Encoding.Latin1);
        await File.WriteAllTextAsync(At("rusak.pdf"), "bukan PDF");
    }

    [OneTimeTearDown]
    public async Task Clean()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [SetUp]
    public void Behave() => _server.Misbehave(TestService.Timestamps, TestMisbehavior.None);

    [TestCase("b", "B")]
    [TestCase("t", "T")]
    [TestCase("lt", "LT")]
    [TestCase("lta", "LTA")]
    public async Task Letter_is_signed_at_a_level(string level, string found)
    {
        var output = At($"signed-{level}.pdf");
        var run = await Sign("surat.pdf", output, "--level", level, "--tsa", _server.Timestamps.AbsoluteUri, "--allow-local", "--trust", At("trust"));
        Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")));
        var verified = await CommandLine.RunAsync("verify", output, "--trust", At("trust"), "--format", "json", "--revocation", level.StartsWith('l') ? "required" : "if-present");
        Assert.That(verified.Exit, Is.Zero, verified.Output);
        Assert.That(verified.Output, Does.Contain($"\"level\":\"{found}\""));
    }

    [Test]
    public async Task Level_is_b_when_not_said_and_takes_no_services()
    {
        var run = await Sign("surat.pdf", At("plain.pdf"), "--reason", "Disetujui");
        Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")));
        Assert.That(await File.ReadAllTextAsync(At("plain.pdf"), Encoding.Latin1), Does.Contain("/Reason(Disetujui)").And.StartWith(Pdf));
    }

    [Test]
    public async Task Signed_letter_is_extended_and_renewed()
    {
        await Sign("surat.pdf", At("base.pdf"));
        string[] services = ["--tsa", _server.Timestamps.AbsoluteUri, "--allow-local", "--trust", At("trust")];
        foreach (var (from, to, level) in new[] { ("base.pdf", "t.pdf", "t"), ("t.pdf", "lt.pdf", "lt"), ("lt.pdf", "lta.pdf", "lta"), ("lta.pdf", "lta.pdf", "lta") })
        {
            var run = await CommandLine.RunAsync(["extend", At(from), "-o", At(to), "--level", level, .. services]);
            Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")), level);
        }

        var again = await CommandLine.RunAsync(["extend", At("lt.pdf"), "-o", At("never.pdf"), "--level", "lt", .. services]);
        Refused(again, "never.pdf", "reached this level");
    }

    [Test]
    public async Task Several_files_go_into_a_folder_with_progress_and_one_refusal_does_not_stop_the_rest()
    {
        var run = await CommandLine.RunAsync("sign", At("surat.pdf"), At("rusak.pdf"), At("kedua.pdf"), "-o", At("out"),
            "--key", At("key.p12"), "--passphrase-file", At("passphrase"));
        Assert.That(run.Exit, Is.EqualTo(1));
        var lines = run.Error.TrimEnd('\n').Split('\n');
        Assert.That(lines, Has.Length.EqualTo(3));
        Assert.That((lines[0][..4], lines[1][..4], lines[2][..4]), Is.EqualTo(("1/3 ", "2/3 ", "3/3 ")));
        Assert.That(Directory.GetFiles(At("out")).Select(Path.GetFileName), Is.EquivalentTo(new[] { "surat.pdf", "kedua.pdf" }), "nothing else is left there");
    }

    [Test]
    public async Task Pem_key_signs_with_its_certificate_beside_it()
    {
        var run = await CommandLine.RunAsync("sign", At("surat.pdf"), "-o", At("pem.pdf"), "--key", At("key.pem"), "--cert", At("cert.pem"));
        Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")));
    }

    [Test]
    public async Task Passphrase_may_come_from_the_environment()
    {
        Environment.SetEnvironmentVariable("SAKPORE_KEY_PASSPHRASE", "rahasia");
        try
        {
            var run = await CommandLine.RunAsync("sign", At("surat.pdf"), "-o", At("environment.pdf"), "--key", At("key.p12"));
            Assert.That((run.Exit, run.Error), Is.EqualTo((0, "")));
        }
        finally
        {
            Environment.SetEnvironmentVariable("SAKPORE_KEY_PASSPHRASE", null);
        }
    }

    [Test]
    public async Task Passphrase_file_that_others_can_read_is_refused()
    {
        var run = await CommandLine.RunAsync("sign", At("surat.pdf"), "-o", At("never.pdf"), "--key", At("key.p12"), "--passphrase-file", At("open-passphrase"));
        Refused(run, "never.pdf", "0600");
        Assert.That(run.Error, Does.Not.Contain("rahasia"));
    }

    [Test]
    public async Task Wrong_passphrase_is_refused() => Refused(
        await CommandLine.RunAsync("sign", At("surat.pdf"), "-o", At("never.pdf"), "--key", At("key.p12"), "--passphrase-file", At("wrong-passphrase")),
        "never.pdf", "passphrase");

    [Test]
    public async Task Damaged_file_is_refused() => Refused(await Sign("rusak.pdf", At("never.pdf")), "never.pdf", "");

    [Test]
    public async Task Missing_file_is_refused() => Refused(await Sign("nowhere.pdf", At("never.pdf")), "never.pdf", "nowhere.pdf");

    [Test]
    public async Task Silent_timestamp_authority_leaves_no_file()
    {
        _server.Misbehave(TestService.Timestamps, TestMisbehavior.Refusal);
        Refused(await Sign("surat.pdf", At("never.pdf"), "--level", "t", "--tsa", _server.Timestamps.AbsoluteUri, "--allow-local", "--trust", At("trust")),
            "never.pdf", "refused the request");
    }

    [Test]
    public async Task Private_address_is_not_connected_to_unless_said()
    {
        var before = _server.Requests(TestService.Timestamps);
        Refused(await Sign("surat.pdf", At("never.pdf"), "--level", "t", "--tsa", _server.Timestamps.AbsoluteUri, "--trust", At("trust")),
            "never.pdf", "local address");
        Assert.That(_server.Requests(TestService.Timestamps), Is.EqualTo(before));
    }

    [Test]
    public async Task Revoked_signer_reaches_no_LT()
    {
        var run = await CommandLine.RunAsync("sign", At("surat.pdf"), "-o", At("never.pdf"), "--key", At("revoked.p12"), "--passphrase-file", At("passphrase"),
            "--level", "lt", "--tsa", _server.Timestamps.AbsoluteUri, "--allow-local", "--trust", At("trust"));
        Refused(run, "never.pdf", "revoked");
    }

    [TestCase("sign", "surat.pdf", "-o", "x.pdf", "--key", "key.p12", "--level", "lta")]
    [TestCase("sign", "surat.pdf", "-o", "x.pdf", "--key", "key.p12", "--level", "z")]
    [TestCase("sign", "surat.pdf", "-o", "x.pdf", "--key", "key.p12", "--level", "t", "--tsa", "ftp://x", "--trust", "trust")]
    [TestCase("sign", "surat.pdf", "-o", "x.pdf")]
    [TestCase("extend", "surat.pdf", "--tsa", "http://127.0.0.1:1/", "--trust", "trust")]
    public async Task Words_that_do_not_go_together_are_misuse(params string[] words) =>
        Assert.That((await CommandLine.RunAsync(words)).Exit, Is.EqualTo(2));

    private Task<CommandLine> Sign(string file, string output, params string[] more) =>
        CommandLine.RunAsync(["sign", At(file), "-o", output, "--key", At("key.p12"), "--passphrase-file", At("passphrase"), .. more]);

    private void Refused(CommandLine run, string file, string sentence)
    {
        Assert.That(run.Exit, Is.EqualTo(1), run.Output);
        Assert.That(run.Output, Is.Empty);
        Assert.That(run.Error.TrimEnd('\n'), Does.Contain(sentence).And.Not.Contain("\n").And.Not.Empty, "one sentence");
        Assert.That(Directory.GetFiles(_folder, $"*{file}*"), Is.Empty, "no file is left, a temporary one neither");
    }

    private string At(string name) => Path.Combine(_folder, name);
}
