using System.Text;
using System.Text.Json;
using Grpc.Core;
using Grpc.Health.V1;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Tests.Telemetry;

/// <summary>A whole life of an application, with mistakes and a broken database, leaves no personal value and no secret in logs, metrics and traces.</summary>
internal sealed class PersonalDataTests
{
    private static readonly string[] Forms = ["nama", "nik", "alamat", "telepon"];

    [Test]
    public async Task Logs_metrics_and_traces_of_a_whole_run_name_nobody()
    {
        await using var made = await TestHub.StartAsync(database: TestDatabase.Postgres);
        using var relay = new PostgresRelay(made.Postgres!);
        await using var collector = await OtlpReceiver.StartAsync();
        await using var hub = await HubProcess.StartAsync(
            made.DataDirectory, relay.ConnectionString, $"OtlpEndpoint={collector.Address}",
            "Logging__Console__FormatterName=sakpore", "Logging__LogLevel__Default=Trace");
        var submitted = await hub.Portal.SubmitAsync();
        var name = submitted.Application.Name;
        await hub.TakeToSignatureAsync(name);
        await RefusedAsync(() => hub.Head.SignAsync(name, "salah-" + hub.Callers.Passphrase));
        var signed = await hub.Head.SignAsync(name, hub.Callers.Passphrase);
        await SendNonsenseAsync(hub, submitted.TrackingToken);
        using var client = new HttpClient();
        foreach (var path in new[] { $"/lacak/{submitted.TrackingToken}", $"/lacak/{submitted.TrackingToken}x", $"/tte/{signed.Letter.Name["letters/".Length..]}", $"/tte/{Uri.EscapeDataString(Papers.Name)}" })
        {
            await client.GetAsync(hub.Pages + path);
        }

        relay.IsDown = true;
        await RefusedAsync(() => hub.Portal.SubmitAsync());
        await client.GetAsync($"{hub.Pages}/lacak/{submitted.TrackingToken}");
        var health = new Health.HealthClient(hub.Public);
        for (var attempt = 0; attempt < 300 && (await health.CheckAsync(new HealthCheckRequest())).Status != HealthCheckResponse.Types.ServingStatus.NotServing; attempt++)
        {
            await Task.Delay(100);
        }

        relay.IsDown = false;

        var printed = await hub.TerminateAsync();

        string[] secrets =
        [
            Papers.Name, Papers.Nik, Papers.Phone, Papers.Member, Papers.Address, Uri.EscapeDataString(Papers.Name), "Wijayakusuma",
            hub.Callers.Passphrase, hub.Callers.Portal, .. hub.Callers.Offices.Values, submitted.TrackingToken, signed.Letter.Name["letters/".Length..],
        ];
        var log = string.Join('\n', printed);
        Assert.Multiple(() =>
        {
            Assert.That(secrets.Where(secret => log.Contains(secret, StringComparison.OrdinalIgnoreCase)), Is.Empty, "in the log");
            Assert.That(secrets.Where(secret => collector.Received.Contains(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(secret)), StringComparison.OrdinalIgnoreCase)), Is.Empty, "in traces");
            Assert.That(printed.Where(line => !IsJson(line)), Is.Empty, "Each line is an entry.");
            Assert.That(log.Contains("Not ready: The database does not answer.", StringComparison.Ordinal), Is.True, "Something was told.");
            foreach (var told in new[] { "sakpore.signing.v1.SigningService/SignLetter", "sign letter", "lacak/{token" })
            {
                Assert.That(collector.Received.Contains(told, StringComparison.Ordinal), Is.True, $"Traces tell {told}.");
            }
        });
    }

    private static async Task SendNonsenseAsync(HubProcess hub, string token)
    {
        foreach (var field in Forms)
        {
            var wrong = await hub.Portal.SubmissionAsync();
            wrong.Form.Fields[field].StringValue = $"{Papers.Name} {Papers.Nik}\u0001";
            await RefusedAsync(() => hub.Portal.Applications().SubmitApplicationAsync(wrong).ResponseAsync);
        }

        using var client = new HttpClient();
        foreach (var body in new[] { $"{{\"form\": {{\"nama\": \"{Papers.Name}\"", $"{{\"{Papers.Nik}\": 1}}", $"{{\"permit_type\": {{\"nik\": \"{Papers.Nik}\"}}}}" })
        {
            using var content = new StringContent(body, Encoding.UTF8, "application/json");
            using var request = new HttpRequestMessage(HttpMethod.Post, hub.Pages + "/v1/applications") { Content = content };
            request.Headers.Add("authorization", "Bearer " + hub.Callers.Portal);
            await client.SendAsync(request);
        }

        await client.GetAsync($"{hub.Pages}/v1/tracking/{token}?filter={Uri.EscapeDataString(Papers.Name)}");
        await RefusedAsync(() => new TrackingService.TrackingServiceClient(hub.Public).TrackAsync(new TrackRequest { Token = Papers.Name }).ResponseAsync);
    }

    private static async Task RefusedAsync<T>(Func<Task<T>> call)
    {
        try
        {
            await call();
        }
        catch (RpcException)
        {
            return;
        }

        throw new AssertionException("It was not refused.");
    }

    private static bool IsJson(string line)
    {
        try
        {
            using var _ = JsonDocument.Parse(line);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
