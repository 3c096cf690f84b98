using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sakpore.Grpc.PublicPages;

namespace Sakpore.Grpc.Tests.PublicPages;

/// <summary>The public pages alone, on a free loopback port, over records that a test fills.</summary>
internal sealed class PageHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PageHost(WebApplication app, FakeRecords records, FakeDesk desk)
    {
        Desk = desk;
        _app = app;
        Records = records;
        Client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(app.Urls.First()) };
    }

    public FakeRecords Records { get; }

    public FakeDesk Desk { get; }

    public HttpClient Client { get; }

    public Uri Address => Client.BaseAddress!;

    public IServiceProvider Services => _app.Services;

    public static async Task<PageHost> StartAsync(Action<PublicPagesOptions>? configure = null)
    {
        var records = new FakeRecords();
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddSingleton<IPublicRecords>(records);
        builder.Services.AddSingleton<ITrackedApplications>(records);
        var desk = new FakeDesk();
        builder.Services.AddSingleton<IApplicantDesk>(desk);
        builder.Services.AddPublicPages(configure);
        var app = builder.Build();
        app.MapPublicPages();
        await app.StartAsync();
        return new(app, records, desk);
    }

    public async Task<(HttpResponseMessage Answer, string Html)> GetAsync(string path)
    {
        var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    public async Task<(HttpResponseMessage Answer, string Html)> PostAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
        var answer = await Client.PostAsync(new Uri(path, UriKind.Relative), form);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    public async Task<(HttpResponseMessage Answer, string Html)> UploadAsync(byte[] file, string name = "surat.pdf", string field = "berkas", string path = "/tte")
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), field, name } };
        var answer = await Client.PostAsync(new Uri(path, UriKind.Relative), form);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
