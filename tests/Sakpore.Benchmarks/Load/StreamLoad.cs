using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Grpc.Core;
using Sakpore.Documents.V1;

namespace Sakpore.Benchmarks.Load;

/// <summary>A PDF of 200 MB goes up and comes down, over gRPC and over HTTP; how much the hub's resident memory grows meanwhile at the most.</summary>
internal static class StreamLoad
{
    private const int Size = 200;
    private const double MostGrowth = 64;

    public static IEnumerable<Gate> Run(LoadHub hub, LoadClient client)
    {
        using var http = hub.Http();
        http.DefaultRequestHeaders.Add("authorization", "Bearer " + client.Callers.Offices["dpmptsp"]);
        http.DefaultRequestHeaders.Add("sakpore-officer", "officers/contoh-back-office");
        yield return Measure(hub, "gRPC", paper => OverGrpcAsync(client, paper));
        yield return Measure(hub, "HTTP", paper => OverHttpAsync(http, paper));
    }

    private static Gate Measure(LoadHub hub, string way, Func<LongPaper, Task<long>> move)
    {
        // A small one first, so that what the first document loads is not counted.
        Move(move, 2);
        var before = Peak(hub, reset: true);
        var begun = Stopwatch.GetTimestamp();
        Move(move, Size);
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        return new Gate($"200 MB up and down over {way}: the hub's memory grows", Peak(hub, reset: false) - before, MostGrowth, "MB", string.Create(
            CultureInfo.InvariantCulture, $"{before:0} MB before, {2 * Size / seconds:0} MB/s"));
    }

    private static void Move(Func<LongPaper, Task<long>> move, int megabytes)
    {
        var paper = new LongPaper(megabytes);
        if (move(paper).GetAwaiter().GetResult() is var came && came != paper.Length)
            throw new InvalidOperationException($"{came} bytes came down of {paper.Length}.");
    }

    private static async Task<long> OverGrpcAsync(LoadClient client, LongPaper paper)
    {
        var documents = new DocumentService.DocumentServiceClient(client.Officer("dpmptsp", "contoh-back-office"));
        using var up = documents.UploadDocument();
        await up.RequestStream.WriteAsync(new UploadDocumentRequest { Description = new DocumentDescription { MediaType = "application/pdf" } });
        foreach (var part in paper.Parts)
            await up.RequestStream.WriteAsync(new UploadDocumentRequest { Content = part });
        await up.RequestStream.CompleteAsync();
        var document = await up;
        using var down = documents.DownloadDocument(new DownloadDocumentRequest { Name = document.Name });
        var came = 0L;
        await foreach (var piece in down.ResponseStream.ReadAllAsync())
            came += piece.Content.Length;
        return came;
    }

    private static async Task<long> OverHttpAsync(HttpClient http, LongPaper paper)
    {
        using var content = new PaperContent(paper);
        using var up = await http.PutAsync(new Uri($"/v1/uploads/berkas-{paper.Length}", UriKind.Relative), content);
        var answer = await up.Content.ReadAsStringAsync();
        if (!up.IsSuccessStatusCode)
            throw new InvalidOperationException(answer);
        var name = JsonDocument.Parse(answer).RootElement.GetProperty("name").GetString();
        await using var down = await http.GetStreamAsync(new Uri($"/v1/{name}:download", UriKind.Relative));
        var (buffer, came) = (new byte[64 << 10], 0L);
        while (await down.ReadAsync(buffer) is > 0 and var read)
            came += read;
        return came;
    }

    /// <summary>Megabytes of resident memory: now, with the kernel's mark of the highest set back, or the highest since.</summary>
    private static double Peak(LoadHub hub, bool reset)
    {
        if (reset)
            File.WriteAllText($"/proc/{hub.ProcessId}/clear_refs", "5");
        var line = File.ReadLines($"/proc/{hub.ProcessId}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }

    private sealed class PaperContent : HttpContent
    {
        private readonly LongPaper _paper;

        public PaperContent(LongPaper paper)
        {
            _paper = paper;
            Headers.ContentType = new MediaTypeHeaderValue("application/pdf");
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            foreach (var part in _paper.Parts)
                await stream.WriteAsync(part.Memory);
        }

        protected override bool TryComputeLength(out long length) => (length = _paper.Length) > 0;
    }
}
