using System.Net;
using Google.Rpc;
using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Tests.Access;

/// <summary>How much anyone gets, and how much a system may hand in.</summary>
internal sealed class LimitTests
{
    private const int Calls = 5;

    // A bucket that is refilled while the test is stopped gives some more; it never gives this many.
    private const int Many = 60;

    [Test]
    public async Task Public_calls_from_one_address_are_limited_and_systems_are_not()
    {
        await using var hub = await StartAsync();
        Assert.That(await RefusedAtAsync(() => ListAsync(hub.Public)), Is.GreaterThan(Calls).And.LessThan(Many));
        for (var call = 0; call < Calls * 2; call++)
        {
            Assert.That(await ListAsync(hub.Portal), Is.Null, "a system has its credentials");
        }
    }

    [Test]
    public async Task Wrong_credentials_are_slowed_down()
    {
        await using var hub = await StartAsync();
        var guesser = hub.With(("authorization", "Bearer sakpore_0000"));
        Assert.That(await ListAsync(guesser), Is.EqualTo("UNAUTHENTICATED"));
        Assert.That(await RefusedAtAsync(() => ListAsync(guesser)), Is.LessThan(Many));
    }

    [Test]
    public async Task Clients_behind_a_declared_proxy_are_counted_each()
    {
        await using var hub = await StartAsync("127.0.0.1");
        Assert.That(await RefusedAtAsync(() => ListAsync(hub.With(("x-forwarded-for", "203.0.113.7")))), Is.LessThan(Many));
        Assert.That(await ListAsync(hub.With(("x-forwarded-for", "203.0.113.8"))), Is.Null);
    }

    [Test]
    public async Task Pages_are_limited_too_and_say_when_to_come_again()
    {
        await using var hub = await StartAsync();
        using var browser = new HttpClient { BaseAddress = new Uri(hub.Pages) };
        var last = HttpStatusCode.OK;
        for (var page = 0; page < Many && last == HttpStatusCode.OK; page++)
        {
            using var answer = await browser.GetAsync("/tte");
            last = answer.StatusCode;
            if (last == HttpStatusCode.TooManyRequests)
            {
                Assert.That(answer.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(10)));
                Assert.That(await answer.Content.ReadAsStringAsync(), Does.StartWith("Terlalu banyak permintaan"));
            }
        }

        Assert.That(last, Is.EqualTo(HttpStatusCode.TooManyRequests));
        using var json = await browser.GetAsync("/v1/permitTypes");
        Assert.That(json.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests), "methods and pages are one account");
        Assert.That(json.Headers.RetryAfter?.Delta, Is.EqualTo(TimeSpan.FromSeconds(10)));
        Assert.That(await json.Content.ReadAsStringAsync(), Does.Contain("google.rpc.RetryInfo").And.Contains("10s"));
        Assert.That(await DelayAsync(hub.Public), Is.EqualTo(TimeSpan.FromSeconds(10)), "over gRPC too");
    }

    [Test]
    public async Task System_hands_in_so_much_a_day()
    {
        var file = Papers.Pdf();
        await using var hub = await TestHub.StartAsync(options => options with { Access = options.Access with { UploadBytesPerDay = (file.Length * 2) + 1 } });
        await hub.Portal.UploadAsync(file, "application/pdf");
        await hub.Portal.UploadAsync(file, "application/pdf");
        await Refused.AsExpectedAsync(hub, StatusCode.ResourceExhausted, "UPLOAD_QUOTA_REACHED", () => hub.Portal.UploadAsync(file, "application/pdf"));
        await hub.FrontOffice.UploadAsync(file, "application/pdf");
        using var browser = new HttpClient { BaseAddress = new Uri(hub.Pages) };
        using var put = new HttpRequestMessage(HttpMethod.Put, "/v1/uploads/satu") { Content = new ByteArrayContent(file) };
        put.Headers.Authorization = new("Bearer", hub.Callers.Portal);
        put.Content.Headers.ContentType = new("application/pdf");
        using var refused = await browser.SendAsync(put);
        Assert.That(refused.StatusCode, Is.EqualTo(HttpStatusCode.TooManyRequests));
        hub.Time.Advance(TimeSpan.FromHours(24));
        await hub.Portal.UploadAsync(file, "application/pdf");
    }

    private static Task<TestHub> StartAsync(params string[] proxies) => TestHub.StartAsync(options => options with
    {
        Proxies = proxies,
        Access = options.Access with { PublicCallsPerMinute = Calls },
    });

    private static Task<string?> ListAsync(CallInvoker caller) => Refused.ReasonAsync(
        async () => await new PermitTypeService.PermitTypeServiceClient(caller).ListPermitTypesAsync(new ListPermitTypesRequest()));

    /// <summary>When the first call that is one too many may come again.</summary>
    private static async Task<TimeSpan?> DelayAsync(CallInvoker caller)
    {
        for (var call = 0; call < Many; call++)
        {
            try
            {
                await new PermitTypeService.PermitTypeServiceClient(caller).ListPermitTypesAsync(new ListPermitTypesRequest());
            }
            catch (RpcException refused)
            {
                return refused.GetRpcStatus()?.GetDetail<RetryInfo>()?.RetryDelay.ToTimeSpan();
            }
        }

        return null;
    }

    /// <summary>Which call is the first to be one too many.</summary>
    private static async Task<int> RefusedAtAsync(Func<Task<string?>> call)
    {
        var at = 1;
        while (at < Many && await call() != "TOO_MANY_REQUESTS")
        {
            at++;
        }

        return at;
    }
}
