using Microsoft.Extensions.Time.Testing;
using Sakpore.Samples.SignAndVerify;
using Sakpore.Signing.Testing;

namespace Sakpore.Samples.Tests;

[TestFixture]
internal sealed class SignAndVerifyTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    [Test]
    public async Task Letter_is_signed_and_found_authentic()
    {
        var (exit, said, file) = await RunAsync("rahasia");
        Assert.That(exit, Is.Zero, said);
        Assert.That(said, Does.StartWith($"{file}: Authentic, signed by ").And.Contain($"CN={TestPki.RsaSigner}"));
        Assert.That((await File.ReadAllBytesAsync(file)).AsSpan().IndexOf("/ETSI.CAdES.detached"u8), Is.Positive);
    }

    [Test]
    public async Task Wrong_passphrase_is_told_and_leaves_no_file()
    {
        var (exit, said, file) = await RunAsync("keliru");
        Assert.That((exit, said), Is.EqualTo((1, "The passphrase of the key is wrong.")));
        Assert.That(File.Exists(file), Is.False);
    }

    private static async Task<(int Exit, string Said, string File)> RunAsync(string passphrase)
    {
        var folder = Directory.CreateTempSubdirectory("sakpore-sample-").FullName;
        string Write(string name, ReadOnlySpan<byte> content)
        {
            File.WriteAllBytes(Path.Combine(folder, name), content);
            return Path.Combine(folder, name);
        }

        var pki = TestPki.Create(At);
        var letter = Path.Combine(TestContext.CurrentContext.TestDirectory, "groff-ms.pdf");
        var signed = Path.Combine(folder, "signed.pdf");
        using var said = new StringWriter();
        var exit = await Letter.SignAndVerifyAsync(letter, Write("key.p12", pki[TestPki.RsaSigner].ToPkcs12("rahasia")), passphrase.ToCharArray(),
            Write("root.cer", pki[TestPki.Root].Certificate.Span), signed, new FakeTimeProvider(At.AddDays(1)), said);
        return (exit, said.ToString().Trim(), signed);
    }
}
