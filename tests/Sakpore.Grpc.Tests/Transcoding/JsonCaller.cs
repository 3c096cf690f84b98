using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Transcoding;

/// <summary>A calling system that knows HTTP and JSON alone: nothing generated from the protos.</summary>
internal sealed class JsonCaller : IDisposable
{
    private readonly HttpClient _http;

    private JsonCaller(TestHub hub, string? key, string? officer)
    {
        _http = new HttpClient { BaseAddress = new Uri(hub.Pages) };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        }

        if (officer is not null)
        {
            _http.DefaultRequestHeaders.Add("sakpore-officer", "officers/" + officer);
        }
    }

    public static JsonCaller Public(TestHub hub) => new(hub, null, null);

    public static JsonCaller Portal(TestHub hub) => new(hub, hub.Callers.Portal, null);

    public static JsonCaller Officer(TestHub hub, string office, string officer) => new(hub, hub.Callers.Offices[office], officer);

    /// <summary>Gets a resource or a list.</summary>
    public async Task<JsonObject> GetAsync(string path)
    {
        using var answer = await _http.GetAsync(path);
        return await TakenAsync(answer);
    }

    /// <summary>Posts an action; it must be taken.</summary>
    public async Task<JsonObject> PostAsync(string path, JsonObject body)
    {
        using var answer = await SendAsync(path, body.ToJsonString());
        return await TakenAsync(answer);
    }

    /// <summary>Posts any text; the answer may be anything.</summary>
    public Task<HttpResponseMessage> SendAsync(string path, string body, string contentType = "application/json") =>
        SendAsync(path, Encoding.UTF8.GetBytes(body), contentType);

    /// <summary>Posts any bytes; the answer may be anything.</summary>
    public Task<HttpResponseMessage> SendAsync(string path, byte[] body, string? contentType)
    {
        var content = new ByteArrayContent(body);
        if (contentType is not null)
        {
            content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        }

        return SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = content });
    }

    /// <summary>Sends any request.</summary>
    public Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellation = default) => _http.SendAsync(request, cancellation);

    public void Dispose() => _http.Dispose();

    private static async Task<JsonObject> TakenAsync(HttpResponseMessage answer)
    {
        var text = await answer.Content.ReadAsStringAsync();
        Assert.That(answer.StatusCode, Is.EqualTo(HttpStatusCode.OK), text);
        Assert.That(answer.Content.Headers.ContentType?.ToString(), Is.EqualTo("application/json; charset=utf-8"));
        return JsonNode.Parse(text)!.AsObject();
    }
}
