using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Signing.Online;
using Sakpore.Signing.Testing;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;
using static Sakpore.Signing.Tests.Verification.SignedLetters;

namespace Sakpore.Signing.Tests.Verification;

/// <summary>Verification connects nowhere unless it is told to, and then only where it may.</summary>
public sealed class FetchingTests
{
    private static readonly HttpEvidenceLimits Loopback = new() { Hosts = new HashSet<string> { "127.0.0.1" }, AllowLocalAddresses = true };

    private TestPkiServer _server = null!;
    private byte[] _letter = null!;
    private VerificationPolicy _policy = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _server = TestPkiServer.Start(new FakeTimeProvider(At.AddHours(1)));
        _letter = SignedLetters.Sign(SamplePdf.Minimal(), _server.Pki, TestPki.EcdsaSigner);
        _policy = new VerificationPolicy { At = At.AddHours(1), Anchors = TrustAnchors.Read(_server.Pki.Anchors) };
    }

    [OneTimeTearDown]
    public async Task Stop() => await _server.DisposeAsync();

    [SetUp]
    public void Behave()
    {
        foreach (var service in Enum.GetValues<TestService>())
            _server.Misbehave(service, TestMisbehavior.None);
    }

    [Test]
    public void Nothing_is_connected_to_by_default()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        var pki = TestPki.Create(At, new TestPkiOptions { ServiceAddress = address });
        var letter = SignedLetters.Sign(SamplePdf.Minimal(), pki, TestPki.EcdsaSigner);
        var report = PdfVerifier.Verify(letter, new VerificationPolicy { At = At, Anchors = TrustAnchors.Read(pki.Anchors) });
        Assert.That(report.Signatures.Single().SubIndication, Is.EqualTo(SubIndication.TryLater), "it had a reason to ask");
        Assert.That(CertificatePointers.OcspResponders(report.Signatures[0].Signer!).Single().Port, Is.EqualTo(address.Port), "and knew whom");
        Thread.Sleep(100);
        Assert.That(listener.Pending(), Is.False);
    }

    [Test]
    public async Task Missing_evidence_is_fetched_and_suffices()
    {
        var report = await Fetch(Loopback);
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Authentic), ReportText.Write(report));
        Assert.That(report.Policy.IsOnline, Is.True);
        Assert.That(report.Signatures.Single().Evidence.Select(e => e.Source), Is.All.EqualTo(EvidenceSource.Network));
    }

    [Test]
    public async Task Nothing_is_fetched_without_a_path_to_an_anchor()
    {
        var before = Requests();
        await Fetch(Loopback, _policy with { Anchors = TrustAnchors.None });
        Assert.That(Requests(), Is.EqualTo(before));
    }

    [Test]
    public async Task Nothing_is_fetched_from_hosts_that_are_not_configured()
    {
        var before = Requests();
        await Fetch(new HttpEvidenceLimits { AllowLocalAddresses = true });
        await Fetch(Loopback with { Hosts = new HashSet<string> { "crl.example" } });
        Assert.That(Requests(), Is.EqualTo(before));
    }

    [Test]
    public async Task Local_addresses_are_not_connected_to()
    {
        var before = Requests();
        await Fetch(Loopback with { AllowLocalAddresses = false });
        await Fetch(new HttpEvidenceLimits { Hosts = null });
        Assert.That(Requests(), Is.EqualTo(before));
    }

    [TestCase(TestMisbehavior.Garbage)]
    [TestCase(TestMisbehavior.Empty)]
    [TestCase(TestMisbehavior.Unavailable)]
    [TestCase(TestMisbehavior.WrongSubject)]
    [TestCase(TestMisbehavior.WrongPurpose)]
    [TestCase(TestMisbehavior.UnknownRoot)]
    [TestCase(TestMisbehavior.Endless)]
    [TestCase(TestMisbehavior.Hang)]
    public async Task Services_that_misbehave_bring_nothing(TestMisbehavior misbehavior)
    {
        _server.Misbehave(TestService.Ocsp, misbehavior);
        _server.Misbehave(TestService.RevocationLists, misbehavior);
        var report = await Fetch(Loopback with { Timeout = TimeSpan.FromMilliseconds(500), AnswerBytes = 100_000 });
        Assert.That(report.Verdict, Is.EqualTo(Verdict.Untrusted), ReportText.Write(report));
    }

    [Test]
    public async Task Requests_are_counted()
    {
        var before = Requests();
        await Fetch(Loopback with { Requests = 1 });
        Assert.That(Requests() - before, Is.EqualTo(1), "all rounds together");
    }

    [Test]
    public async Task Redirects_are_not_followed()
    {
        using var listener = new HttpListener();
        var port = FreePort();
        listener.Prefixes.Add($"http://127.0.0.1:{port}/");
        listener.Start();
        var seen = 0;
        var answering = Task.Run(async () =>
        {
            while (listener.IsListening)
            {
                HttpListenerContext context;
                try
                {
                    context = await listener.GetContextAsync();
                }
                catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
                {
                    return;
                }

                Interlocked.Increment(ref seen);
                context.Response.Redirect(_server.RevocationListOf(TestPki.Issuing).ToString());
                context.Response.Close();
            }
        });
        using var fetcher = new HttpEvidenceFetcher(Loopback);
        var before = Requests();
        var answers = await fetcher.FetchAsync([new EvidenceRequest(new Uri($"http://127.0.0.1:{port}/crl"), null)], CancellationToken.None);
        listener.Stop();
        await answering;
        Assert.That(seen, Is.EqualTo(1));
        Assert.That(answers, Is.Empty);
        Assert.That(Requests(), Is.EqualTo(before));
    }

    [TestCase("127.0.0.1", true)]
    [TestCase("10.1.2.3", true)]
    [TestCase("172.31.255.255", true)]
    [TestCase("172.32.0.1", false)]
    [TestCase("192.168.0.1", true)]
    [TestCase("169.254.169.254", true)]
    [TestCase("100.64.0.1", true)]
    [TestCase("0.0.0.0", true)]
    [TestCase("255.255.255.255", true)]
    [TestCase("224.0.0.1", true)]
    [TestCase("203.0.113.7", false)]
    [TestCase("8.8.8.8", false)]
    [TestCase("::1", true)]
    [TestCase("::", true)]
    [TestCase("::ffff:127.0.0.1", true)]
    [TestCase("64:ff9b::7f00:1", true)]
    [TestCase("2002:7f00:1::", true)]
    [TestCase("fd12::1", true)]
    [TestCase("fe80::1", true)]
    [TestCase("ff02::1", true)]
    [TestCase("2001:4860:4860::8888", false)]
    public void Address_is_local(string address, bool isLocal) =>
        Assert.That(LocalAddresses.Contain(IPAddress.Parse(address)), Is.EqualTo(isLocal));

    [Test]
    public void Default_limits_permit_no_host_and_no_local_address()
    {
        var limits = new HttpEvidenceLimits();
        Assert.That(limits.Hosts, Is.Empty);
        Assert.That(limits.AllowLocalAddresses, Is.False);
        Assert.That(limits.AnswerBytes, Is.EqualTo(8 << 20));
        Assert.That(limits.Requests, Is.EqualTo(12));
        Assert.That(limits.Timeout, Is.EqualTo(TimeSpan.FromSeconds(10)));
    }

    private async Task<VerificationReport> Fetch(HttpEvidenceLimits limits, VerificationPolicy? policy = null)
    {
        using var fetcher = new HttpEvidenceFetcher(limits);
        return await PdfVerifier.VerifyAsync(_letter, policy ?? _policy, fetcher);
    }

    private int Requests() => Enum.GetValues<TestService>().Sum(_server.Requests);

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
