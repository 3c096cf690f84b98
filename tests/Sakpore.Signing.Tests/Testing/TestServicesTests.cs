using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Signing.Testing;

namespace Sakpore.Signing.Tests.Testing;

/// <summary>What the services of the throwaway PKI make, as openssl sees it.</summary>
public sealed class TestServicesTests
{
    private static readonly DateTimeOffset At = new(2026, 3, 2, 1, 0, 0, TimeSpan.Zero);
    private static readonly string AtTime = $"{At.ToUnixTimeSeconds()}";
    private static readonly TestPki Pki = TestPki.Create(At);
    private static readonly byte[] Data = [.. "Surat Keterangan"u8];

    [TestCase(TestPki.TimestampAuthority, "SHA256", true)]
    [TestCase(TestPki.RsaTimestampAuthority, "SHA512", true)]
    [TestCase(TestPki.TimestampAuthorityWithoutPurpose, "SHA256", false)]
    [TestCase(TestPki.UnknownTimestampAuthority, "SHA256", false)]
    public void Token_is_judged_by_openssl(string authority, string digest, bool isGood)
    {
        var options = new TestTimestampOptions { Authority = authority, Digest = new HashAlgorithmName(digest) };
        var token = Pki.Timestamp(CryptographicOperations.HashData(options.Digest, Data), At, options);
        using var folder = new ScratchFolder();
        var (exit, output) = folder.Run("openssl", "ts", "-verify", "-token_in", "-in", folder.Write("token.der", token),
            "-data", folder.Write("data.bin", Data), "-CAfile", folder.Write("root.pem", Pki[TestPki.Root].ToCertificatePem()), "-attime", AtTime);
        Assert.That(exit, isGood ? Is.Zero : Is.Not.Zero, output);
    }

    [TestCase(TestPki.EcdsaSigner, TestPki.OcspResponder, "SHA1", "good", true)]
    [TestCase(TestPki.RevokedSigner, TestPki.CheckedOcspResponder, "SHA256", "revoked", true)]
    [TestCase(TestPki.EcdsaSigner, TestPki.Issuing, "SHA1", "good", true)]
    [TestCase(TestPki.EcdsaSigner, TestPki.UnauthorizedOcspResponder, "SHA1", "", false)]
    [TestCase(TestPki.EcdsaSigner, TestPki.ForeignOcspResponder, "SHA1", "", false)]
    public void Ocsp_response_is_judged_by_openssl(string subject, string responder, string digest, string status, bool isGood)
    {
        var response = Pki.OcspResponse(subject, At, new TestOcspOptions { Responder = responder, CertificateIdDigest = new(digest) });
        using var folder = new ScratchFolder();
        var (exit, output) = folder.Run("openssl", "ocsp", "-respin", folder.Write("response.der", response), $"-{digest.ToLowerInvariant()}",
            "-issuer", folder.Write("issuer.pem", Pki[TestPki.Issuing].ToCertificatePem()),
            "-cert", folder.Write("subject.pem", Pki[subject].ToCertificatePem()), "-no_nonce", "-attime", AtTime,
            "-CAfile", folder.Write("anchors.pem", Pki[TestPki.Root].ToCertificatePem() + "\n" + Pki[TestPki.Issuing].ToCertificatePem()));
        Assert.That(output.Contains("Response verify OK", StringComparison.Ordinal), Is.EqualTo(isGood), output);
        if (isGood)
            Assert.That(output, Does.Match($"(: |\\n){status}\\n")); // openssl remarks between the two that its clock is later
    }

    [TestCase(null)]
    [TestCase(TestPki.CrlIssuer)]
    public void Revocation_list_is_read_and_its_signature_verified_by_openssl(string? signedBy)
    {
        var list = Pki.RevocationList(TestPki.Issuing, At, TimeSpan.FromDays(1), signedBy).ToArray();
        using var folder = new ScratchFolder();
        var (exit, output) = folder.Run("openssl", "crl", "-inform", "DER", "-in", folder.Write("list.crl", list), "-noout", "-text", "-verify",
            "-CAfile", folder.Write("signer.pem", Pki[signedBy ?? TestPki.Issuing].ToCertificatePem()));
        Assert.That(exit, Is.Zero, output);
        Assert.That(output, Does.Contain("verify OK").And.Contain("Key Compromise"));
        Assert.That(output.Contains("Indirect CRL", StringComparison.Ordinal), Is.EqualTo(signedBy is not null), output);
    }

