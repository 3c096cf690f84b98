using Sakpore.Grpc.Access;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Offices.V1;

namespace Sakpore.Grpc.Tests.Access;

/// <summary>Keys end, are revoked, and are never kept.</summary>
internal sealed class ApiKeyTests
{
    private TestHub _hub = null!;

    [OneTimeSetUp]
    public async Task Start() => _hub = await TestHub.StartAsync();

    [OneTimeTearDown]
    public Task Stop() => _hub.DisposeAsync().AsTask();

    [Test]
    public async Task Key_is_taken_until_it_ends()
    {
        var key = await Keys.CreateAsync("systems/sementara", null, default, TimeSpan.FromDays(1));
        Assert.That(await ReasonAsync(key), Is.Null);
        _hub.Time.Advance(TimeSpan.FromDays(1));
        Assert.That(await ReasonAsync(key), Is.EqualTo("UNAUTHENTICATED"));
    }

    [Test]
    public async Task Revoked_key_is_refused_at_once()
    {
        var key = await Keys.CreateAsync("systems/pensiun", null, default);
        Assert.That(await Keys.RevokeAsync(ApiKeys.IdOf(key), default), Is.True);
        Assert.That(await ReasonAsync(key), Is.EqualTo("UNAUTHENTICATED"));
        Assert.That(await Keys.RevokeAsync("000000000000", default), Is.False);
        var listed = (await Keys.ListAsync(default)).Single(row => row.Id == ApiKeys.IdOf(key));
        Assert.That((listed.System, listed.RevokedAt is not null), Is.EqualTo(("systems/pensiun", true)));
    }

    [Test]
    public async Task Key_that_was_revoked_elsewhere_is_refused_a_second_later()
    {
        var key = await Keys.CreateAsync("systems/jauh", null, default);
        Assert.That(await ReasonAsync(key), Is.Null);
        var elsewhere = new ApiKeys(_hub.Get<Database>(), _hub.Get<RandomIdentifiers>(), new AccessOptions(), TimeProvider.System);
        await elsewhere.RevokeAsync(ApiKeys.IdOf(key), default);
        Assert.That(await ReasonAsync(key), Is.Null);
        _hub.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.That(await ReasonAsync(key), Is.EqualTo("UNAUTHENTICATED"));
    }

    [Test]
    public async Task Key_itself_is_nowhere_in_the_database()
    {
        var key = await Keys.CreateAsync("systems/rahasia", null, default);
        Assert.That(_hub.Snapshot(), Does.Not.Contain(key).And.Contains("systems/rahasia"));
    }

    [Test]
    public async Task System_that_is_not_trusted_with_the_header_names_no_officer()
    {
        var key = await Keys.CreateAsync("systems/mesin", "dpmptsp", default, onBehalf: false);
        Assert.That(await ReasonAsync(key, ("sakpore-officer", "officers/contoh-kepala")), Is.EqualTo("OFFICER_NOT_VOUCHED"));
    }

    private ApiKeys Keys => _hub.Get<ApiKeys>();

    private Task<string?> ReasonAsync(string key, params (string, string)[] headers) => Refused.ReasonAsync(async () =>
        await new OfficeService.OfficeServiceClient(_hub.With([("authorization", "Bearer " + key), .. headers])).ListOfficesAsync(new ListOfficesRequest()));
}
