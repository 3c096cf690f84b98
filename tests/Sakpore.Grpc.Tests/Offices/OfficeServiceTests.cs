using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Grpc.Tests.Letters;
using Sakpore.Offices.V1;

namespace Sakpore.Grpc.Tests.Offices;

/// <summary>The head is away: an acting officer signs by mandate, a colleague takes over a role. No password is shared.</summary>
[TestFixture]
[TestFixture(TestDatabase.Sqlite)]
[TestFixture(TestDatabase.Postgres)]
internal sealed class OfficeServiceTests(TestDatabase database)
{
    private TestHub _hub = null!;

    private CallInvoker Koordinator => _hub.Officer("dpmptsp", "contoh-koordinator");

    private OfficeService.OfficeServiceClient Office => new(Koordinator);

    [SetUp]
    public async Task Start() => _hub = await TestHub.StartAsync(database: database);

    [TearDown]
    public async Task Stop() => await _hub.DisposeAsync();

    [Test]
    public async Task Offices_and_officers_are_listed()
    {
        var offices = await Office.ListOfficesAsync(new ListOfficesRequest { PageSize = 2 });
        var more = await Office.ListOfficesAsync(new ListOfficesRequest { PageSize = 100, PageToken = offices.NextPageToken });
        var officers = await Office.ListOfficersAsync(new());

        Assert.Multiple(() =>
        {
            Assert.That(offices.Offices.Concat(more.Offices).Select(office => office.Name), Is.Ordered.And.Contains("offices/dpmptsp").And.Contains("offices/kesbangpol"));
            Assert.That(officers.Officers.Select(officer => officer.Name), Does.Contain("officers/contoh-kepala").And.Not.Contain("officers/contoh-dinkes"));
            Assert.That(officers.Officers.Single(officer => officer.Name == "officers/contoh-kepala").HasCertificate, Is.True);
        });
    }

    [Test]
    public async Task Mandate_decides_who_signs_and_is_printed_over_the_signature()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.TakeToSignatureAsync(name);
        await Office.CreateMandateAsync(Mandate(mandate =>
        {
            mandate.Capacity = Sakpore.Offices.V1.Mandate.Types.Capacity.Plh;
            mandate.EndTime = Now(7);
        }));

        var letter = (await _hub.Head.SignAsync(name, _hub.Callers.Passphrase)).Letter;

        var text = Letter.Text(await _hub.Portal.DownloadAsync(letter.Document));
        Assert.That(text, Does.Contain("Plh. KEPALA DINAS"));
        Assert.That(letter.SignerPosition, Does.StartWith("Plh. KEPALA DINAS"));
    }

    [Test]
    public async Task Head_without_a_mandate_does_not_sign_once_the_office_keeps_them()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.TakeToSignatureAsync(name);
        var mandate = await Office.CreateMandateAsync(Mandate());
        _hub.Time.Advance(TimeSpan.FromMinutes(1));
        var ended = await Office.EndMandateAsync(new EndMandateRequest { Name = mandate.Name, RequestId = Actors.NextRequest });
        Assert.That(ended.EndTime.ToDateTimeOffset(), Is.EqualTo(_hub.Time.GetUtcNow()));

        await RefusedAsync(StatusCode.PermissionDenied, "NO_MANDATE", () => _hub.Head.SignAsync(name, _hub.Callers.Passphrase));
        Assert.That((await Office.ListMandatesAsync(new())).Mandates.Single(), Is.EqualTo(ended));
    }

    [Test]
    public async Task Mandate_of_another_series_signs_nothing()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        await _hub.TakeToSignatureAsync(name);
        await Office.CreateMandateAsync(Mandate(mandate => mandate.Series.Add("lain")));
        await RefusedAsync(StatusCode.PermissionDenied, "NO_MANDATE", () => _hub.Head.SignAsync(name, _hub.Callers.Passphrase));
    }

    [Test]
    public async Task Repeated_request_makes_one_mandate()
    {
        var request = Mandate();
        var first = await Office.CreateMandateAsync(request);
        Assert.That(await Office.CreateMandateAsync(request), Is.EqualTo(first));
        Assert.That((await Office.ListMandatesAsync(new())).Mandates, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task Mandates_are_made_by_those_who_lead() => await RefusedAsync(
        StatusCode.PermissionDenied, "NOT_PERMITTED", async () => await new OfficeService.OfficeServiceClient(_hub.FrontOffice).CreateMandateAsync(Mandate()));

    [Test]
    public async Task Officer_without_a_certificate_gets_no_mandate() => await RefusedAsync(
        StatusCode.FailedPrecondition, "NO_SIGNING_KEY", async () => await Office.CreateMandateAsync(Mandate(mandate => mandate.Officer = "officers/contoh-front-office")));

    [Test]
    public async Task Acting_officer_has_an_end() => await RefusedAsync(
        StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await Office.CreateMandateAsync(Mandate(mandate => mandate.Capacity = Sakpore.Offices.V1.Mandate.Types.Capacity.Plt)));

    [Test]
    public async Task Start_that_is_no_instant() => await RefusedAsync(
        StatusCode.InvalidArgument, "INVALID_REQUEST", async () => await Office.CreateMandateAsync(Mandate(mandate => mandate.StartTime = new Timestamp { Seconds = long.MaxValue })));

    [Test]
    public async Task Delegated_role_holds_for_its_time()
    {
        var name = (await _hub.Portal.SubmitAsync()).Application.Name;
        var substitute = _hub.Officer("dpmptsp", "contoh-sub-koordinator");
        await RefusedAsync(StatusCode.PermissionDenied, "WRONG_ROLE", () => substitute.CompleteAsync(name));

        var delegation = await Office.CreateDelegationAsync(new CreateDelegationRequest
        {
            RequestId = Actors.NextRequest,
            Delegation = new Delegation
            {
                Officer = "officers/contoh-sub-koordinator",
                Role = "front_office",
                StartTime = Now(0),
                EndTime = Now(2),
                LegalBasis = "SPT 800/12/2026",
            },
        });
        Assert.That((await Office.ListOfficersAsync(new())).Officers.Single(officer => officer.Name == "officers/contoh-sub-koordinator").Roles, Does.Contain("front_office"));
        await substitute.CompleteAsync(name);

        var second = (await _hub.Portal.SubmitAsync()).Application.Name;
        await Office.EndDelegationAsync(new EndDelegationRequest { Name = delegation.Name, RequestId = Actors.NextRequest });
        await RefusedAsync(StatusCode.PermissionDenied, "WRONG_ROLE", () => substitute.CompleteAsync(second));
    }

    private Timestamp Now(int days) => _hub.Time.GetUtcNow().AddDays(days).ToTimestamp();

    private CreateMandateRequest Mandate(Action<Mandate>? change = null)
    {
        var mandate = new Mandate
        {
            Officer = "officers/contoh-kepala",
            PositionLines = { "KEPALA DINAS PENANAMAN MODAL DAN", "PELAYANAN TERPADU SATU PINTU" },
            Capacity = Sakpore.Offices.V1.Mandate.Types.Capacity.Definitif,
            StartTime = Now(0),
            LegalBasis = "SK Wali Kota 821/5/2026",
        };
        change?.Invoke(mandate);
        return new CreateMandateRequest { Mandate = mandate, RequestId = Actors.NextRequest };
    }

    private Task RefusedAsync(StatusCode status, string reason, Func<Task> call) => Refused.AsExpectedAsync(_hub, status, reason, call);
}
