using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;
using Date = Google.Type.Date;

namespace Sakpore.Grpc.Tests.Applications;

/// <summary>What offices and applicants do besides the procedure: assign, extend, move, close, ask why it is stuck.</summary>
[TestFixture]
internal sealed class SteeringTests
{
    private TestHub _hub = null!;
    private SubmitApplicationResponse _submitted = null!;

    private string Name => _submitted.Application.Name;

    private CallInvoker Koordinator => _hub.Officer("dpmptsp", "contoh-koordinator");

    [SetUp]
    public async Task Start()
    {
        _hub = await TestHub.StartAsync();
        _submitted = await _hub.Portal.SubmitAsync();
    }

    [TearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Applicant_asks_why_it_is_stuck_and_sees_the_category_of_the_answer()
    {
        await _hub.FrontOffice.CompleteAsync(Name);
        var asked = await _hub.Portal.Applications().InquireApplicationAsync(new InquireApplicationRequest { Name = Name, RequestId = Actors.NextRequest });
        var inquiry = asked.Inquiries.Single();
        Assert.That((inquiry.Stage, inquiry.AskedBy, inquiry.Reason), Is.EqualTo(("back-office", "systems/portal", HoldReason.Unspecified)));

        var expected = new Date { Year = 2026, Month = 11, Day = 27 };
        await _hub.BackOffice.Applications().AnswerInquiryAsync(new AnswerInquiryRequest
        {
            Name = inquiry.Name,
            RequestId = Actors.NextRequest,
            Reason = HoldReason.OfficerAway,
            ExpectedDate = expected,
            Note = "Bu Rina sakit sampai Jumat.",
        });

        var tracking = await new TrackingService.TrackingServiceClient(_hub.Public).TrackAsync(new TrackRequest { Token = _submitted.TrackingToken });
        var step = tracking.Steps.Single(step => step.Progress == TrackingStep.Types.Progress.Current);
        Assert.That((step.HoldReason, step.ExpectedDate), Is.EqualTo((HoldReason.OfficerAway, expected)));
        Assert.That(tracking.ToString(), Does.Not.Contain("Rina"), "a free text is not shown");
    }

    [Test]
    public async Task Answer_without_a_reason_and_to_nothing()
    {
        await RefusedAsync(StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await _hub.FrontOffice.Applications().AnswerInquiryAsync(
            new AnswerInquiryRequest { Name = Name + "/inquiries/x", RequestId = Actors.NextRequest, ExpectedDate = new Date { Year = 2026, Month = 12, Day = 1 } }));
        await RefusedAsync(StatusCode.NotFound, "UNKNOWN_INQUIRY", async () => await _hub.FrontOffice.Applications().AnswerInquiryAsync(
            new AnswerInquiryRequest { Name = Name + "/inquiries/x", RequestId = Actors.NextRequest, Reason = HoldReason.Queue, ExpectedDate = new Date { Year = 2026, Month = 12, Day = 1 } }));
    }

    [Test]
    public async Task Assigned_stage_is_the_officers_alone()
    {
        await _hub.FrontOffice.CompleteAsync(Name);
        var assigned = await Koordinator.Applications().AssignStageAsync(
            new AssignStageRequest { Name = Name, RequestId = Actors.NextRequest, Officer = "officers/contoh-back-office-dua" });
        Assert.That(assigned.CurrentStages.Single().Assignee, Is.EqualTo("officers/contoh-back-office-dua"));

        await RefusedAsync(StatusCode.PermissionDenied, "ASSIGNED_TO_ANOTHER", () => _hub.BackOffice.ForwardAsync(Name));
        await RefusedAsync(StatusCode.PermissionDenied, "UNKNOWN_OFFICER", async () => await Koordinator.Applications().AssignStageAsync(
            new AssignStageRequest { Name = Name, RequestId = Actors.NextRequest, Officer = "officers/contoh-front-office" }));
        await _hub.Officer("dpmptsp", "contoh-back-office-dua").ForwardAsync(Name);
    }

    [Test]
    public async Task Promise_is_extended_within_its_bound()
    {
        var before = (await _hub.FrontOffice.CompleteAsync(Name)).Promise.DueDate;
        var extended = await Koordinator.Applications().ExtendDeadlineAsync(
            new ExtendDeadlineRequest { Name = Name, RequestId = Actors.NextRequest, WorkingDays = 1, Reason = "FIELD_VISIT" });
        Assert.That(extended.Promise.DueDate, Is.Not.EqualTo(before));
        await RefusedAsync(StatusCode.InvalidArgument, "EXTENSION_TOO_LONG", async () => await Koordinator.Applications().ExtendDeadlineAsync(
            new ExtendDeadlineRequest { Name = Name, RequestId = Actors.NextRequest, WorkingDays = 1000, Reason = "FIELD_VISIT" }));
        await RefusedAsync(StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await Koordinator.Applications().ExtendDeadlineAsync(
            new ExtendDeadlineRequest { Name = Name, RequestId = Actors.NextRequest, WorkingDays = 1, Reason = "karena hujan" }));
    }

    [Test]
    public async Task Application_moves_to_a_procedure_that_has_its_stages()
    {
        var moved = await Koordinator.Applications().MigrateApplicationAsync(
            new MigrateApplicationRequest { Name = Name, RequestId = Actors.NextRequest, Procedure = "rekomendasi-dulu@1", Reason = "NEW_REGULATION" });
        Assert.That(moved.Procedure, Is.EqualTo("rekomendasi-dulu@1"));
        await RefusedAsync(StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await Koordinator.Applications().MigrateApplicationAsync(
            new MigrateApplicationRequest { Name = Name, RequestId = Actors.NextRequest, Procedure = "tidak-ada@1", Reason = "NEW_REGULATION" }));
    }

    [Test]
    public async Task Application_lapses_after_its_correction_window()
    {
        await _hub.FrontOffice.Applications().ReturnApplicationAsync(
            new ReturnApplicationRequest { Name = Name, RequestId = Actors.NextRequest, OwedRequirements = { "ktp" }, Reason = "UNREADABLE" });
        await RefusedAsync(StatusCode.FailedPrecondition, "CORRECTION_WINDOW_OPEN", async () => await _hub.FrontOffice.Applications().LapseApplicationAsync(
            new LapseApplicationRequest { Name = Name, RequestId = Actors.NextRequest }));
        _hub.Time.Advance(TimeSpan.FromDays(120));
        var lapsed = await _hub.FrontOffice.Applications().LapseApplicationAsync(new LapseApplicationRequest { Name = Name, RequestId = Actors.NextRequest });
        Assert.That(lapsed.State, Is.EqualTo(Application.Types.State.Lapsed));
    }

    [Test]
    public async Task Offices_with_a_part_in_it_see_steps_and_holders_and_nothing_of_the_applicant()
    {
        await _hub.FrontOffice.CompleteAsync(Name);
        _hub.Time.Advance(TimeSpan.FromMinutes(75));
        var bappeda = new TrackingService.TrackingServiceClient(_hub.Officer("bappeda", "contoh-bappeda"));
        var coming = await bappeda.GetInternalTrackingAsync(new GetInternalTrackingRequest { Name = Name });

        Assert.Multiple(() =>
        {
            Assert.That(coming.Steps.Single(step => step.Progress == TrackingStep.Types.Progress.Current).OfficeTitle, Does.StartWith("Dinas Penanaman Modal"));
            Assert.That(coming.HeldTimes.Single(held => held.Office == "offices/dpmptsp").WorkingMinutes, Is.EqualTo(75));
            Assert.That(coming.DueDate, Is.Not.Null);
            Assert.That(coming.ToString(), Does.Not.Contain(Papers.Name).And.Not.Contain(Papers.Nik));
        });
        await RefusedAsync(StatusCode.NotFound, "UNKNOWN_APPLICATION", async () =>
            await new TrackingService.TrackingServiceClient(_hub.Officer("dinkes", "contoh-dinkes")).GetInternalTrackingAsync(new GetInternalTrackingRequest { Name = Name }));
    }

    private Task RefusedAsync(StatusCode status, string reason, Func<Task> call) => Refused.AsExpectedAsync(_hub, status, reason, call);
}
