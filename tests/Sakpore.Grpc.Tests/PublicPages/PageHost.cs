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

    private PageHost(WebApplication app, FakeRecords records)
    {
        _app = app;
        Records = records;
        Client = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = new(app.Urls.First()) };
    }

    public FakeRecords Records { get; }

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
        builder.Services.AddPublicPages(configure);
        var app = builder.Build();
        app.MapPublicPages();
        await app.StartAsync();
        return new(app, records);
    }

    public async Task<(HttpResponseMessage Answer, string Html)> GetAsync(string path)
    {
        var answer = await Client.GetAsync(new Uri(path, UriKind.Relative));
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    public async Task<(HttpResponseMessage Answer, string Html)> UploadAsync(byte[] file, string name = "surat.pdf", string field = "berkas")
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(file), field, name } };
        var answer = await Client.PostAsync(new Uri("/tte", UriKind.Relative), form);
        return (answer, await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
