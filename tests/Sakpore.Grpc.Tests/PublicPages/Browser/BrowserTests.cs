using Microsoft.Playwright;
using State = Sakpore.Permits.V1.Application.Types.State;

namespace Sakpore.Grpc.Tests.PublicPages.Browser;

/// <summary>Each flow in a real browser, at both widths, without JavaScript; a picture of each state is kept.</summary>
[TestFixture]
internal sealed class BrowserTests
{
    private static readonly byte[] Good = "%PDF-1.7 the letter as it was signed"u8.ToArray();

    private PageHost _host = null!;
    private IPage _page = null!;
    private List<string> _requests = null!;

    [SetUp]
    public async Task StartAsync()
    {
        _host = await PageHost.StartAsync(options => options.OfficeTitle = "Dinas Penanaman Modal dan Pelayanan Terpadu Satu Pintu");
        _host.Records.Letters[Sample.Code] = Sample.Letter();
        _host.Records.Verify = file => Sample.Report(file.SequenceEqual(Good) ? Sample.Verdict.Authentic : Sample.Verdict.Altered);
    }

    [TearDown]
    public async Task StopAsync()
    {
        if (_page is not null)
            await _page.Context.DisposeAsync();
        await _host.DisposeAsync();
    }

    [Test]
    public async Task Letter_is_shown([ValueSource(typeof(Screen), nameof(Screen.Widths))] int width)
    {
        await OpenAsync(width, "/tte/" + Sample.Code);

        await Assertions.Expect(_page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Kode ini tercatat di register");
        await Screen.LookAsync(_page, "letter");
    }

    [Test]
    public async Task Development_mark_is_above_everything([ValueSource(typeof(Screen), nameof(Screen.Widths))] int width)
    {
        _host.Records.IsDevelopment = true;

        await OpenAsync(width, "/tte/" + Sample.Code);

        var mark = await _page.GetByRole(AriaRole.Note).BoundingBoxAsync();
        Assert.That((mark!.X, mark.Y, mark.Width), Is.EqualTo((0f, 0f, (float)width)));
        await Screen.LookAsync(_page, "letter-development");
    }

    [Test]
    public async Task Good_file_is_shown_as_authentic_and_the_altered_one_as_altered([ValueSource(typeof(Screen), nameof(Screen.Widths))] int width)
    {
        await OpenAsync(width, "/tte");
        await Screen.LookAsync(_page, "check");
        await UploadAsync(Good);
        await Assertions.Expect(_page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Asli");
        await Screen.LookAsync(_page, "verdict-authentic");

        await _page.GetByRole(AriaRole.Link, new() { Name = "Periksa berkas lain" }).ClickAsync();
        var altered = Good.ToArray();
        altered[20] ^= 1;
        await UploadAsync(altered);

        await Assertions.Expect(_page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Berubah setelah ditandatangani");
        await _page.GetByText("Rincian teknis").ClickAsync();
        await Assertions.Expect(_page.GetByText("ETSI.CAdES.detached")).ToBeVisibleAsync();
        await Screen.LookAsync(_page, "verdict-altered");
    }

    [Test]
    public async Task Other_verdicts_are_shown(
        [ValueSource(typeof(Screen), nameof(Screen.Widths))] int width,
        [Values("AuthenticElsewhere", "OfficersOwn", "Untrusted", "UntrustedInRegister", "Unsigned", "Unreadable")] string verdict)
    {
        _host.Records.Verify = _ => Sample.Report(Enum.Parse<Sample.Verdict>(verdict));
        await OpenAsync(width, "/tte");

        await UploadAsync(Good);

        await Assertions.Expect(_page.Locator(".headline")).ToBeVisibleAsync();
        await Screen.LookAsync(_page, $"verdict-{verdict.ToLowerInvariant()}");
    }

    [Test]
    public async Task File_past_the_limit_gets_a_page_and_not_a_broken_connection([ValueSource(typeof(Screen), nameof(Screen.Widths))] int width)
    {
        // On disk, as a citizen's file is; the driver carries no more than 50 MB in a message.
        var path = Path.Combine(TestContext.CurrentContext.WorkDirectory, $"too-large-{width}.pdf");
        await using (var file = File.Create(path))
            file.SetLength((50 << 20) + 1);
        await OpenAsync(width, "/tte");

        await _page.Locator("#berkas").SetInputFilesAsync(path);
        await _page.GetByRole(AriaRole.Button, new() { Name = "Periksa", Exact = true }).ClickAsync();

        await Assertions.Expect(_page.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("Berkas terlalu besar");
        await Screen.LookAsync(_page, "too-large");
        File.Delete(path);
    }

    [Test]
    public async Task Application_is_tracked(
        [ValueSource(typeof(Screen), nameof(Screen.Widths))] int width,
        [Values(State.InProgress, State.AwaitingApplicant, State.AwaitingSignature, State.Issued, State.Rejected, State.Withdrawn, State.Lapsed, State.Revoked)] State state)
    {
        var tracked = Sample.Tracked(state) with
        {
            MayAnswerSurvey = state == State.Issued,
            Questions = [new("Apakah proposal saya sudah lengkap?", new(2023, 9, 19, 3, 0, 0, TimeSpan.Zero), "Sudah, terima kasih.", new(2023, 9, 19, 4, 0, 0, TimeSpan.Zero))],
        };
        tracked.Tracking.Overdue = state == State.InProgress;
        _host.Records.Trackings.Put(Sample.Token, tracked);

        await OpenAsync(width, "/lacak/" + Sample.Token);

        await Assertions.Expect(_page.Locator(".steps > li")).ToHaveCountAsync(5);
        await Screen.LookAsync(_page, $"track-{state.ToString().ToLowerInvariant()}");
    }

    [Test]
    public async Task English_page_is_shown([ValueSource(typeof(Screen), nameof(Screen.Widths))] int width)
    {
        _host.Records.Trackings.Put(Sample.Token, Sample.Tracked(State.AwaitingApplicant));
        foreach (var (path, name) in new[] { ("/tte", "check"), ("/tte/" + Sample.Code, "letter"), ("/lacak/" + Sample.Token, "track") })
        {
            await OpenAsync(width, path + "?bahasa=en");
            await Assertions.Expect(_page.GetByRole(AriaRole.Link, new() { Name = "Bahasa Indonesia" })).ToBeVisibleAsync();
            await Screen.LookAsync(_page, $"{name}-en");
        }
    }

    [TestCase("/tte/TIDAKADA", "missing-code")]
    [TestCase("/lacak/tidakada", "missing-token")]
    [TestCase("/tte/a/b", "missing-page")]
    public async Task Missing_is_neutral(string path, string name)
    {
        foreach (var width in Screen.Widths)
        {
            await OpenAsync(width, path);
            await Assertions.Expect(_page.Locator(".headline.neutral")).ToBeVisibleAsync();
            await Screen.LookAsync(_page, name);
        }
    }

    [Test]
    public async Task Fault_is_a_page()
    {
        _host.Records.Fault = new InvalidOperationException();
        await OpenAsync(360, "/tte/" + Sample.Code);
        await Screen.LookAsync(_page, "fault");
    }

    [Test]
    public async Task Keyboard_alone_reaches_everything_in_order_and_sees_where_it_is()
    {
        await OpenAsync(1280, "/tte");
        string[] order = ["Langsung ke isi", "SAKPORE", "English", "berkas", "Periksa", "nomor", "tanggal"];
        foreach (var expected in order)
        {
            await _page.Keyboard.PressAsync("Tab");
            Assert.That(await _page.EvaluateAsync<string>("() => document.activeElement.id || document.activeElement.textContent.trim()"), Does.StartWith(expected));
            Assert.That(await _page.EvaluateAsync<string>("() => getComputedStyle(document.activeElement).outlineStyle"), Is.EqualTo("solid"), expected);
        }

        await _page.Locator("#kode").FocusAsync();
        await _page.Keyboard.TypeAsync(Sample.Code);
        await _page.Keyboard.PressAsync("Enter");

        await Assertions.Expect(_page).ToHaveURLAsync(new Uri(_host.Address, "/tte/" + Sample.Code).ToString());
    }

    [Test]
    public async Task Browser_asks_nobody_but_the_hub_and_keeps_no_cookie()
    {
        await OpenAsync(1280, "/tte");
        await UploadAsync(Good);

        Assert.That(_requests, Has.Some.EndsWith(".css").And.All.StartWith(_host.Address.ToString()));
        Assert.That(await _page.Context.CookiesAsync(), Is.Empty);
    }

    private async Task OpenAsync(int width, string path)
    {
        _page = await Screen.OpenAsync(width);
        _requests = [];
        _page.Request += (_, request) => _requests.Add(request.Url);
        await _page.GotoAsync(new Uri(_host.Address, path).ToString());
    }

    private async Task UploadAsync(byte[] file)
    {
        await _page.Locator("#berkas").SetInputFilesAsync(new FilePayload { Name = "surat-keterangan.pdf", MimeType = "application/pdf", Buffer = file });
        await _page.GetByRole(AriaRole.Button, new() { Name = "Periksa", Exact = true }).ClickAsync();
    }
}
