using System.Net;
using Grpc.Core;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.PublicPages;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Letters.V1;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Tests.Applications;

/// <summary>What an applicant does at the tracking page of a real hub, by the link's token alone.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class ApplicantDeskTests(TestDatabase database)
{
    private TestHub _hub = null!;
    private HttpClient _client = null!;
    private SubmitApplicationResponse _submitted = null!;

    private string Page => "/lacak/" + _submitted.TrackingToken;

    private IApplicantDesk Desk => _hub.Get<IApplicantDesk>();

    private Permits.V1.QuestionService.QuestionServiceClient Questions => new(_hub.FrontOffice);

    [OneTimeSetUp]
    public async Task StartAsync()
    {
        _hub = await TestHub.StartAsync(database: database);
        _client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = new Uri(_hub.Pages) };
    }

    [OneTimeTearDown]
    public async Task StopAsync()
    {
        _client.Dispose();
        await _hub.DisposeAsync();
    }

    [SetUp]
    public async Task SubmitAsync() => _submitted = await _hub.Portal.SubmitAsync();

    [Test]
    public async Task Correction_that_is_handed_in_at_the_page_lets_the_application_go_on()
    {
        await ReturnAsync("ktp", "proposal");
        Assert.That(await GetAsync(), Does.Contain("Menunggu Anda").And.Contain("Proposal penelitian").And.Contain("/berkas/ktp"));

        Assert.That((await UploadAsync("ktp", Papers.Png("baru"))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));
        Assert.That(await GetAsync(), Does.Contain("Menunggu Anda").And.Contain("/berkas/proposal").And.Not.Contain("/berkas/ktp"));
        Assert.That((await UploadAsync("proposal", Papers.Pdf("Proposal baru"))).StatusCode, Is.EqualTo(HttpStatusCode.SeeOther));

        Assert.That(await GetAsync(), Does.Contain("Sedang diproses"));
        var application = await _hub.FrontOffice.Applications().GetApplicationAsync(new GetApplicationRequest { Name = _submitted.Application.Name });
        var proposal = await _hub.FrontOffice.DownloadAsync(application.Files.Single(file => file.Requirement == "proposal").Document);
        Assert.That(proposal, Is.EqualTo(Papers.Pdf("Proposal baru")));
    }

    [TestCase("ktp", "%PDF-1.7 broken", TestName = "Broken_pdf_is_refused_in_words")]
    [TestCase("ktp", "MZ program", TestName = "File_of_another_kind_is_refused_in_words")]
    [TestCase("proposal", "not owed", TestName = "File_that_is_not_owed_is_refused_in_words")]
    public async Task Refused_file_leaves_nothing_behind(string requirement, string content)
    {
        await ReturnAsync("ktp");
        var before = _hub.Snapshot();

        using var answer = await UploadAsync(requirement, System.Text.Encoding.ASCII.GetBytes(content));

        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.BadRequest));
        Assert.That(_hub.Snapshot(), Is.EqualTo(before));
    }

    [Test]
    public async Task Letter_is_given_out_against_four_digits_and_wrong_tries_are_counted()
    {
        await IssueAsync();
        for (var left = LetterPickup.MostTries - 1; left >= 0; left--)
            Assert.That(await WhyAsync("0000"), Does.Contain($"Sisa percobaan: {left}"));
        Assert.That(await WhyAsync(Papers.Phone[^4..]), Does.Contain("Terlalu banyak percobaan"), "the right digits come too late");

        _hub.Time.Advance(LetterPickup.Pause + TimeSpan.FromMinutes(1));
        Assert.That(await WhyAsync("0000"), Does.Contain($"Sisa percobaan: {LetterPickup.MostTries - 1}"), "counted anew");
        var given = (LetterDelivery.Given)await Desk.TakeLetterAsync(_submitted.TrackingToken, Papers.Phone[^4..], default);
        using var content = new MemoryStream();
        await foreach (var part in given.Content)
            content.Write(part.Span);

        var application = await _hub.Head.Applications().GetApplicationAsync(new GetApplicationRequest { Name = _submitted.Application.Name });
        Assert.That(content.Length, Is.EqualTo(given.SizeBytes));
        Assert.That((await _hub.Public.VerifyAsync(content.ToArray())).Letter?.Name, Does.StartWith("letters/"));
        Assert.That(application.State, Is.EqualTo(Application.Types.State.Issued));
    }

    [Test]
    public async Task Tries_at_the_same_time_are_counted_each()
    {
        await IssueAsync();

        // Those who lose the race for the row often enough get no answer, and so no try; none is free.
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            try
            {
                return await WhyAsync("0000");
            }
            catch (Sakpore.Grpc.Storage.WriteConflictException)
            {
                return "conflict";
            }
        }));

        Assert.That(answers.Count(answer => answer.Contains("Sisa percobaan", StringComparison.Ordinal)), Is.AtMost(LetterPickup.MostTries));
        Assert.That(answers.Where(answer => answer.Contains("Sisa", StringComparison.Ordinal)), Is.Unique);
    }

    [TestCase("")]
    [TestCase("123")]
    [TestCase("98765432")]
    [TestCase("٥٤٣٢")]
    public async Task What_is_not_four_digits_is_no_try(string typed)
    {
        await IssueAsync();

        Assert.That(await WhyAsync(typed), Does.Contain("Isi empat angka terakhir"));
        Assert.That(await WhyAsync("0000"), Does.Contain($"Sisa percobaan: {LetterPickup.MostTries - 1}"));
    }

    [Test]
    public async Task Letter_is_not_given_out_before_it_is_issued_nor_after_it_was_revoked()
    {
        Assert.That(await WhyAsync(Papers.Phone[^4..]), Does.Contain("belum terbit"));
        var letter = await IssueAsync();
        await new LetterService.LetterServiceClient(_hub.Head).RevokeLetterAsync(
            new RevokeLetterRequest { Name = letter.Name, Reason = "FALSE_DOCUMENT", RequestId = Actors.NextRequest });
        Assert.That(await WhyAsync(Papers.Phone[^4..]), Does.Contain("tidak berlaku lagi"));
        Assert.That(await Desk.TakeLetterAsync("tidakada", "5432", default), Is.TypeOf<LetterDelivery.Unknown>());
    }

    [Test]
    public async Task Question_reaches_the_front_office_and_its_answer_the_page()
    {
        Assert.That(await Desk.AskAsync(_submitted.TrackingToken, " Sudah lengkap? ", default), Is.Null);
        var question = await WaitingAsync();
        Assert.That((question.Text, question.Application), Is.EqualTo(("Sudah lengkap?", _submitted.Application.Name)));
        var version = (await _hub.Get<ITrackedApplications>().FindAsync(_submitted.TrackingToken, default))!.Version;

        var request = new AnswerQuestionRequest { RequestId = Actors.NextRequest, Name = question.Name, Answer = "Sudah.", ValidateOnly = true };
        Assert.That((await Questions.AnswerQuestionAsync(request)).Answer, Is.EqualTo("Sudah."), "what it would be");
        Assert.That((await WaitingAsync()).Name, Is.EqualTo(question.Name), "nothing is stored");
        request.ValidateOnly = false;
        var answered = await Questions.AnswerQuestionAsync(request);
        Assert.That(await Questions.AnswerQuestionAsync(request), Is.EqualTo(answered), "the same request is done once");

        Assert.That((answered.Answer, answered.AnsweredBy), Is.EqualTo(("Sudah.", "officers/contoh-front-office")));
        Assert.That(await GetAsync(), Does.Contain("Sudah lengkap?").And.Contain("Sudah."));
        Assert.That((await _hub.Get<ITrackedApplications>().FindAsync(_submitted.TrackingToken, default))!.Version, Is.EqualTo(version + 1));
        await Refused.AsExpectedAsync(_hub, StatusCode.AlreadyExists, "QUESTION_ANSWERED", async () => await Questions.AnswerQuestionAsync(new AnswerQuestionRequest { RequestId = Actors.NextRequest, Name = question.Name, Answer = "Lagi." }));
        Assert.That((await Questions.ListQuestionsAsync(new ListQuestionsRequest { WaitingOnly = true })).Questions, Has.None.Property("Name").EqualTo(question.Name));
    }

    [Test]
    public async Task Question_is_for_the_front_office_of_the_issuing_office_alone()
    {
        Assert.That(await Desk.AskAsync(_submitted.TrackingToken, "Kapan?", default), Is.Null);
        var name = (await WaitingAsync()).Name;

        await Refused.AsExpectedAsync(_hub, StatusCode.PermissionDenied, "NOT_PERMITTED", async () => await new Permits.V1.QuestionService.QuestionServiceClient(_hub.Head).ListQuestionsAsync(new()));
        await Refused.AsExpectedAsync(_hub, StatusCode.PermissionDenied, "NOT_PERMITTED",
            async () => await new Permits.V1.QuestionService.QuestionServiceClient(_hub.Officer("kesbangpol", "contoh-kesbangpol")).ListQuestionsAsync(new()));
        await Refused.AsExpectedAsync(_hub, StatusCode.NotFound, "UNKNOWN_QUESTION", async () => await Questions.AnswerQuestionAsync(new AnswerQuestionRequest { RequestId = Actors.NextRequest, Name = name + "x", Answer = "a" }));
        await Refused.AsExpectedAsync(_hub, StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await Questions.AnswerQuestionAsync(new AnswerQuestionRequest { RequestId = Actors.NextRequest, Name = name, Answer = " " }));
    }

    [Test]
    public async Task Three_questions_may_wait_at_once()
    {
        for (var i = 0; i < Sakpore.Grpc.Applications.Questions.MostWaiting; i++)
            Assert.That(await Desk.AskAsync(_submitted.TrackingToken, $"Pertanyaan {i}", default), Is.Null);
        Assert.That((await Desk.AskAsync(_submitted.TrackingToken, "Lagi", default))?.Id, Does.Contain("masih menunggu jawaban"));
        Assert.That((await Desk.AskAsync(_submitted.TrackingToken, " ", default))?.Id, Does.Contain("1 sampai 1000"));
        Assert.That((await Desk.AskAsync("tidakada", "Siapa?", default))?.En, Is.Not.Null);
    }

    [Test]
    public async Task Survey_appears_when_it_is_done_and_is_answered_once()
    {
        int[] answers = [4, 4, 3, 4, 3, 4, 4, 2, 3];
        Assert.That(await GetAsync(), Does.Not.Contain("Survei kepuasan"));
        Assert.That((await Desk.AnswerSurveyAsync(_submitted.TrackingToken, answers, default))?.Id, Is.Not.Null, "not yet");
        await IssueAsync();
        Assert.That(await GetAsync(), Does.Contain("Survei kepuasan"));

        Assert.That((await Desk.AnswerSurveyAsync(_submitted.TrackingToken, [4, 4, 3], default))?.Id, Does.Contain("setiap pertanyaan"));
        Assert.That(await Desk.AnswerSurveyAsync(_submitted.TrackingToken, answers, default), Is.Null);

        Assert.That(await GetAsync(), Does.Not.Contain("Survei kepuasan"));
        Assert.That((await Desk.AnswerSurveyAsync(_submitted.TrackingToken, answers, default))?.Id, Does.Contain("sudah diisi"));
    }

    [Test]
    public async Task Page_says_who_holds_it_for_how_long_and_when_it_will_be_done()
    {
        await _hub.FrontOffice.CompleteAsync(_submitted.Application.Name);
        var taken = _hub.Time.GetUtcNow();
        _hub.Time.Advance(TimeSpan.FromDays(2));

        var tracked = (await _hub.Get<ITrackedApplications>().FindAsync(_submitted.TrackingToken, default))!;

        Assert.That(tracked.Holds.Single().WorkingDays, Is.EqualTo(2).Or.EqualTo(1).Or.EqualTo(0), "as many of the two as were working days");
        Assert.That(tracked.Holds.Single().Since, Is.EqualTo(taken));
        Assert.That(tracked.LikelyOn, Is.Not.Null);
        Assert.That(await GetAsync(), Does.Contain("Siapa memegangnya sekarang").And.Contain("Perkiraan selesai").And.Contain("Dijanjikan selesai"));
    }

    [Test]
    public async Task Change_in_the_hub_reaches_an_open_page()
    {
        using var stream = await _client.GetStreamAsync(new Uri(Page + "/peristiwa", UriKind.Relative));
        using var lines = new StreamReader(stream);
        var first = await NextAsync(lines);

        await _hub.FrontOffice.CompleteAsync(_submitted.Application.Name);

        Assert.That(await NextAsync(lines), Is.GreaterThan(first));
    }

    [Test]
    public async Task Letter_is_found_by_its_number_and_a_second_fact_from_the_paper()
    {
        var letter = await IssueAsync();
        var records = _hub.Get<IPublicRecords>();
        var code = letter.Name["letters/".Length..];
        var day = new DateOnly(letter.LetterDate.Year, letter.LetterDate.Month, letter.LetterDate.Day);

        async Task<string?> FindAsync(string number, DateOnly? date, string end) => (await records.FindLetterOnPaperAsync(new(number, date, end), default))?.Name;
        Assert.That(await FindAsync(letter.Number, day, ""), Is.EqualTo(letter.Name));
        Assert.That(await FindAsync(letter.Number, null, code[^6..]), Is.EqualTo(letter.Name));
        Assert.That(await FindAsync(letter.Number, day, code[^6..]), Is.EqualTo(letter.Name));
        Assert.That(await FindAsync(letter.Number, day.AddDays(1), code[^6..]), Is.Null);
        Assert.That(await FindAsync(letter.Number, null, "000000"), Is.Null);
        Assert.That(await FindAsync(letter.Number, null, ""), Is.Null);
        Assert.That(await FindAsync(letter.Number + "9", day, ""), Is.Null);
        Assert.That((await records.FindLetterByHashAsync(letter.Sha256, default))?.Name, Is.EqualTo(letter.Name));
    }

    private async Task<Question> WaitingAsync() =>
        (await Questions.ListQuestionsAsync(new ListQuestionsRequest { WaitingOnly = true })).Questions.Single(question => question.Application == _submitted.Application.Name);

    private async Task<Letter> IssueAsync()
    {
        await _hub.TakeToSignatureAsync(_submitted.Application.Name);
        return (await _hub.Head.SignAsync(_submitted.Application.Name, _hub.Callers.Passphrase)).Letter;
    }

    private async Task ReturnAsync(params string[] owed) => await _hub.FrontOffice.Applications().ReturnApplicationAsync(
        new ReturnApplicationRequest { Name = _submitted.Application.Name, RequestId = Actors.NextRequest, OwedRequirements = { owed }, Reason = "UNREADABLE" });

    private async Task<string> GetAsync() => await _client.GetStringAsync(new Uri(Page, UriKind.Relative));

    private async Task<string> WhyAsync(string digits) =>
        await Desk.TakeLetterAsync(_submitted.TrackingToken, digits, default) is LetterDelivery.Refused refused ? refused.Why.Id : "given";

    private async Task<HttpResponseMessage> UploadAsync(string requirement, byte[] content)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(content), "berkas", "berkas" } };
        return await _client.PostAsync(new Uri($"{Page}/berkas/{requirement}", UriKind.Relative), form);
    }

    private static async Task<long> NextAsync(StreamReader lines)
    {
        while (await lines.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) is { } line)
        {
            if (line.StartsWith("data:", StringComparison.Ordinal))
                return long.Parse(line["data:".Length..], null);
        }
        return -1;
    }
}
