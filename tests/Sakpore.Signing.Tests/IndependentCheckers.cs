using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Sakpore.Signing.Tests;

/// <summary>Programs by other people that judge what we sign: pdfsig (poppler), openssl and qpdf. Nothing here uses our reader.</summary>
internal static partial class IndependentCheckers
{
    /// <summary>pdfsig finds this many signatures, all valid, and calls the last one's document totally signed.</summary>
    public static void PdfSigAccepts(byte[] signed, int signatures)
    {
        using var folder = new ScratchFolder();
        var (exit, output) = Run(folder, "pdfsig", folder.Write("signed.pdf", signed));
        // Exit 0 even for an untrusted certificate; trust is not what is asked here.
        Assert.That(exit, Is.Zero, output);
        Assert.That(Regex.Count(output, "Signature Validation: Signature is Valid"), Is.EqualTo(signatures), output);
        Assert.That(Regex.Count(output, "Signature Type: ETSI.CAdES.detached"), Is.EqualTo(signatures), output);
        Assert.That(output[output.LastIndexOf("Signature #", StringComparison.Ordinal)..], Does.Contain("Total document signed"), output);
    }

    /// <summary>openssl verifies every CMS over the bytes that its ByteRange names, up to the given anchor.</summary>
    public static void OpenSslAccepts(byte[] signed, string anchorPem)
    {
        using var folder = new ScratchFolder();
        var anchor = folder.Write("anchor.pem", Encoding.ASCII.GetBytes(anchorPem));
        foreach (var (cms, content) in Signatures(signed))
        {
            var (exit, output) = Run(folder, "openssl", "cms", "-verify", "-binary", "-purpose", "any", "-inform", "DER",
                "-in", folder.Write("signature.der", cms), "-content", folder.Write("content.bin", content), "-CAfile", anchor, "-out", folder.Path("out.bin"));
            Assert.That(exit, Is.Zero, output);
        }
    }

    /// <summary>qpdf reports nothing of the signed file that it did not report of the one before.</summary>
    public static void QpdfReportsNothingNew(byte[] before, byte[] after)
    {
        using var folder = new ScratchFolder();
        // One name for both, since qpdf repeats it in every line.
        var (_, old) = Run(folder, "qpdf", "--check", folder.Write("checked.pdf", before));
        var (_, now) = Run(folder, "qpdf", "--check", folder.Write("checked.pdf", after));
        // That an updated file is no longer linearised is as it must be (ISO 32000-2, Annex F); so is that flaws in how it was are gone.
        string[] good = ["File is not linearized", "No syntax or stream encoding errors found; the file may still contain", "errors that qpdf cannot detect"];
        Assert.That(now.Split('\n').Except(old.Split('\n')).Except(good), Is.Empty, now);
    }

    /// <summary>Rewrites a file with qpdf, to vary its structure.</summary>
    public static byte[] Qpdf(byte[] file, params string[] options)
    {
        using var folder = new ScratchFolder();
        var (exit, output) = Run(folder, "qpdf", [.. options, folder.Write("in.pdf", file), folder.Path("out.pdf")]);
        Assert.That(exit, Is.Zero, output);
        return File.ReadAllBytes(folder.Path("out.pdf"));
    }

    /// <summary>Every CMS in a file with the bytes it signs, found by the text of its ByteRange.</summary>
    public static IReadOnlyList<(byte[] Cms, byte[] Content)> Signatures(byte[] signed)
    {
        var found = new List<(byte[], byte[])>();
        foreach (Match match in ByteRange().Matches(Encoding.Latin1.GetString(signed)))
        {
            var numbers = match.Groups.Values.Skip(1).Select(group => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture)).ToArray();
            var (first, second, length) = (numbers[0], numbers[1], numbers[2]);
            var contents = Convert.FromHexString(Encoding.ASCII.GetString(signed.AsSpan(first + 1, second - first - 2)));
            found.Add((WithoutPadding(contents), [.. signed.AsSpan(0, first), .. signed.AsSpan(second, length)]));
        }
        Assert.That(found, Is.Not.Empty, "no ByteRange in the file");
        return found;
    }

    [GeneratedRegex(@"/ByteRange\s*\[\s*0\s+(\d+)\s+(\d+)\s+(\d+)\s*\]")]
    private static partial Regex ByteRange();

    private static byte[] WithoutPadding(byte[] contents)
    {
        Assert.That(contents[0], Is.EqualTo(0x30));
        var lengthBytes = contents[1] & 0x7F;
        var length = 0;
        for (var i = 0; i < lengthBytes; i++)
            length = length << 8 | contents[2 + i];
        return contents[..(2 + lengthBytes + length)];
    }

    public static (int Exit, string Output) Run(ScratchFolder folder, string program, params string[] arguments) => folder.Run(program, arguments);
}
