using System.Net;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Sakpore.Grpc.PublicPages;
using State = Sakpore.Permits.V1.Application.Types.State;

namespace Sakpore.Grpc.Tests.PublicPages;

/// <summary>What holds for each page: headers, weight, escaping, the development mark, faults.</summary>
[TestFixture]
internal sealed partial class EveryPageTests
{
    private const string Script = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    private static readonly string[] Pages =
    [
        "/tte", "/tte?bahasa=en", "/tte/" + Sample.Code, "/lacak/" + Sample.Token, "/lacak/" + Sample.Token + "?bahasa=en", "/tte/luring",
        "/tte/NONE", "/lacak/none", "/tte/a/b", "/lacak",
    ];

    private PageHost _host = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _host = await PageHost.StartAsync();
        _host.Records.Letters[Sample.Code] = Sample.Letter();
        _host.Records.Trackings[Sample.Token] = Sample.Tracking(State.InProgress);
        _host.Records.Verify = _ => Sample.Report(Sample.Verdict.Authentic);
        _host.Records.Issuer = new("kota-contoh", new byte[91]);
    }

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCaseSource(nameof(Pages))]
    public async Task Page_has_strict_headers_and_no_cookie(string path)
    {
        var (answer, _) = await _host.GetAsync(path);

        AssertHeaders(answer);
    }

    [Test]
    public async Task Upload_and_fault_have_strict_headers_and_no_cookie()
    {
        AssertHeaders((await _host.UploadAsync([1])).Answer);
        _host.Records.Fault = new InvalidOperationException("Host=db;Password=secret");
        AssertHeaders((await _host.UploadAsync([1])).Answer);
    }

    [TestCaseSource(nameof(Pages))]
    public async Task Page_loads_nothing_but_files_of_the_hub_and_has_no_script_or_style_inside(string path)
    {
        var (_, html) = await _host.GetAsync(path);

        Assert.That(ForeignScript().Matches(html), Is.Empty);
        Assert.That(html, Does.Not.Contain(" style=").And.Not.Contain("<style").And.Not.Match("""\son[a-z]+=["']"""));
        var loaded = Loaded().Matches(html).Select(match => match.Groups[1].Value).ToList();
        Assert.That(loaded, Has.Count.GreaterThanOrEqualTo(2).And.All.Match("^/(aset|tte/luring)"));
    }

    [TestCaseSource(nameof(Pages))]
    public async Task First_view_is_under_50_KB(string path)
    {
        var (_, html) = await _host.GetAsync(path);
        var weight = System.Text.Encoding.UTF8.GetByteCount(html);
        var pending = new Queue<string>(Loaded().Matches(html).Select(match => match.Groups[1].Value));
        for (var seen = new HashSet<string>(); pending.TryDequeue(out var next);)
        {
            if (!seen.Add(next))
                continue;
            using var asked = new HttpRequestMessage(HttpMethod.Get, new Uri(next, UriKind.Relative)) { Headers = { { "Accept-Encoding", "gzip, deflate" } } };
            using var asset = await _host.Client.SendAsync(asked);
            var sent = await asset.Content.ReadAsByteArrayAsync();
            Assert.That(asset.StatusCode, Is.EqualTo(HttpStatusCode.OK), next);
            weight += sent.Length;
            var text = asset.Content.Headers.ContentEncoding.Contains("gzip") ? Unpack(sent) : System.Text.Encoding.UTF8.GetString(sent);
            foreach (Match import in Imported().Matches(text))
                pending.Enqueue(import.Groups[1].Value);
        }

        // What is sent: the page as it is, its files compressed, scripts and what they import with it.
        Assert.That(weight, Is.LessThan(50_000));
        TestContext.Out.WriteLine($"{path}: {weight} bytes sent");
    }

    [Test]
    public async Task First_view_takes_less_than_100_ms()
    {
        // The median of 40, after warm-up, page and stylesheet one after the other: chance of a busy machine hits some, not half.
        var stylesheet = _host.Services.GetRequiredService<Asset.Shelf>().Stylesheet.Path;
        foreach (var path in Pages)
        {
            var times = new List<double>();
            for (var i = 0; i < 45; i++)
            {
                var watch = System.Diagnostics.Stopwatch.StartNew();
                await _host.GetAsync(path);
                await _host.GetAsync(stylesheet);
                if (i >= 5)
                    times.Add(watch.Elapsed.TotalMilliseconds);
            }
            times.Sort();
            TestContext.Out.WriteLine($"{path}: median {times[times.Count / 2]:0.00} ms");
            Assert.That(times[times.Count / 2], Is.LessThan(100), path);
        }
    }

    [Test]
    public async Task Asset_may_be_kept_for_ever_and_its_name_changes_with_it()
    {
        var (answer, css) = await _host.GetAsync(_host.Services.GetRequiredService<Asset.Shelf>().Stylesheet.Path);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        Assert.That(answer.Content.Headers.ContentType?.MediaType, Is.EqualTo("text/css"));
        Assert.That(answer.Headers.CacheControl?.ToString(), Does.Contain("immutable"));
        Assert.That(css, Does.Contain(".headline").And.Not.Contain("url(").And.Not.Contain("@import"));
    }

    [Test]
    public async Task Script_in_any_field_of_a_letter_is_escaped()
    {
        var letter = Sample.Letter();
        Poison(letter);
        _host.Records.Letters["X"] = letter;

        AssertEscaped((await _host.GetAsync("/tte/X")).Html, atLeast: 8);
    }

    [Test]
    public async Task Script_in_any_field_of_a_tracking_is_escaped()
    {
        var tracking = Sample.Tracking(State.AwaitingApplicant);
        Poison(tracking);
        Words words = new(Script, Script);
        _host.Records.Trackings.Put("X", new TrackedApplication(tracking, 1)
        {
            Holds = [new(words, words, DateTimeOffset.UnixEpoch, 1, false)],
            Owed = [new(Script, words, [Script], 1 << 20), new(Script, words, [], 0)],
            RejectedBecause = words,
            LetterNumber = Script,
            Questions = [new(Script, DateTimeOffset.UnixEpoch, Script, DateTimeOffset.UnixEpoch)],
        });

        AssertEscaped((await _host.GetAsync("/lacak/X")).Html, atLeast: 22);
    }

    [Test]
    public async Task Script_in_any_field_of_a_report_or_in_the_file_name_is_escaped()
    {
        var report = Sample.Report(Sample.Verdict.Authentic);
        report.Reasons.Add(Sample.Reason("", "", "", ""));
        Poison(report);
        _host.Records.Verify = _ => report;

        var (_, html) = await _host.UploadAsync([1], name: "<script>alert(3)<");

        AssertEscaped(html, atLeast: 20);
        Assert.That(html, Does.Contain("&lt;script&gt;alert(3)&lt;"));
    }

    [Test]
    public async Task Direction_override_in_a_name_cannot_rewrite_the_line()
    {
        _host.Records.Letters[Sample.Code].HolderMasked = "A\u202Ekilav";

        var (_, html) = await _host.GetAsync("/tte/" + Sample.Code);

        Assert.That(html, Does.Not.Contain("&#x202E;").And.Not.Contain("\u202E").And.Contain("A&#xFFFD;kilav"));
    }

    [TestCaseSource(nameof(Pages))]
    public async Task Development_is_marked_on_every_page_and_production_is_not(string path)
    {
        var (_, production) = await _host.GetAsync(path);
        _host.Records.IsDevelopment = true;
        var (_, development) = await _host.GetAsync(path);

        Assert.That(production, Does.Not.Contain("NOT VALID"));
        Assert.That(development, Does.Contain("SAKPORE DEVELOPMENT, NOT VALID</span> / <span lang=\"id\">CONTOH, TIDAK BERLAKU"));
    }

    [TestCase("/tte/" + Sample.Code)]
    [TestCase("/lacak/" + Sample.Token)]
    public async Task Fault_is_a_page_that_tells_nothing_of_its_cause(string path)
    {
        _host.Records.Fault = new InvalidOperationException("Host=db;Password=secret");

        var (answer, html) = await _host.GetAsync(path);

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.InternalServerError));
        Assert.That(html, Does.Contain("Layanan sedang terganggu").And.Not.Contain("secret").And.Not.Contain("InvalidOperation"));
    }

    [Test]
    public void Start_makes_no_key_ring() => Assert.That(
        _host.Services.GetServices<IHostedService>().Select(service => service.GetType().Name),
        Has.None.Contains("DataProtection"));

    [TestCase(0, "Kantor")]
    [TestCase(-1, "Kantor")]
    [TestCase((1 << 30) + 1, "Kantor")]
    [TestCase(1, " ")]
    public void Inconsistent_options_stop_the_start(int limit, string office) => Assert.That(
        async () => await PageHost.StartAsync(options => (options.MaxUploadBytes, options.OfficeTitle) = (limit, office)),
        Throws.TypeOf<OptionsValidationException>());

    [Test]
    public void Default_upload_limit_is_50_MiB() => Assert.That(new PublicPagesOptions().MaxUploadBytes, Is.EqualTo(52_428_800));

    [Test]
    public async Task WebAssembly_and_the_camera_are_for_the_pages_that_scan_alone()
    {
        foreach (var path in Pages)
        {
            var (answer, _) = await _host.GetAsync(path);
            var scans = path.StartsWith("/tte", StringComparison.Ordinal) && path.Split('?')[0] is "/tte" or "/tte/luring";
            Assert.That(answer.Headers.GetValues("Content-Security-Policy").Single().Contains("wasm-unsafe-eval", StringComparison.Ordinal), Is.EqualTo(scans), path);
            Assert.That(answer.Headers.GetValues("Permissions-Policy").Single(), Does.StartWith(scans ? "camera=(self)" : "camera=()"), path);
        }
    }

    [GeneratedRegex("""<script(?! type="module" src="/aset/[a-z]+\.[0-9a-f]{12}\.js"></script>)""")]
    private static partial Regex ForeignScript();

    [GeneratedRegex("""<(?:link rel="(?:icon|stylesheet|manifest)" href|script type="module" src|img src)="([^"]+)["]""")]
    private static partial Regex Loaded();

    [GeneratedRegex("from '([^']+)'")]
    private static partial Regex Imported();

    private static string Unpack(byte[] content)
    {
        using var gzip = new System.IO.Compression.GZipStream(new MemoryStream(content), System.IO.Compression.CompressionMode.Decompress);
        return new StreamReader(gzip).ReadToEnd();
    }

    private static void AssertHeaders(HttpResponseMessage answer)
    {
        string Header(string name) => string.Join(',', answer.Headers.TryGetValues(name, out var values) ? values : []);
        Assert.Multiple(() =>
        {
            Assert.That(Header("Content-Security-Policy").Replace(" 'wasm-unsafe-eval'", "", StringComparison.Ordinal), Is.EqualTo(
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
                + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"));
            Assert.That(Header("X-Content-Type-Options"), Is.EqualTo("nosniff"));
            Assert.That(Header("Referrer-Policy"), Is.EqualTo("no-referrer"));
            Assert.That(Header("Cross-Origin-Opener-Policy"), Is.EqualTo("same-origin"));
            Assert.That(Header("X-Robots-Tag"), Does.Contain("noindex"));
            Assert.That(Header("Cache-Control"), Is.EqualTo("no-store"));
            Assert.That(answer.Headers.Contains("Set-Cookie"), Is.False);
        });
    }

    private static void AssertEscaped(string html, int atLeast)
    {
        Assert.That(ForeignScript().Matches(html), Is.Empty);
        Assert.That(html, Does.Not.Contain("<img"));
        Assert.That(html.Split("&lt;script&gt;alert(1)").Length - 1, Is.AtLeast(atLeast), "the fields are shown, escaped");
    }

    // Writes the script into every text of a message, however deep.
    private static void Poison(IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            var value = field.Accessor.GetValue(message);
            if (field.IsRepeated && field.FieldType == FieldType.Message)
                foreach (var item in (System.Collections.IEnumerable)value)
                    Poison((IMessage)item);
            else if (field.FieldType == FieldType.Message && value is IMessage inner)
                Poison(inner);
            else if (field.FieldType == FieldType.String && !field.IsRepeated)
                field.Accessor.SetValue(message, Script);
        }
    }
}