    [Test]
    public void Revocation_is_unknown_to_lists_and_answers_before_it()
    {
        var revoked = new TestIdentity("Revoked Tomorrow", TestPki.Issuing, TestKey.P256, TestRole.Signer) { RevokedAt = At.AddDays(1) };
        var pki = TestPki.Create(At, new TestPkiOptions { Additional = [revoked] });
        Assert.That(pki.OcspResponse(revoked.Name, At), Is.Not.Empty);
        var before = pki.RevocationList(TestPki.Issuing, At, TimeSpan.FromDays(1)).Length;
        var after = pki.RevocationList(TestPki.Issuing, At.AddDays(1), TimeSpan.FromDays(1)).Length;
        Assert.That(after, Is.GreaterThan(before + 16), "one entry more");
    }

    [Test]
    public async Task Server_answers_openssl_requests_at_the_time_of_the_clock()
    {
        var clock = new FakeTimeProvider(At);
        await using var server = TestPkiServer.Start(clock);
        clock.Advance(TimeSpan.FromDays(2));
        using var folder = new ScratchFolder();
        var (exit, output) = folder.Run("openssl", "ts", "-query", "-data", folder.Write("data.bin", Data), "-sha256", "-cert", "-out", folder.Path("query.tsq"));
        Assert.That(exit, Is.Zero, output);
        var reply = await Post(server.Timestamps, File.ReadAllBytes(folder.Path("query.tsq")), "application/timestamp-query");
        (exit, output) = folder.Run("openssl", "ts", "-verify", "-in", folder.Write("reply.tsr", reply), "-queryfile", folder.Path("query.tsq"),
            "-CAfile", folder.Write("root.pem", server.Pki[TestPki.Root].ToCertificatePem()), "-attime", AtTime);
        Assert.That(exit, Is.Zero, output);
        (_, output) = folder.Run("openssl", "ts", "-reply", "-in", folder.Path("reply.tsr"), "-text");
        Assert.That(output, Does.Contain("Time stamp: Mar  4 01:00:00 2026 GMT"));

        (exit, output) = folder.Run("openssl", "ocsp", "-url", server.OcspOf(TestPki.Issuing).AbsoluteUri,
            "-issuer", folder.Write("issuer.pem", server.Pki[TestPki.Issuing].ToCertificatePem()),
            "-cert", folder.Write("subject.pem", server.Pki[TestPki.RsaSigner].ToCertificatePem()), "-attime", AtTime, "-CAfile", folder.Path("root.pem"),
            "-verify_other", folder.Path("issuer.pem"));
        Assert.That(output, Does.Contain("Response verify OK").And.Match("(: |\\n)good\\n"), output);
        Assert.That(server.Requests(TestService.Ocsp), Is.EqualTo(1));
    }

    [Test]
    public async Task Server_misbehaves_for_as_many_requests_as_told()
    {
        await using var server = TestPkiServer.Start(new FakeTimeProvider(At));
        using var http = new HttpClient();
        server.Misbehave(TestService.RevocationLists, TestMisbehavior.Unavailable, times: 1);
        Assert.That((await http.GetAsync(server.RevocationListOf(TestPki.Issuing))).StatusCode, Is.EqualTo(HttpStatusCode.ServiceUnavailable));
        Assert.That((await http.GetAsync(server.RevocationListOf(TestPki.Issuing))).StatusCode, Is.EqualTo(HttpStatusCode.OK));
        server.Misbehave(TestService.RevocationLists, TestMisbehavior.Hang);
        using var impatient = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        Assert.That(async () => await http.GetAsync(server.RevocationListOf(TestPki.Issuing), impatient.Token), Throws.InstanceOf<OperationCanceledException>());
    }

    private static async Task<byte[]> Post(Uri address, byte[] body, string type)
    {
        using var http = new HttpClient();
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue(type);
        using var response = await http.PostAsync(address, content);
        Assert.That(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync());
        return await response.Content.ReadAsByteArrayAsync();
    }
}
