using System.Buffers.Binary;
using System.Net;
using Grpc.Core;

namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>Sends any bytes as a gRPC call and reads how it was answered, from headers or trailers.</summary>
internal sealed class RawGrpc : IDisposable
{
    private readonly HttpClient _http;

    public RawGrpc(TestHub hub, string? key = null, string? officer = null)
    {
        _http = new HttpClient { BaseAddress = new Uri(hub.GrpcAddress) };
        if (key is not null)
        {
            _http.DefaultRequestHeaders.Add("authorization", "Bearer " + key);
        }

        if (officer is not null)
        {
            _http.DefaultRequestHeaders.Add("sakpore-officer", "officers/" + officer);
        }
    }

    /// <summary>A message with the five bytes before it.</summary>
    public static byte[] Frame(ReadOnlySpan<byte> message)
    {
        var frame = new byte[5 + message.Length];
        BinaryPrimitives.WriteInt32BigEndian(frame.AsSpan(1), message.Length);
        message.CopyTo(frame.AsSpan(5));
        return frame;
    }

    /// <summary>Calls a method.</summary>
    /// <param name="method"><c>package.Service/Method</c>.</param>
    /// <param name="body">The body as it is.</param>
    /// <param name="contentType">The content type.</param>
    public async Task<(HttpStatusCode Http, StatusCode? Status, Google.Rpc.Status? Details)> CallAsync(
        string method, byte[] body, string contentType = "application/grpc")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/" + method)
        {
            Content = new ByteArrayContent(body),
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionExact,
        };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        request.Headers.TE.ParseAdd("trailers");
        using var answer = await _http.SendAsync(request);
        await answer.Content.ReadAsByteArrayAsync();
        var status = Find(answer, "grpc-status");
        var details = Find(answer, "grpc-status-details-bin");
        return (
            answer.StatusCode,
            status is null ? null : (StatusCode)int.Parse(status, System.Globalization.CultureInfo.InvariantCulture),
            details is null ? null : Google.Rpc.Status.Parser.ParseFrom(Convert.FromBase64String(details.PadRight((details.Length + 3) / 4 * 4, '='))));
    }

    public void Dispose() => _http.Dispose();

    private static string? Find(HttpResponseMessage answer, string name) =>
        answer.TrailingHeaders.TryGetValues(name, out var trailing) || answer.Headers.TryGetValues(name, out trailing) ? trailing.Single() : null;
}
