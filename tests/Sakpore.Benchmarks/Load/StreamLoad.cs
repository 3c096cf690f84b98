using System.Diagnostics;
using System.Globalization;
using Google.Protobuf;
using Grpc.Core;
using Sakpore.Documents.V1;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Benchmarks.Load;

/// <summary>A document of 200 MB goes up and comes down; how much the hub's resident memory grows meanwhile at the most.</summary>
internal static class StreamLoad
{
    private const int Megabyte = 1 << 20;
    private const int Size = 200;
    private const double MostGrowth = 64;

    public static IEnumerable<Gate> Run(LoadHub hub, LoadClient client)
    {
        // A small one first, so that what the first document loads is not counted.
        MoveAsync(client, 2).GetAwaiter().GetResult();
        var before = Peak(hub, reset: true);
        var begun = Stopwatch.GetTimestamp();
        MoveAsync(client, Size).GetAwaiter().GetResult();
        var seconds = Stopwatch.GetElapsedTime(begun).TotalSeconds;
        yield return new Gate("200 MB up and down: the hub's memory grows", Peak(hub, reset: false) - before, MostGrowth, "MB", string.Create(
            CultureInfo.InvariantCulture, $"{before:0} MB before, {2 * Size / seconds:0} MB/s"));
    }

    private static async Task MoveAsync(LoadClient client, int megabytes)
    {
        var documents = new DocumentService.DocumentServiceClient(client.Officer("dpmptsp", "contoh-back-office"));
        var part = ByteString.CopyFrom([.. Enumerable.Range(0, Megabyte).Select(number => (byte)(number * 31 >> 3))]);
        var head = ByteString.CopyFrom(Papers.Pdf());
        using var up = documents.UploadDocument();
        await up.RequestStream.WriteAsync(new UploadDocumentRequest { Description = new DocumentDescription { MediaType = "application/pdf" } });
        await up.RequestStream.WriteAsync(new UploadDocumentRequest { Content = head });
        for (var sent = 0; sent < megabytes; sent++)
            await up.RequestStream.WriteAsync(new UploadDocumentRequest { Content = part });
        await up.RequestStream.CompleteAsync();
        var document = await up;
        using var down = documents.DownloadDocument(new DownloadDocumentRequest { Name = document.Name });
        var came = 0L;
        await foreach (var piece in down.ResponseStream.ReadAllAsync())
            came += piece.Content.Length;
        if (came != head.Length + ((long)megabytes * Megabyte))
            throw new InvalidOperationException($"{came} bytes came down.");
    }

    /// <summary>Megabytes of resident memory: now, with the kernel's mark of the highest set back, or the highest since.</summary>
    private static double Peak(LoadHub hub, bool reset)
    {
        if (reset)
            File.WriteAllText($"/proc/{hub.ProcessId}/clear_refs", "5");
        var line = File.ReadLines($"/proc/{hub.ProcessId}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture) / 1024;
    }
}
