using System.Buffers;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Testing;

namespace Sakpore.Cli.Tests.Verification;

[TestFixture]
internal sealed class VerifyTests
{
    private const string Pdf =
        "%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
        + "3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>\nendobj\nxref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n"
        + "0000000054 00000 n \n0000000105 00000 n \ntrailer\n<</Size 4/Root 1 0 R>>\nstartxref\n170\n%%EOF\n";

    private static readonly string[] Keys = ["schema", "file", "verdict", "at", "policy", "reasons", "signatures"];

    private static readonly string[] SignatureKeys =
    [
        "field", "kind", "indication", "sub_indication", "integrity", "coverage", "modifications", "certification", "level",
        "sub_filter", "signer", "signing_time", "proved_time", "reasons",
    ];

    private string _folder = null!;
    private TestPkiServer _server = null!;
    private string _signed = null!;
    private string _trust = null!;

    [OneTimeSetUp]
    public async Task Prepare()
    {
        _folder = Directory.CreateTempSubdirectory("sakpore-verify-").FullName;
        _server = TestPkiServer.Start(new FakeTimeProvider(CommandLine.Now));
        _trust = Path.Combine(_folder, "trust");
        Directory.CreateDirectory(_trust);
        await File.WriteAllTextAsync(Path.Combine(_trust, "root.pem"), _server.Pki[TestPki.Root].ToCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(_trust, "README"), "Not a certificate.");
        _signed = await WriteAsync("surat.pdf", await SignAsync(_server.Pki));
        foreach (var authority in new[] { TestPki.Root, TestPki.Issuing })
            await File.WriteAllBytesAsync(Crl(authority), _server.Pki.RevocationList(authority, CommandLine.Now, TimeSpan.FromDays(7)).ToArray());
    }

    [OneTimeTearDown]
    public async Task Clean()
    {
        await _server.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Test]
    public async Task Signed_letter_is_authentic()
    {
        var run = await CommandLine.RunAsync("verify", _signed, "--trust", _trust, "--crl", Crl(TestPki.Root), "--crl", Crl(TestPki.Issuing));
        Assert.That(run.Exit, Is.Zero, run.Output + run.Error);
        Assert.That(run.Output, Does.Contain("ASLI").And.Contain("AUTHENTIC"));
        Assert.That(run.Error, Is.Empty);
    }

    [Test]
    public async Task Json_has_a_line_a_file_also_for_one_that_cannot_be_opened()
    {
        var unsigned = await WriteAsync("kosong.pdf", Encoding.Latin1.GetBytes(Pdf));
        var run = await CommandLine.RunAsync(
            "verify", _signed, "/nowhere/x.pdf", unsigned, _folder, "--trust", _trust, "--revocation", "off", "--format", "json");
        Assert.That(run.Exit, Is.EqualTo(1));
        Assert.That(run.Error, Is.Empty);
        Assert.That(run.Output, Does.EndWith("}\n"));
        var lines = run.Output.TrimEnd('\n').Split('\n').Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        Assert.That(lines.Select(l => Text(l, "verdict")), Is.EqualTo(new[] { "authentic", "unreadable", "unsigned", "unreadable" }));
        Assert.That(lines.Select(l => Text(l, "file")), Is.EqualTo(new[] { _signed, "/nowhere/x.pdf", unsigned, _folder }));
        foreach (var line in lines)
        {
            Assert.That(Keys, Is.SubsetOf(line.EnumerateObject().Select(p => p.Name)));
            foreach (var signature in line.GetProperty("signatures").EnumerateArray())
                Assert.That(SignatureKeys, Is.SubsetOf(signature.EnumerateObject().Select(p => p.Name)));
        }

        Assert.That(Text(lines[1].GetProperty("reasons")[0], "code"), Is.EqualTo("FILE_NOT_OPENED"));
    }

    [Test]
    public async Task Without_anchors_a_good_file_is_untrusted_with_everything_else_told()
    {
        var run = await CommandLine.RunAsync("verify", _signed, "--format", "json");
        Assert.That(run.Exit, Is.EqualTo(1));
        var report = JsonDocument.Parse(run.Output).RootElement;
        Assert.That(Text(report, "verdict"), Is.EqualTo("untrusted"));
        var signature = report.GetProperty("signatures")[0];
        Assert.That(Text(signature, "integrity"), Is.EqualTo("intact"));
        Assert.That(Text(signature, "sub_indication"), Is.EqualTo("NO_CERTIFICATE_CHAIN_FOUND"));
        Assert.That(Text(signature, "signer"), Does.StartWith("CN=Good ECDSA Signer"));
        Assert.That(Text(signature, "signing_time"), Is.EqualTo("2026-03-17T02:00:00Z"));
    }

    [Test]
    public async Task Anchor_may_be_a_single_file() => Assert.That(
        (await CommandLine.RunAsync("verify", _signed, "--trust", Path.Combine(_trust, "root.pem"), "--revocation", "off")).Exit, Is.Zero);

    [TestCase("2026-03-17T02:00:00Z", 0)]
    [TestCase("2026-03-17T09:00+07:00", 0)]
    [TestCase("2036-03-17", 1)]
    [TestCase("2026-03-17T09:00:00", 2)]
    [TestCase("besok", 2)]
    public async Task Time_is_an_argument(string at, int exit)
    {
        var run = await CommandLine.RunAsync("verify", _signed, "--trust", _trust, "--revocation", "off", "--at", at);
        Assert.That(run.Exit, Is.EqualTo(exit), run.Output + run.Error);
    }

