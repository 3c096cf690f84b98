using System.Net;
using System.Net.Sockets;
using System.Text;
using Sakpore.Grpc.PublicPages;

namespace Sakpore.Grpc.Tests.PublicPages;

[TestFixture]
internal sealed class CheckPageTests
{
    private static readonly byte[] Pdf = "%PDF-1.7 some bytes"u8.ToArray();

    private PageHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await PageHost.StartAsync(options => options.MaxUploadBytes = 1 << 20);

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase(Sample.Verdict.Authentic, "good", "Asli, terbitan kantor ini", "Persis surat di register")]
    [TestCase(Sample.Verdict.AuthenticElsewhere, "neutral", "Ditandatangani oleh Dra. Contoh Pejabat, M.Si.; bukan surat di register kami", "Tidak ada di register")]
    [TestCase(Sample.Verdict.OfficersOwn, "good", "Ditandatangani oleh Contoh Ir. Siti Rahmawati, M.Si., pejabat kantor ini; tidak ada di register", "Tidak ada di register")]
    [TestCase(Sample.Verdict.Altered, "bad", "Berubah setelah ditandatangani", "Tidak ada di register")]
    [TestCase(Sample.Verdict.Untrusted, "caution", "Belum dapat dipercaya", "Tidak ada di register")]
    [TestCase(Sample.Verdict.UntrustedInRegister, "caution", "Tercatat di register, tetapi tanda tangannya belum dapat dipastikan", "Persis surat di register")]
    [TestCase(Sample.Verdict.Unsigned, "caution", "Tidak bertanda tangan elektronik", "Tidak ada di register")]
    [TestCase(Sample.Verdict.Unreadable, "neutral", "Berkas tidak dapat dibaca", "Tidak ada di register")]
    public async Task Verdict_is_said_in_words_and_colour(object verdict, string tone, string title, string register)
    {
        _host.Records.Verify = _ => Sample.Report((Sample.Verdict)verdict);

        var (answer, html) = await _host.UploadAsync(Pdf);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(html, Does.Contain($"headline {tone}\"").And.Contain(title).And.Contain(register).And.Contain(Sample.Sha256));
    }

    [Test]
    public async Task Bytes_reach_the_verifier_as_they_were_sent()
    {
        var file = new byte[300_000];
        for (var i = 0; i < file.Length; i++)
            file[i] = (byte)(i * 31 >> 3);

        await _host.UploadAsync(file);

        Assert.That(_host.Records.Verified.Single(), Is.EqualTo(file));
    }

    [Test]
    public async Task Signature_is_shown_with_its_reasons_and_signer()
    {
        _host.Records.Verify = _ => Sample.Report(Sample.Verdict.Altered);

        var (_, html) = await _host.UploadAsync(Pdf);

        Assert.That(html, Does.Contain("Tanda tangan 1/1").And.Contain("HASH_FAILURE").And.Contain("Isi berkas tidak sama dengan isi yang ditandatangani.")
            .And.Contain("Nama di sertifikat, belum terbukti").And.Contain("Dra. Contoh Pejabat, M.Si.").And.Contain("Balai Sertifikasi Elektronik"));
    }

    [Test]
    public async Task Signer_of_a_passed_signature_is_called_signer()
    {
        _host.Records.Verify = _ => Sample.Report(Sample.Verdict.Authentic);

        var (_, html) = await _host.UploadAsync(Pdf);

        Assert.That(html, Does.Contain(">Penandatangan<").And.Not.Contain("belum terbukti"));
    }

    [Test]
    public async Task Every_signature_has_its_chain_on_demand_and_the_answer_a_receipt()
    {
        _host.Records.Verify = _ => Sample.Report(Sample.Verdict.OfficersOwn);

        var (_, html) = await _host.UploadAsync(Pdf);

        Assert.That(html, Does.Contain("<summary>Rantai sertifikat</summary>").And.Contain("CN=Induk Contoh").And.Contain("0123ab"));
        Assert.That(html, Does.Contain("Pejabat terdaftar").And.Contain("KEPALA DINAS, Dinas Contoh"));
        Assert.That(html, Does.Contain("Tanda terima pemeriksaan").And.Contain("https://perizinan.example").And.Contain("Cara mengenali situs tiruan"));
    }

    [Test]
    public async Task Registered_letter_is_linked()
    {
        _host.Records.Verify = _ => Sample.Report(Sample.Verdict.Authentic);

        var (_, html) = await _host.UploadAsync(Pdf);

        Assert.That(html, Does.Contain($"href=\"/tte/{Sample.Code}\"").And.Contain("070/SKP-KP/407/IX/2023"));
    }

    [Test]
    public async Task File_of_exactly_the_limit_is_verified()
    {
        var (answer, _) = await _host.UploadAsync(new byte[1 << 20]);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(_host.Records.Verified.Single(), Has.Length.EqualTo(1 << 20));
    }

    [TestCase((1 << 20) + 1)]
    [TestCase(8 << 20)]
    public async Task File_past_the_limit_gets_a_clear_413(int size)
    {
        var (answer, html) = await _host.UploadAsync(new byte[size]);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.RequestEntityTooLarge));
        Assert.That(html, Does.Contain("Berkas terlalu besar").And.Contain("sampai 1&#xA0;MB").And.Contain("name=\"berkas\""));
        Assert.That(_host.Records.Verified, Is.Empty);
    }

    [Test]
    public async Task Request_past_the_longest_is_refused_before_it_is_sent()
    {
        using var socket = new TcpClient(_host.Address.Host, _host.Address.Port);
        using var reader = new StreamReader(socket.GetStream());
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(
            $"POST /tte HTTP/1.1\r\nHost: x\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: {UploadedFile.LongestRequest + 1}\r\n\r\n"));

        Assert.That(await reader.ReadLineAsync(), Is.EqualTo("HTTP/1.1 413 Payload Too Large"));
    }

    [Test]
    public async Task Upload_without_a_file_gets_the_form_again()
    {
        var (empty, html) = await _host.UploadAsync([]);
        var (wrongField, _) = await _host.UploadAsync(Pdf, field: "lain");

        Assert.That(empty.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(html, Does.Contain("Belum ada berkas").And.Contain("name=\"berkas\""));
        Assert.That(wrongField.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
    }

    [TestCase("application/json", "{}")]
    [TestCase("multipart/form-data", "no boundary")]
    [TestCase("multipart/form-data; boundary=x", "no parts")]
    [TestCase("multipart/form-data; boundary=x", "--x\r\nContent-Disposition: form-data; name=berkas; filename=a.pdf\r\n\r\ncut off")]
    [TestCase("multipart/form-data; boundary=x", "--x\r\nno colon\r\n\r\n--x--")]
    public async Task Request_that_is_no_upload_is_a_400(string mediaType, string body)
    {
        using var content = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);

        using var answer = await _host.Client.PostAsync(new Uri("/tte", UriKind.Relative), content);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(_host.Records.Verified, Is.Empty);
    }

    [Test]
    public async Task Report_without_a_verdict_is_a_fault_and_never_shown_as_one()
    {
        _host.Records.Verify = _ => new();

        var (answer, html) = await _host.UploadAsync(Pdf);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(html, Does.Contain("Layanan sedang terganggu").And.Not.Contain("Menurut register"));
    }
}
