using System.Buffers;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Grpc.Tests.Letters;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Grpc.Tests.PublicPages;

/// <summary>
/// The attack that a signature alone does not stop: everyone with a certificate of the same authority can sign a letter that looks like the
/// office's. Only the register tells.
/// </summary>
[TestFixture]
internal sealed class ForgedLetterTests
{
    [Test]
    public async Task Letter_forged_with_another_valid_certificate_under_the_same_root_is_not_called_the_offices()
    {
        await using var hub = await TestHub.StartAsync();
        var forged = await ForgeAsync(hub);

        using var client = new HttpClient { BaseAddress = new Uri(hub.Pages) };
        using var form = new MultipartFormDataContent { { new ByteArrayContent(forged), "berkas", "surat.pdf" } };
        using var answer = await client.PostAsync(new Uri("/tte", UriKind.Relative), form);
        var html = await answer.Content.ReadAsStringAsync();

        // The signature is good and trusted, which makes the attack an attack.
        Assert.That(html, Does.Contain("TOTAL_PASSED").Or.Contain("TOTAL-PASSED").Or.Contain("Sah"));
        Assert.That(html, Does.Contain("headline neutral").And.Contain("Ditandatangani oleh Contoh Hendra Gunawan, S.STP.; bukan surat di register kami"));
        Assert.That(html, Does.Not.Contain("headline good"));
        Assert.That(html, Does.Not.Contain("terbitan kantor ini"));
    }

    private static async Task<byte[]> ForgeAsync(TestHub hub)
    {
        var pdf = Letter.Compose(LetterSamples.Marked(LetterSamples.Short));
        var keyFile = Path.Combine(hub.Get<HubOptions>().OfficerKeysDirectory!, "contoh-kesbangpol.p12");
        Assert.That(LocalSigningKey.FromPkcs12(await File.ReadAllBytesAsync(keyFile), hub.Callers.Passphrase.ToCharArray()).TryGetKey(out var key), Is.True);
        using (key)
        {
            Assert.That(PdfDocument.Read(pdf).TryGetDocument(out var document, out _), Is.True);
            var output = new ArrayBufferWriter<byte>();
            var signature = new PadesSignature { FieldName = "TTE", SigningTime = hub.Time.GetUtcNow(), Name = "Contoh Ir. Siti Rahmawati, M.Si." };
            Assert.That((await PadesSigner.SignAsync(document!, key!, signature, output, CancellationToken.None)).IsSigned, Is.True);
            return output.WrittenSpan.ToArray();
        }
    }
}
