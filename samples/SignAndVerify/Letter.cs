using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;

namespace Sakpore.Samples.SignAndVerify;

/// <summary>Signs a letter with a key file, then verifies it as its reader would. Every expected no is a sentence.</summary>
public static class Letter
{
    public static async Task<int> SignAndVerifyAsync(
        string letter, string keyFile, char[] passphrase, string root, string signed, TimeProvider clock, TextWriter output)
    {
        if (!PdfDocument.Read(await File.ReadAllBytesAsync(letter)).TryGetDocument(out var document, out var fault))
            return await Refuse(fault.English);

        var loaded = LocalSigningKey.FromPkcs12(await File.ReadAllBytesAsync(keyFile), passphrase); // which is zeros now
        if (!loaded.TryGetKey(out var key))
            return await Refuse(loaded.English);

        var signature = new PadesSignature { SigningTime = clock.GetLocalNow(), Reason = "Diterbitkan" };
        using var bytes = new MemoryStream();
        using (key)
        {
            if (await PadesSigner.SignAsync(document, key, signature, bytes, CancellationToken.None) is { IsSigned: false } result)
                return await Refuse(result.Refusal.English);
        }
        await File.WriteAllBytesAsync(signed, bytes.ToArray());

        var policy = new VerificationPolicy
        {
            At = clock.GetUtcNow(),
            Anchors = TrustAnchors.Read(await File.ReadAllBytesAsync(root)),
            Revocation = RevocationRequirement.Off,
        };
        var report = PdfVerifier.Verify(bytes.ToArray(), policy);
        await output.WriteLineAsync($"{signed}: {report.Verdict}, signed by {report.Signatures[0].Signer?.Subject}");
        return report.Verdict == Verdict.Authentic ? 0 : 1;

        async Task<int> Refuse(string sentence)
        {
            await output.WriteLineAsync(sentence);
            return 1;
        }
    }
}
