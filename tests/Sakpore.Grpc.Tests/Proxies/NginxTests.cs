using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Grpc.Core;
using Grpc.Net.Client;
using Grpc.Net.Client.Web;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.Tests.Proxies;

/// <summary>PostgreSQL, two hubs and nginx with TLS, as docs/operations.md sets them up: the quick start's flow goes through.</summary>
internal sealed class NginxTests
{
    private ProductionInstallation _files = null!;
    private TestHub _made = null!;
    private HubProcess _first = null!;
    private HubProcess _second = null!;
    private Nginx _nginx = null!;
    private X509Certificate2 _agency = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        Assume.That(Nginx.Program, Is.Not.Null, "nginx is not installed.");
        _files = new ProductionInstallation();
        _made = await TestHub.StartAsync(database: TestDatabase.Postgres);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var issued = _files.Issue("CN=kesbangpol", key, TimeProvider.System.GetUtcNow().AddDays(1));
        using var withKey = issued.CopyWithPrivateKey(key);
        _agency = X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pkcs12), null);
        string[] settings =
        [
            "Proxies=127.0.0.1",
            "Access__ClientCertificates__0__System=systems/kesbangpol-mtls",
            "Access__ClientCertificates__0__Office=kesbangpol",
            $"Access__ClientCertificates__0__SpkiSha256={Convert.ToHexString(SHA256.HashData(key.ExportSubjectPublicKeyInfo()))}",
        ];
        _first = await HubProcess.StartAsync(_made.DataDirectory, _made.Postgres!, settings);
        _second = await HubProcess.StartAsync(_made.DataDirectory, _made.Postgres!, settings);
        _nginx = await Nginx.StartAsync(_files, _first, _second);
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        foreach (var part in new IAsyncDisposable?[] { _nginx, _first, _second, _made })
        {
            await (part?.DisposeAsync() ?? ValueTask.CompletedTask);
        }

        _agency?.Dispose();
        _files?.Dispose();
    }

    [Test]
    public async Task Application_goes_from_submission_to_a_verified_letter()
    {
        using var watch = _nginx.FrontOffice.Applications().WatchApplications(new WatchApplicationsRequest());
        Assert.That(await watch.ResponseStream.MoveNext(default), Is.True, "The watch has begun.");
        var submitted = await _nginx.Portal.SubmitAsync();
        await _nginx.TakeToSignatureAsync(submitted.Application.Name);
        var signed = await _nginx.Head.SignAsync(submitted.Application.Name, _nginx.Callers.Passphrase);

        var letter = await _nginx.Portal.DownloadAsync(signed.Letter.Document);
        Assert.That((await _nginx.Public.VerifyAsync(letter)).Verdict, Is.EqualTo(VerificationReport.Types.Verdict.Authentic));
        letter[letter.Length / 3] ^= 1;
        Assert.That((await _nginx.Public.VerifyAsync(letter)).Verdict, Is.EqualTo(VerificationReport.Types.Verdict.Altered));
        var tracked = await new TrackingService.TrackingServiceClient(_nginx.Public).TrackAsync(new TrackRequest { Token = submitted.TrackingToken });
        Assert.That(tracked.Steps.Count(step => step.Progress == TrackingStep.Types.Progress.Done), Is.EqualTo(8));
        Assert.That(await watch.ResponseStream.MoveNext(default), Is.True);
        Assert.That(watch.ResponseStream.Current.News?.Application, Is.EqualTo(submitted.Application.Name), "News come through as they happen.");
    }

    [Test]
    public async Task Curl_goes_the_whole_way()
    {
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "samples", "curl", "quickstart.sh"), _nginx.Address, Path.Combine(_made.DataDirectory, "development", "callers.json")])
        {
            RedirectStandardOutput = true,
            Environment = { ["CURL_CA_BUNDLE"] = _files.In("anchors.pem") },
        };
        using var run = Process.Start(start)!;
        var said = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.That((run.ExitCode, said.TrimEnd().Split('\n')[^1]), Is.EqualTo((0, "anyone           verifies a copy with one byte changed: VERDICT_ALTERED")), said);
    }

    [Test]
    public async Task Browser_speaks_gRPC_Web_and_reads_pages()
    {
        using var channel = GrpcChannel.ForAddress(_nginx.Address, new GrpcChannelOptions
        {
            HttpHandler = new GrpcWebHandler(GrpcWebMode.GrpcWeb, Nginx.Handler(_files.Authority)),
            HttpVersion = new Version(1, 1),
        });
        Assert.That((await new PermitTypeService.PermitTypeServiceClient(channel).ListPermitTypesAsync(new ListPermitTypesRequest())).PermitTypes, Is.Not.Empty);
        using var client = new HttpClient(Nginx.Handler(_files.Authority));
        var page = await client.GetAsync(_nginx.Address + "/tte");
        Assert.That(page.IsSuccessStatusCode, Is.True);
        Assert.That(page.Headers.GetValues("Strict-Transport-Security"), Is.Not.Empty);
    }

    [Test]
    public async Task Log_of_the_proxy_has_no_token()
    {
        var token = (await _nginx.Portal.SubmitAsync()).TrackingToken;
        using var client = new HttpClient(Nginx.Handler(_files.Authority));
        Assert.That((await client.GetAsync($"{_nginx.Address}/lacak/{token}")).IsSuccessStatusCode, Is.True);
        var log = await File.ReadAllTextAsync(_files.In("access.log"));
        Assert.That(log, Does.Contain(" GET /lacak 200 ").And.Contain(" POST /sakpore.permits.v1.").And.Not.Contain(token));
    }

    [Test]
    public async Task Agencys_certificate_is_handed_on_and_one_in_a_callers_header_is_not()
    {
        Assert.That(await PendingAsync(_agency), Is.EqualTo(StatusCode.OK));
        Assert.That(await PendingAsync(null), Is.EqualTo(StatusCode.Unauthenticated), "Nobody is known without a certificate.");
        Assert.That(
            await PendingAsync(null, ("sakpore-client-certificate", Uri.EscapeDataString(_agency.ExportCertificatePem()))), Is.EqualTo(StatusCode.Unauthenticated),
            "What a caller writes into the header is replaced.");
    }

    private async Task<StatusCode> PendingAsync(X509Certificate2? certificate, params (string Name, string Value)[] headers)
    {
        using var channel = GrpcChannel.ForAddress(_nginx.Address, new GrpcChannelOptions { HttpHandler = Nginx.Handler(_files.Authority, certificate) });
        var metadata = new Metadata { { "sakpore-officer", "officers/contoh-kesbangpol" } };
        foreach (var (name, value) in headers)
        {
            metadata.Add(name, value);
        }

        try
        {
            await new RecommendationService.RecommendationServiceClient(channel).ListPendingRecommendationsAsync(new ListPendingRecommendationsRequest(), metadata);
            return StatusCode.OK;
        }
        catch (RpcException refused)
        {
            return refused.StatusCode;
        }
    }

    [Test]
    public async Task Killed_hub_is_missed_by_nobody()
    {
        _first.Kill();
        for (var call = 0; call < 20; call++)
        {
            Assert.That((await new PermitTypeService.PermitTypeServiceClient(_nginx.Public).ListPermitTypesAsync(new ListPermitTypesRequest())).PermitTypes, Is.Not.Empty);
        }

        Assert.That((await _nginx.Portal.SubmitAsync()).Application.Name, Does.StartWith("applications/"));
    }
}
