using System.Net.Http.Headers;
using Google.Protobuf;
using Grpc.Core;
using Grpc.Health.V1;
using Sakpore.Calendars.V1;
using Sakpore.Deadlines.V1;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Grpc.Tests.Letters;
using Sakpore.Letters.V1;
using Sakpore.Permits.V1;
using Sakpore.Satisfaction.V1;
using Sakpore.Signing.V1;
using Sakpore.Verification.V1;

namespace Sakpore.Grpc.Tests.Access;

/// <summary>Who sees what of an applicant: the whole way of one application is walked, and everything that is answered is searched.</summary>
internal sealed class PersonalDataTests
{
    private static readonly string[] Personal = [Papers.Name, Papers.Nik, Papers.Phone, Papers.Member, Papers.Address];

    private TestHub _hub = null!;
    private SubmitApplicationResponse _submitted = null!;
    private Sakpore.Letters.V1.Letter _letter = null!;
    private byte[] _pdf = [];
    private string _beforeItsTurn = "";
    private string _atItsTurn = "";

    private CallInvoker Agency => _hub.Officer("bappeda", "contoh-bappeda");

    [OneTimeSetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync();
        _submitted = await _hub.Portal.SubmitAsync();
        var name = _submitted.Application.Name;
        _beforeItsTurn = await Refused.ReasonAsync(() => GetAsync(Agency)) ?? "";
        await _hub.FrontOffice.CompleteAsync(name);
        await _hub.BackOffice.ForwardAsync(name);
        await _hub.Officer("dpmptsp", "contoh-sub-koordinator").ForwardAsync(name);
        await _hub.Officer("dpmptsp", "contoh-koordinator").ForwardAsync(name);
        _atItsTurn = (await GetAsync(Agency)).Form.ToString();
        _lists = string.Concat(await ListsAsync(Agency));
        await _hub.Officer("kesbangpol", "contoh-kesbangpol").RecommendAsync(name);
        await Agency.RecommendAsync(name);
        await _hub.BackOffice.ForwardAsync(name, "tanda-tangan");
        _lists += string.Concat(await ListsAsync(_hub.Head));
        _letter = (await _hub.Head.SignAsync(name, _hub.Callers.Passphrase)).Letter;
        _pdf = await _hub.Portal.DownloadAsync(_letter.Document);
        _lists += string.Concat(await ListsAsync(_hub.Officer("dpmptsp", "contoh-koordinator")));
    }

    private string _lists = "";

    [OneTimeTearDown]
    public Task Stop() => _hub.DisposeAsync().AsTask();

    [Test]
    public async Task Agency_sees_the_file_from_its_stage_on()
    {
        Assert.That(_beforeItsTurn, Is.EqualTo("UNKNOWN_APPLICATION"));
        Assert.That(_atItsTurn, Does.Contain(Papers.Name));
        Assert.That((await GetAsync(Agency)).Form.ToString(), Does.Contain(Papers.Name), "afterwards too: it held a stage");
    }

    [Test]
    public async Task Agency_sees_steps_holders_and_dates_of_what_it_has_a_stage_in_and_nothing_else()
    {
        var other = await _hub.Portal.SubmitAsync();
        var tracking = await InternalAsync(Agency, other.Application.Name);
        Assert.That(tracking.Steps, Is.Not.Empty);
        Assert.That(Personal.Where(tracking.ToString().Contains), Is.Empty);
        Assert.That(await Refused.ReasonAsync(() => InternalAsync(_hub.Officer("dpupr", "contoh-dpupr"), other.Application.Name)), Is.EqualTo("UNKNOWN_APPLICATION"));
        Assert.That(await Refused.ReasonAsync(() => GetAsync(Agency, other.Application.Name)), Is.EqualTo("UNKNOWN_APPLICATION"), "the file itself is not its business yet");
    }

    [Test]
    public void Lists_hold_nothing_of_the_applicant()
    {
        Assert.That(_lists, Does.Contain(_submitted.Application.Name), "the lists are of this application");
        Assert.That(Personal.Where(_lists.Contains), Is.Empty);
    }

