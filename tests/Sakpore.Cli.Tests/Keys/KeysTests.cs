using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Time.Testing;
using Sakpore.Grpc;
using Sakpore.Grpc.Access;

namespace Sakpore.Cli.Tests.Keys;

/// <summary><c>sakpore keys</c> on the database of a hub that runs.</summary>
internal sealed class KeysTests
{
    private readonly FakeTimeProvider _time = new(CommandLine.Now);
    private DirectoryInfo _data = null!;
    private WebApplication _hub = null!;
    private HttpClient _browser = null!;

    [OneTimeSetUp]
    public async Task Start()
    {
        _data = Directory.CreateTempSubdirectory("sakpore-test-");
        _hub = Hub.Create(new HubOptions { Development = true, DataDirectory = _data.FullName, HttpPort = 0, GrpcPort = 0 }, _time);
        await _hub.StartAsync();
        _browser = new HttpClient { BaseAddress = new Uri(_hub.Urls.First()) };
    }

    [OneTimeTearDown]
    public async Task Stop()
    {
        _browser.Dispose();
        await _hub.StopAsync();
        await _hub.DisposeAsync();
        _data.Delete(recursive: true);
    }

    [Test]
    public async Task Key_is_printed_once_listed_by_its_id_and_revoked()
    {
        var made = await RunAsync("create", "simpadu", "--days", "30");
        var key = made.Output.Trim();
        Assert.That((made.Exit, key[..8], key.Length), Is.EqualTo((ExitCode.Yes, "sakpore_", 60)));
        Assert.That(await IsTakenAsync(key), Is.True);
        var listed = await RunAsync("list");
        var line = listed.Output.Split('\n').Single(line => line.Contains("systems/simpadu", StringComparison.Ordinal));
        Assert.That(line, Does.Contain("portal").And.Contains("until 2026-04-16"));
        Assert.That(listed.Output, Does.Not.Contain(key));
        var id = line.Split(' ')[0];
        Assert.That(made.Error, Does.Contain(id));
        Assert.That((await RunAsync("revoke", id)).Exit, Is.EqualTo(ExitCode.Yes));
        _time.Advance(new AccessOptions().CallersRememberedFor);
        Assert.That(await IsTakenAsync(key), Is.False);
    }

    [Test]
    public async Task Key_of_an_office_acts_for_its_officers()
    {
        var key = (await RunAsync("create", "loket", "--office", "dpmptsp")).Output.Trim();
        Assert.That(await IsTakenAsync(key, "officers/contoh-kepala"), Is.True);
        var mute = (await RunAsync("create", "mesin", "--office", "dpmptsp", "--no-on-behalf")).Output.Trim();
        Assert.That(await IsTakenAsync(mute, "officers/contoh-kepala"), Is.False);
    }

    [TestCase("create")]
    [TestCase("create", "Simpadu")]
    [TestCase("create", "simpadu", "--days", "0")]
    public async Task Misuse_is_told(params string[] words) => Assert.That((await RunAsync(words)).Exit, Is.EqualTo(ExitCode.Misuse));

    [Test]
    public async Task Unknown_key_is_told() => Assert.That((await RunAsync("revoke", "0123456789ab")).Exit, Is.EqualTo(ExitCode.No));

    private Task<CommandLine> RunAsync(params string[] words) => CommandLine.RunAsync(["keys", .. words, "--data", _data.FullName]);

    private async Task<bool> IsTakenAsync(string key, string? officer = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/offices");
        request.Headers.Authorization = new("Bearer", key);
        if (officer is not null)
            request.Headers.Add("sakpore-officer", officer);
        using var answer = await _browser.SendAsync(request);
        return answer.IsSuccessStatusCode;
    }
}
