using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Tests.Pades;

/// <summary>
/// Documents of LibreOffice, Chromium, cairo, Ghostscript, groff and qpdf (made by <c>MadeElsewhere/make.sh</c>), signed and
/// judged by pdfsig, openssl and qpdf.
/// </summary>
public class MadeElsewhereTests
{
    private static readonly string Folder = Path.Combine(TestContext.CurrentContext.TestDirectory, "MadeElsewhere");

    private static IEnumerable<string> Names() => Directory.EnumerateFiles(Folder, "*.pdf").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal);

    [Test]
    public void There_are_at_least_60_all_different() =>
        Assert.That(Names().Select(name => Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(Read(name)))).Distinct().Count(), Is.AtLeast(60));

    [TestCaseSource(nameof(Names))]
    public async Task Document_is_signed_and_accepted(string name)
    {
        var before = Read(name);
        // By turns RSA and ECDSA, so that both meet every program.
        var algorithm = name.Length % 2 == 0 ? SignatureAlgorithm.RsaPkcs1Sha256 : SignatureAlgorithm.EcdsaP256Sha256;
        // LibreOffice asks viewers to draw its form fields.
        var signature = Signing.Plain with { AcceptNeedAppearances = name == "office-form.pdf" };
        Signing.IsAccepted(before, await Signing.Sign(before, signature, algorithm));
    }

    private static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));
}