    [Test]
    public async Task No_public_method_answers_with_a_NIK_or_a_full_name()
    {
        var token = _submitted.TrackingToken;
        var anyone = _hub.Public;
        var days = new GetSatisfactionIndexRequest { StartDate = new() { Year = 2026, Month = 11, Day = 1 }, EndDate = new() { Year = 2026, Month = 11, Day = 30 } };
        var calls = new Dictionary<string, Func<Task<IMessage>>>
        {
            ["PermitTypeService/ListPermitTypes"] = async () => await new PermitTypeService.PermitTypeServiceClient(anyone).ListPermitTypesAsync(new()),
            ["PermitTypeService/GetPermitType"] = async () => await new PermitTypeService.PermitTypeServiceClient(anyone).GetPermitTypeAsync(new() { Name = "permitTypes/skp-penelitian" }),
            ["TrackingService/Track"] = async () => await new TrackingService.TrackingServiceClient(anyone).TrackAsync(new() { Token = token }),
            ["LetterService/GetLetter"] = async () => await new LetterService.LetterServiceClient(anyone).GetLetterAsync(new() { Name = _letter.Name }),
            ["VerificationService/VerifyDocument"] = async () => await anyone.VerifyAsync(_pdf),
            ["VerificationService/VerifySmallDocument"] = async () => await new VerificationService.VerificationServiceClient(anyone).VerifySmallDocumentAsync(new() { Content = ByteString.CopyFrom(_pdf) }),
            ["VerificationService/LookUpCode"] = async () => await new VerificationService.VerificationServiceClient(anyone).LookUpCodeAsync(new() { Code = _letter.Name["letters/".Length..] }),
            ["VerificationService/VerifySeal"] = async () => await new VerificationService.VerificationServiceClient(anyone).VerifySealAsync(new() { Text = Seal() }),
            ["DeadlineService/CalculateDueDate"] = async () => await new DeadlineService.DeadlineServiceClient(anyone).CalculateDueDateAsync(
                new() { PermitType = "permitTypes/skp-penelitian", ReceiveDate = new() { Year = 2026, Month = 11, Day = 23 } }),
            ["SatisfactionService/AnswerSurvey"] = async () => await new SatisfactionService.SatisfactionServiceClient(anyone).AnswerSurveyAsync(new() { Token = token, Answers = { Enumerable.Repeat(4, 9) } }),
            ["SatisfactionService/GetSatisfactionIndex"] = async () => await new SatisfactionService.SatisfactionServiceClient(anyone).GetSatisfactionIndexAsync(days),
            ["CalendarService/ListCalendarRevisions"] = async () => await new CalendarService.CalendarServiceClient(anyone).ListCalendarRevisionsAsync(new()),
            ["CalendarService/GetCalendarRevision"] = async () => await new CalendarService.CalendarServiceClient(anyone).GetCalendarRevisionAsync(new() { Name = "calendars/5-day-cuti-off/revisions/1" }),
            ["Health/Check"] = async () => await new Health.HealthClient(anyone).CheckAsync(new HealthCheckRequest()),
        };

        // Of those not called one tells a state without words, and one the contract itself.
        var known = MethodAccess.Methods.Where(method => MethodAccess.Of(method).Audience.HasFlag(Audience.Public) && !method.Contains("reflection") && !method.EndsWith("/Watch", StringComparison.Ordinal));
        Assert.That(known.Select(method => method[(method.LastIndexOf('.') + 1)..]), Is.SubsetOf(calls.Keys), "every public method is searched");
        var answered = new List<string>();
        foreach (var (method, call) in calls)
        {
            var said = await SaidAsync(call);
            Assert.That(Personal.Where(said.Contains), Is.Empty, method);
            answered.Add(said);
        }

        Assert.That(string.Concat(answered), Does.Contain("S*** N********"), "it is about this applicant");
    }

    [Test]
    public async Task No_public_page_shows_a_NIK_or_a_full_name()
    {
        using var browser = new HttpClient { BaseAddress = new Uri(_hub.Pages) };
        using var form = new MultipartFormDataContent();
        var file = new ByteArrayContent(_pdf);
        file.Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        form.Add(file, "berkas", "surat.pdf");
        using var verified = await browser.PostAsync("/tte", form);
        var letter = await browser.GetStringAsync("/tte/" + _letter.Name["letters/".Length..]);
        string[] pages = [letter, await browser.GetStringAsync("/lacak/" + _submitted.TrackingToken), await verified.Content.ReadAsStringAsync()];
        Assert.That(letter, Does.Contain(_letter.Number));
        Assert.That(pages.SelectMany(page => Personal.Where(page.Contains)), Is.Empty);
    }

    /// <summary>The seal as a scanner reads it from the letter.</summary>
    private string Seal() => LetterQrTests.Decode(_pdf, Letters.Letter.WithFile(_pdf, path => int.Parse(Letters.Letter.Run("qpdf", "--show-npages", path), null)), dpi: 200);

    private Task<Application> GetAsync(CallInvoker caller, string? name = null) =>
        caller.Applications().GetApplicationAsync(new GetApplicationRequest { Name = name ?? _submitted.Application.Name }).ResponseAsync;

    private static Task<InternalTracking> InternalAsync(CallInvoker caller, string name) =>
        new TrackingService.TrackingServiceClient(caller).GetInternalTrackingAsync(new GetInternalTrackingRequest { Name = name }).ResponseAsync;

    private static async Task<IReadOnlyList<string>> ListsAsync(CallInvoker caller)
    {
        using var watch = caller.Applications().WatchApplications(new WatchApplicationsRequest { AfterPosition = 0 });
        Assert.That(await watch.ResponseStream.MoveNext(default), Is.True);
        return
        [
            $"{await caller.Applications().ListApplicationsAsync(new())}",
            $"{await new RecommendationService.RecommendationServiceClient(caller).ListPendingRecommendationsAsync(new())}",
            $"{await new SigningService.SigningServiceClient(caller).ListPendingSignaturesAsync(new())}",
            $"{await new DeadlineService.DeadlineServiceClient(caller).ListOverdueApplicationsAsync(new())}",
            $"{await new LetterService.LetterServiceClient(caller).ListLettersAsync(new())}",
            $"{watch.ResponseStream.Current}",
        ];
    }

    /// <summary>An answer or a refusal, all of it.</summary>
    private static async Task<string> SaidAsync(Func<Task<IMessage>> call)
    {
        try
        {
            return $"{await call()}";
        }
        catch (RpcException refused)
        {
            return Refused.Said(refused);
        }
    }
}
