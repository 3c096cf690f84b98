using System.Buffers;
using Google.Protobuf.WellKnownTypes;
using Sakpore.Grpc.Signing;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Grpc.Tests.Letters;
using Sakpore.Offices.V1;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Grpc.Tests.PublicPages;

/// <summary>
/// The attack that a signature alone does not stop: everyone with a certificate of the same authority can sign a letter that looks like the
/// office's. Only the register tells, of letters and of officers.
/// </summary>
[TestFixture]
internal sealed class ForgedLetterTests
{
    private TestHub _hub = null!;

    [SetUp]
    public async Task StartAsync() => _hub = await TestHub.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _hub.DisposeAsync();

    [Test]
    public async Task Letter_forged_with_another_valid_certificate_under_the_same_root_is_not_called_the_offices()
    {
        // The forger even writes the head's name into the signature.
        var html = await CheckAsync(await SignAsync("contoh-kesbangpol"));

        // The signature is good and trusted, which makes the attack an attack.
        Assert.That(html, Does.Contain("TOTAL-PASSED").And.Contain(">Sah<"));
        Assert.That(html, Does.Contain("headline neutral").And.Contain("Ditandatangani oleh Contoh Hendra Gunawan, S.STP.; bukan surat di register kami"));
        Assert.That(html, Does.Not.Contain("headline good").And.Not.Contain("terbitan kantor ini").And.Not.Contain("pejabat kantor ini").And.Not.Contain("Pejabat terdaftar"));
    }

    [Test]
    public async Task What_the_head_signed_elsewhere_is_an_officers_and_not_in_the_register()
    {
        var html = await CheckAsync(await SignAsync("contoh-kepala"));

        Assert.That(html, Does.Contain("headline good").And.Contain("Ditandatangani oleh Contoh Ir. Siti Rahmawati, M.Si., pejabat kantor ini; tidak ada di register"));
        Assert.That(html, Does.Contain("Pejabat terdaftar").And.Contain("Rantai sertifikat").And.Not.Contain("terbitan kantor ini"));
    }

    [Test]
    public async Task Officer_is_one_by_a_mandate_that_is_in_force_and_by_the_certificate_bound_to_it()
    {
        var office = new OfficeService.OfficeServiceClient(_hub.Head);
        var mandate = await office.CreateMandateAsync(new CreateMandateRequest
        {
            RequestId = Actors.NextRequest,
            Mandate = new Mandate
            {
                Officer = "officers/contoh-kepala",
                PositionLines = { "KEPALA DINAS CONTOH" },
                Capacity = Mandate.Types.Capacity.Plh,
                StartTime = _hub.Time.GetUtcNow().ToTimestamp(),
                EndTime = _hub.Time.GetUtcNow().AddDays(7).ToTimestamp(),
                LegalBasis = "Surat Perintah Contoh",
            },
        });
        var signed = await SignAsync("contoh-kepala");
        Assert.That(await CheckAsync(signed), Does.Contain("pejabat kantor ini").And.Contain("Plh. KEPALA DINAS CONTOH"));
        Assert.That((await _hub.Public.VerifyAsync(signed)).Signatures.Single().RegisteredSigner.Position, Is.EqualTo("Plh. KEPALA DINAS CONTOH"));

        _hub.Time.Advance(TimeSpan.FromMinutes(1));
        await office.EndMandateAsync(new EndMandateRequest { Name = mandate.Name, RequestId = Actors.NextRequest });

        // Nothing proves that it was signed before the mandate ended: the time in the signature is the signer's own.
        Assert.That(await CheckAsync(signed), Does.Contain("headline neutral").And.Contain("bukan surat di register kami").And.Not.Contain("pejabat kantor ini"));
    }

    private async Task<string> CheckAsync(byte[] pdf)
    {
        using var client = new HttpClient { BaseAddress = new Uri(_hub.Pages) };
        using var form = new MultipartFormDataContent { { new ByteArrayContent(pdf), "berkas", "surat.pdf" } };
        using var answer = await client.PostAsync(new Uri("/tte", UriKind.Relative), form);
        return await answer.Content.ReadAsStringAsync();
    }

    private async Task<byte[]> SignAsync(string officer)
    {
        var pdf = Letter.Compose(LetterSamples.Marked(LetterSamples.Short));
        Assert.That(LocalSigningKey.FromPkcs12(_hub.Get<OfficerKeyStore>().Unseal(officer), _hub.Callers.Passphrase.ToCharArray()).TryGetKey(out var key), Is.True);
        using (key)
        {
            Assert.That(PdfDocument.Read(pdf).TryGetDocument(out var document, out _), Is.True);
            var output = new ArrayBufferWriter<byte>();
            var signature = new PadesSignature { FieldName = "TTE", SigningTime = _hub.Time.GetUtcNow(), Name = "Contoh Ir. Siti Rahmawati, M.Si." };
            Assert.That((await PadesSigner.SignAsync(document!, key!, signature, output, CancellationToken.None)).IsSigned, Is.True);
            return output.WrittenSpan.ToArray();
        }
    }
}
