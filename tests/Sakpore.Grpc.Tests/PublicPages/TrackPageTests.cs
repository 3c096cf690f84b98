using System.Net;
using Sakpore.Permits.V1;
using State = Sakpore.Permits.V1.Application.Types.State;

namespace Sakpore.Grpc.Tests.PublicPages;

[TestFixture]
internal sealed class TrackPageTests
{
    private PageHost _host = null!;

    [SetUp]
    public async Task StartAsync() => _host = await PageHost.StartAsync();

    [TearDown]
    public async Task StopAsync() => await _host.DisposeAsync();

    [TestCase(State.InProgress, "neutral", "Sedang diproses")]
    [TestCase(State.AwaitingApplicant, "caution", "Menunggu Anda")]
    [TestCase(State.AwaitingSignature, "neutral", "Menunggu tanda tangan")]
    [TestCase(State.Issued, "good", "Sudah terbit")]
    [TestCase(State.Rejected, "bad", "Ditolak")]
    [TestCase(State.Withdrawn, "neutral", "Ditarik kembali")]
    [TestCase(State.Lapsed, "neutral", "Ditutup")]
    [TestCase(State.Revoked, "bad", "Surat dicabut")]
    [TestCase(State.Superseded, "neutral", "Surat diganti")]
    public async Task State_is_said_in_words_and_colour(State state, string tone, string title)
    {
        var html = await ShowAsync(state);

        Assert.That(html, Does.Contain($"headline {tone}\"").And.Contain(title));
    }

    [Test]
    public async Task Holders_answer_is_shown_as_a_category_with_its_date()
    {
        var tracking = Sample.Tracking(State.InProgress);
        var step = tracking.Steps.First(step => step.Progress == TrackingStep.Types.Progress.Current);
        (step.HoldReason, step.ExpectedDate) = (HoldReason.FieldVisit, new() { Year = 2023, Month = 9, Day = 21 });
        _host.Records.Trackings[Sample.Token] = tracking;

        var (_, html) = await _host.GetAsync("/lacak/" + Sample.Token);

        Assert.That(html, Does.Contain("Perlu pemeriksaan lapangan").And.Contain("21 September 2023"));
    }

    [Test]
    public void Every_state_but_the_unspecified_has_a_case_above()
    {
        var shown = typeof(TrackPageTests).GetMethod(nameof(State_is_said_in_words_and_colour))!
            .GetCustomAttributes(typeof(TestCaseAttribute), false).Cast<TestCaseAttribute>().Select(test => (State)test.Arguments[0]!);

        Assert.That(shown, Is.EquivalentTo(Enum.GetValues<State>().Except([State.Unspecified])));
    }

    [Test]
    public async Task Steps_show_who_holds_the_file_and_since_when()
    {
        var html = await ShowAsync(State.InProgress);

        Assert.That(html, Does.Contain("Badan Kesatuan Bangsa dan Politik").And.Contain("19 September 2023, 08.20 WIB"));
        Assert.That(html.Split("aria-current=\"step\"").Length - 1, Is.EqualTo(2), "two recommendations are open at once");
        Assert.That(html.Split("<li class=\"done\"").Length - 1, Is.EqualTo(2));
        Assert.That(html.Split("<li class=\"coming\"").Length - 1, Is.EqualTo(1));
    }

    [Test]
    public async Task Promise_and_applicant_are_shown()
    {
        var html = await ShowAsync(State.InProgress);

        Assert.That(html, Does.Contain("22 September 2023 s.d 25 September 2023").And.Contain("R**** A*** W*******")
            .And.Contain("01695004417008943300").And.Contain("Surat Keterangan Penelitian").And.Not.Contain("Terlambat"));
    }

    [Test]
    public async Task Lateness_is_said()
    {
        _host.Records.Trackings[Sample.Token] = Sample.Tracking(State.InProgress);
        _host.Records.Trackings[Sample.Token].Overdue = true;

        var (_, html) = await _host.GetAsync("/lacak/" + Sample.Token);

        Assert.That(html, Does.Contain("Terlambat: batas 25 September 2023 sudah lewat."));
    }

    [Test]
    public async Task Owed_item_is_asked_for()
    {
        var html = await ShowAsync(State.AwaitingApplicant);

        Assert.That(html, Does.Contain("Surat pengantar dari universitas").And.Contain("Yang kami tunggu dari Anda"));
    }

    [Test]
    public async Task Issued_letter_is_linked_and_a_script_in_its_place_is_not()
    {
        var html = await ShowAsync(State.Issued);
        Assert.That(html, Does.Contain($"href=\"https://perizinan.example/tte/{Sample.Code}\""));

        _host.Records.Trackings.Find(Sample.Token)!.Tracking.LetterUri = "javascript:alert(1)";
        var (_, attacked) = await _host.GetAsync("/lacak/" + Sample.Token);
        Assert.That(attacked, Does.Not.Contain("javascript:").And.Contain("Sudah terbit"));
    }

    [Test]
    public async Task Signed_rejection_is_linked_and_offered_as_what_it_is()
    {
        _host.Records.Trackings.Put(Sample.Token, Sample.Tracked(State.Rejected));
        var (_, html) = await _host.GetAsync("/lacak/" + Sample.Token);

        Assert.That(html, Does.Contain("Surat penolakan").And.Contain("503/TOLAK/12/IX/2023").And.Contain("Pemohon tidak memenuhi syarat")
            .And.Contain($"href=\"https://perizinan.example/tte/{Sample.Code}\"").And.Contain("name=\"telepon\""));
    }

    [Test]
    public async Task Unknown_token_gets_a_neutral_404()
    {
        var (answer, html) = await _host.GetAsync("/lacak/deadbeef");

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.NotFound));
        Assert.That(html, Does.Contain("Permohonan tidak ditemukan").And.Contain("headline neutral").And.Not.Contain("deadbeef"));
    }

    private async Task<string> ShowAsync(State state)
    {
        _host.Records.Trackings.Put(Sample.Token, Sample.Tracked(state));
        var (answer, html) = await _host.GetAsync("/lacak/" + Sample.Token);
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK));
        return html;
    }
}
