using System.Net;
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
internal sealed class EveryPageTests
{
    private const string Script = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

    private static readonly string[] Pages =
        ["/tte", "/tte/" + Sample.Code, "/lacak/" + Sample.Token, "/tte/NONE", "/lacak/none", "/tte/a/b", "/lacak"];

    private PageHost _host = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _host = await PageHost.StartAsync();
        _host.Records.Letters[Sample.Code] = Sample.Letter();
        _host.Records.Trackings[Sample.Token] = Sample.Tracking(State.InProgress);
        _host.Records.Verify = _ => Sample.Report(Sample.Verdict.Authentic);
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
    public async Task Page_loads_nothing_but_its_own_stylesheet_and_emblem(string path)
    {
        var (_, html) = await _host.GetAsync(path);

        Assert.That(html, Does.Not.Contain("<script").And.Not.Contain(" style=").And.Not.Contain("<style").And.Not.Contain("src="));
        Assert.That(html.Split("<link ").Length - 1, Is.EqualTo(2));
    }

    [TestCaseSource(nameof(Pages))]
    public async Task First_view_is_under_50_KB(string path)
    {
        var (_, html) = await _host.GetAsync(path);
        var shelf = _host.Services.GetRequiredService<Asset.Shelf>();

        var weight = System.Text.Encoding.UTF8.GetByteCount(html) + shelf.Stylesheet.Content.Length + shelf.Emblem.Content.Length;

        Assert.That(weight, Is.LessThan(50_000));
        TestContext.Out.WriteLine($"{path}: {weight} bytes uncompressed");
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
        _host.Records.Trackings["X"] = tracking;

        AssertEscaped((await _host.GetAsync("/lacak/X")).Html, atLeast: 15);
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
        Assert.That(development, Does.Contain("SAKPORE DEVELOPMENT, NOT VALID</span> / CONTOH, TIDAK BERLAKU"));
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

    private static void AssertHeaders(HttpResponseMessage answer)
    {
        string Header(string name) => string.Join(',', answer.Headers.TryGetValues(name, out var values) ? values : []);
        Assert.Multiple(() =>
        {
            Assert.That(Header("Content-Security-Policy"), Is.EqualTo(
                "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"));
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
        Assert.That(html, Does.Not.Contain("<script").And.Not.Contain("<img"));
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
