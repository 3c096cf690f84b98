using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Telemetry;

/// <summary>What a Prometheus finds on the operators' port after a day's work.</summary>
internal sealed class MetricsTests
{
    [Test]
    public async Task Calls_signing_queues_and_lateness_are_measured()
    {
        await using var made = await TestHub.StartAsync();
        var signed = (await made.Portal.SubmitAsync()).Application.Name;
        await made.TakeToSignatureAsync(signed);
        await made.Head.SignAsync(signed, made.Callers.Passphrase);
        var waiting = (await made.Portal.SubmitAsync()).Application.Name;
        await made.TakeToSignatureAsync(waiting);
        made.Time.Advance(TimeSpan.FromDays(60));

        // Another process on the same file counts anew when it starts; what was called and signed it measures itself.
        await using var hub = await made.StartAnotherAsync(options => options with { OperationsPort = 0 });
        Assert.That(async () => await hub.Public.Applications().GetApplicationAsync(new() { Name = signed }), Throws.InstanceOf<RpcException>());
        await hub.Head.SignAsync(waiting, hub.Callers.Passphrase);

        var metrics = await ScrapeAsync(hub, text => text.Contains("sakpore_applications", StringComparison.Ordinal));
        TestContext.Out.WriteLine(metrics);
        Assert.Multiple(() =>
        {
            Assert.That(Value(metrics, "sakpore_applications", "status=\"Issued\""), Is.EqualTo(1));
            Assert.That(Value(metrics, "sakpore_applications", "status=\"AwaitingSignature\""), Is.EqualTo(1));
            Assert.That(Value(metrics, "sakpore_applications_overdue", "office=\"dpmptsp\""), Is.EqualTo(1));
            Assert.That(Value(metrics, "sakpore_queue_length", "queue=\"signature\""), Is.EqualTo(1));
            Assert.That(Value(metrics, "sakpore_signing_duration_seconds_count", "outcome=\"signed\""), Is.GreaterThanOrEqualTo(1));
            Assert.That(Value(metrics, "rpc_server_call_duration_seconds_count", "rpc_method=\"sakpore.signing.v1.SigningService/SignLetter\"", "\"OK\""), Is.GreaterThanOrEqualTo(1));
            Assert.That(
                Value(metrics, "rpc_server_call_duration_seconds_count", "rpc_method=\"sakpore.permits.v1.ApplicationService/GetApplication\"", "\"Unauthenticated\""),
                Is.GreaterThanOrEqualTo(1));
            Assert.That(Value(metrics, "http_server_request_duration_seconds_count"), Is.GreaterThanOrEqualTo(1));
        });
    }

    private static async Task<string> ScrapeAsync(TestHub hub, Func<string, bool> enough)
    {
        using var client = new HttpClient();
        for (var attempt = 0; ; attempt++)
        {
            var text = await client.GetStringAsync(hub.Operations + "/metrics");
            if (enough(text) || attempt == 100)
            {
                return text;
            }

            await Task.Delay(100);
        }
    }

    private static double? Value(string metrics, string name, params string[] attributes)
    {
        var line = metrics.Split('\n').FirstOrDefault(line => Regex.IsMatch(line, $"^{name}[{{ ]") && attributes.All(attribute => line.Contains(attribute, StringComparison.Ordinal)));
        return line is null ? null : double.Parse(Regex.Match(line, "} ([0-9.eE+-]+)").Groups[1].Value, CultureInfo.InvariantCulture);
    }
}
