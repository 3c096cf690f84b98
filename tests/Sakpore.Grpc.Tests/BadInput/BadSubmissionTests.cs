using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Tests.BadInput;

/// <summary>What an applicant's portal can get wrong. Each is refused with a reason, and nothing is stored.</summary>
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class BadSubmissionTests(TestDatabase database)
{
    private TestHub _hub = null!;
    private SubmitApplicationRequest _submission = null!;

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync(database: database);

    [SetUp]
    public async Task Prepare() => _submission = await _hub.Portal.SubmissionAsync();

    [OneTimeTearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Permit_type_unknown()
    {
        _submission.PermitType = "permitTypes/izin-terbang";
        await RefusedAsync(StatusCode.NotFound, "UNKNOWN_PERMIT_TYPE");
    }

    [Test]
    public async Task Kind_not_said()
    {
        _submission.Kind = Application.Types.Kind.Unspecified;
        await RefusedAsync(StatusCode.InvalidArgument, "INVALID_REQUEST");
    }

    [Test]
    public async Task Requirement_missing()
    {
        _submission.Files.RemoveAt(1);
        await RefusedAsync(StatusCode.InvalidArgument, "MISSING_REQUIREMENT");
    }

    [Test]
    public async Task Requirement_unknown()
    {
        _submission.Files.Add(new RequirementFile { Requirement = "surat-sakti", Document = await _hub.Portal.UploadAsync(Papers.Pdf(), "application/pdf") });
        await RefusedAsync(StatusCode.InvalidArgument, "UNKNOWN_REQUIREMENT");
    }

    [Test]
    public async Task Requirement_of_wrong_media_type()
    {
        _submission.Files[1].Document = await _hub.Portal.UploadAsync(Papers.Png(), "image/png");
        await RefusedAsync(StatusCode.InvalidArgument, "WRONG_MEDIA_TYPE");
    }

    [Test]
    public async Task Document_unknown()
    {
        _submission.Files[0].Document = "documents/0000";
        await RefusedAsync(StatusCode.NotFound, "UNKNOWN_DOCUMENT");
    }

    [Test]
    public async Task Document_of_another_system()
    {
        _submission.Files[0].Document = await _hub.FrontOffice.UploadAsync(Papers.Pdf(), "application/pdf");
        await RefusedAsync(StatusCode.NotFound, "UNKNOWN_DOCUMENT");
    }

    [Test]
    public async Task Document_of_another_application()
    {
        await _hub.Portal.Applications().SubmitApplicationAsync(_submission.Clone());
        _submission.RequestId = Actors.NextRequest;
        await RefusedAsync(StatusCode.FailedPrecondition, "DOCUMENT_ALREADY_ATTACHED");
    }

    [Test]
    public async Task Field_missing()
    {
        _submission.Form.Fields.Remove("judul");
        await RefusedAsync(StatusCode.InvalidArgument, "MISSING_FIELD");
    }

    [Test]
    public async Task Field_unknown()
    {
        _submission.Form.Fields["golongan_darah"] = Google.Protobuf.WellKnownTypes.Value.ForString("O");
        await RefusedAsync(StatusCode.InvalidArgument, "UNKNOWN_FIELD");
    }

    [Test]
    public async Task Field_that_is_no_date()
    {
        _submission.Form.Fields["mulai"].StringValue = "01-12-2026";
        await RefusedAsync(StatusCode.InvalidArgument, "INVALID_FIELD");
    }

    [Test]
    public async Task Field_that_is_a_number()
    {
        _submission.Form.Fields["nik"] = Google.Protobuf.WellKnownTypes.Value.ForNumber(3375014505990002);
        await RefusedAsync(StatusCode.InvalidArgument, "INVALID_REQUEST");
    }

    [Test]
    public async Task Request_id_missing()
    {
        _submission.RequestId = "";
        await RefusedAsync(StatusCode.InvalidArgument, "INVALID_REQUEST");
    }

    [Test]
    public async Task Request_id_used_for_another_body()
    {
        await _hub.Portal.Applications().SubmitApplicationAsync(_submission.Clone());
        _submission.Kind = Application.Types.Kind.Perpanjangan;
        await RefusedAsync(StatusCode.AlreadyExists, "REQUEST_ID_REUSED");
    }

    private Task RefusedAsync(StatusCode status, string reason) =>
        Refused.AsExpectedAsync(_hub, status, reason, async () => await _hub.Portal.Applications().SubmitApplicationAsync(_submission));
}