    [Test]
    public async Task Missing_revocation_evidence_is_try_later_and_may_be_relaxed()
    {
        Assert.That((await CommandLine.RunAsync("verify", _signed, "--trust", _trust)).Output, Does.Contain("TRY_LATER"));
        var relaxed = await CommandLine.RunAsync("verify", _signed, "--trust", _trust, "--revocation", "if-present", "--format", "json");
        Assert.That(relaxed.Exit, Is.Zero);
        Assert.That(relaxed.Output, Does.Contain("\"revocation\":\"if-present\""));
    }

    [Test]
    public async Task Nothing_is_connected_to_without_online()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var pki = TestPki.Create(CommandLine.Now, new TestPkiOptions
        {
            ServiceAddress = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/"),
        });
        var file = await WriteAsync("alamat.pdf", await SignAsync(pki));
        var root = await WriteAsync("alamat.pem", Encoding.ASCII.GetBytes(pki[TestPki.Root].ToCertificatePem()));
        var run = await CommandLine.RunAsync("verify", file, "--trust", root);
        Assert.That(run.Output, Does.Contain("TRY_LATER"), "it had a reason to ask");
        await Task.Delay(100);
        Assert.That(listener.Pending(), Is.False);
        // Neither with it, where the address is local.
        Assert.That((await CommandLine.RunAsync("verify", file, "--trust", root, "--online")).Exit, Is.EqualTo(1));
        Assert.That(listener.Pending(), Is.False);
        Assert.That((await CommandLine.RunAsync("verify", file, "--trust", root, "--allow-local")).Exit, Is.EqualTo(2), "misuse: it goes with --online");
    }

    [Test]
    public async Task Altered_letter_is_told_in_both_languages()
    {
        var bytes = await File.ReadAllBytesAsync(_signed);
        bytes[bytes.AsSpan().IndexOf("595"u8)]++;
        var run = await CommandLine.RunAsync("verify", await WriteAsync("palsu.pdf", bytes), "--trust", _trust, "--revocation", "off");
        Assert.That(run.Exit, Is.EqualTo(1));
        Assert.That(run.Output, Does.Contain("BERUBAH").And.Contain("ALTERED").And.Contain("DIGEST_MISMATCH"));
    }

    [TestCase("verify")]
    [TestCase("verify", "a.pdf", "--trust", "/nowhere")]
    [TestCase("verify", "a.pdf", "--revocation", "maybe")]
    [TestCase("verify", "a.pdf", "--format", "xml")]
    [TestCase("verify", "a.pdf", "--clock-skew", "-1")]
    [TestCase("verify", "a.pdf", "--host", "crl.example")]
    [TestCase("verify", "a.pdf", "--certs", "/nowhere")]
    public async Task Misuse_is_told_and_ends_with_2(params string[] words)
    {
        var run = await CommandLine.RunAsync(words);
        Assert.That(run.Exit, Is.EqualTo(2));
        Assert.That(run.Error, Is.Not.Empty);
        Assert.That(run.Output, Does.Not.Contain("{"));
    }

    [Test]
    public async Task Limits_of_anchors_are_obeyed()
    {
        var trust = Directory.CreateDirectory(Path.Combine(_folder, "limited")).FullName;
        File.Copy(Path.Combine(_trust, "root.pem"), Path.Combine(trust, "root.pem"));
        foreach (var (limits, exit) in new[]
        {
            ("""{"anchors":[{"file":"root.pem","purposes":["signatures"]}]}""", 0),
            ("""{"anchors":[{"file":"root.pem","purposes":["timestamps"]}]}""", 1),
            ("""{"anchors":[{"file":"root.pem","trusted_until":"2026-03-17T01:59:59Z"}]}""", 1),
            ("""{"anchors":[{"file":"root.pem","trusted_from":"2026-03-17T02:00:00Z"}]}""", 0),
            ("""{"anchors":[{"file":"other.pem"}]}""", 2),
            ("""{"anchors":[{"file":"root.pem","purposes":["all"]}]}""", 2),
        })
        {
            await File.WriteAllTextAsync(Path.Combine(trust, "anchors.json"), limits);
            Assert.That((await CommandLine.RunAsync("verify", _signed, "--trust", trust, "--revocation", "off")).Exit, Is.EqualTo(exit), limits);
        }
    }

    private static async Task<byte[]> SignAsync(TestPki pki)
    {
        using var key = LocalSigningKey.FromPkcs12(pki[TestPki.EcdsaSigner].ToPkcs12("rahasia"), "rahasia".ToCharArray()).Key!;
        var output = new ArrayBufferWriter<byte>();
        var result = await PadesSigner.SignAsync(
            PdfDocument.Read(Encoding.Latin1.GetBytes(Pdf)).Document!, key, new PadesSignature { SigningTime = CommandLine.Now }, output, CancellationToken.None);
        Assert.That(result.IsSigned, Is.True, result.Refusal?.English);
        return output.WrittenSpan.ToArray();
    }

    private async Task<string> WriteAsync(string name, byte[] bytes)
    {
        var path = Path.Combine(_folder, name);
        await File.WriteAllBytesAsync(path, bytes);
        return path;
    }

    private string Crl(string authority) => Path.Combine(_folder, $"{authority}.crl");

    private static string? Text(JsonElement element, string key) => element.GetProperty(key).GetString();
}
