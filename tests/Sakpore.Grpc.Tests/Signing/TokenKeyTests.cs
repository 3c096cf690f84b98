using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Signing.Tests;
using Sakpore.Signing.V1;

namespace Sakpore.Grpc.Tests.Signing;

/// <summary>An officer's key on a PKCS#11 token (SoftHSM): the hub signs with it, and the PIN is counted like a passphrase.</summary>
[NonParallelizable]
internal sealed class TokenKeyTests
{
    private const string Officer = "contoh-kesbangpol";

    [Test]
    public async Task Officer_signs_with_a_key_on_a_token()
    {
        SoftToken.Needed();
        using var folder = new ScratchFolder();
        await using var hub = await TestHub.StartAsync(options => options with { Pkcs11Library = SoftToken.Module });
        SoftToken.Take(hub, Officer, folder);
        var client = new DocumentSigningService.DocumentSigningServiceClient(hub.Officer("kesbangpol", Officer));
        var document = await hub.Officer("kesbangpol", Officer).UploadAsync(Papers.Pdf(), "application/pdf");
        Assert.That(await Refused.ReasonAsync(() => client.SignDocumentAsync(Request(document, "000000")).ResponseAsync), Is.EqualTo("WRONG_PASSPHRASE"));
        var signed = await client.SignDocumentAsync(Request(document, SoftToken.Pin));
        var report = await hub.Public.VerifyAsync(await hub.Officer("kesbangpol", Officer).DownloadAsync(signed.Document));
        Assert.That(report.Verdict, Is.EqualTo(Sakpore.Verification.V1.VerificationReport.Types.Verdict.Authentic));
    }

    private static SignDocumentRequest Request(string document, string pin) => new() { Document = document, Passphrase = pin, RequestId = Actors.NextRequest };
}
