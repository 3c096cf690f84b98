using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;

namespace Sakpore.Benchmarks.Verification;

/// <summary>Files signed by many signers of one throwaway PKI, and the policy that trusts it, lists given.</summary>
internal sealed class SignedFiles
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);

    public SignedFiles(int signers, TestKey key)
    {
        _names = [.. Enumerable.Range(1, signers).Select(i => string.Create(CultureInfo.InvariantCulture, $"Signer {i}"))];
        Pki = TestPki.Create(At, new TestPkiOptions
        {
            Additional =
            [
                new TestIdentity(Root, Root, TestKey.Rsa2048, TestRole.Authority),
                new TestIdentity(Issuing, Root, TestKey.Rsa2048, TestRole.Authority),
                .. _names.Select(n => new TestIdentity(n, Issuing, key, TestRole.Signer)),
            ],
        });
        Policy = new VerificationPolicy
        {
            At = At.AddHours(1),
            Anchors = TrustAnchors.Read(Pki[Root].Certificate),
            RevocationLists = [.. Authorities.Select(a => Pki.RevocationList(a, At, TimeSpan.FromDays(7)))],
        };
    }

    // RSA throughout, as most authorities of the field have it: it makes the lowest floor.
    public const string Root = "RSA Root CA";
    public const string Issuing = "RSA Issuing CA";

    private static readonly string[] Authorities = [Root, Issuing];

    private readonly string[] _names;

    public TestPki Pki { get; }

    public VerificationPolicy Policy { get; }

    public IReadOnlyList<string> Names => _names;

    /// <summary>One file a signer, each of about that many bytes, no two alike.</summary>
    public byte[][] Letters(int bytes) => [.. _names.Select((name, i) => Sign(Letter(bytes, i), name))];

    public byte[] Sign(byte[] file, string name)
    {
        using var key = LocalSigningKey.FromPkcs12(Pki[name].ToPkcs12("rahasia"), "rahasia".ToCharArray()).Key!;
        var output = new ArrayBufferWriter<byte>(file.Length + 40_000);
        var result = PadesSigner.SignAsync(
            PdfDocument.Read(file).Document!, key, new PadesSignature { SigningTime = At }, output, CancellationToken.None).GetAwaiter().GetResult();
        return result.IsSigned ? output.WrittenSpan.ToArray() : throw new InvalidOperationException(result.Refusal?.English);
    }

    // As many objects as a composed letter has: a page, fonts with their parts, and one stream that holds the weight.
    public static byte[] Letter(int bytes, int seed)
    {
        var weight = new byte[bytes - 6_000];
        RandomNumberGenerator.Fill(weight);
        var text = string.Create(CultureInfo.InvariantCulture, $"BT /F1 12 Tf 72 720 Td (Surat Keterangan {seed}) Tj ET");
        var objects = new List<string>
        {
            "<</Type/Catalog/Pages 2 0 R/Lang(id)>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>/XObject<</X 6 0 R>>>>>>",
            $"<</Length {text.Length}>>\nstream\n{text}\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
            $"<</Type/XObject/Subtype/Form/BBox[0 0 1 1]/Length {weight.Length}>>\nstream\n{Encoding.Latin1.GetString(weight)}\nendstream",
        };
        for (var i = 0; i < 30; i++)
            objects.Add($"<</Type/FontDescriptor/FontName/F{i}/Flags 4/FontBBox[-100 -200 1000 900]/ItalicAngle 0/Ascent 900/Descent -200/StemV 80>>");
        var file = new StringBuilder("%PDF-1.7\n");
        var xref = new StringBuilder(string.Create(CultureInfo.InvariantCulture, $"xref\n0 {objects.Count + 1}\n0000000000 65535 f \n"));
        for (var i = 0; i < objects.Count; i++)
        {
            xref.Append(CultureInfo.InvariantCulture, $"{file.Length:D10} 00000 n \n");
            file.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var start = file.Length;
        file.Append(xref).Append(CultureInfo.InvariantCulture, $"trailer\n<</Size {objects.Count + 1}/Root 1 0 R>>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(file.ToString());
    }
}
