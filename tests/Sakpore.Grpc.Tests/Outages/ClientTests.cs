using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Grpc.Net.Client;
using Sakpore.Documents.V1;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Outages;

/// <summary>Clients that are many, slow, or gone without a word.</summary>
internal sealed class ClientTests
{
    private const int Uploads = 500;

    [TestCase(TestDatabase.Sqlite)]
    [TestCase(TestDatabase.Postgres)]
    public async Task Five_hundred_uploads_at_once_are_all_stored_as_they_are(TestDatabase database)
    {
        await using var hub = await TestHub.StartAsync(database: database);
        using var channel = GrpcChannel.ForAddress(hub.GrpcAddress, new GrpcChannelOptions
        {
            HttpHandler = new SocketsHttpHandler { EnableMultipleHttp2Connections = true },
        });
        var client = new DocumentService.DocumentServiceClient(channel);
        var headers = new global::Grpc.Core.Metadata { { "authorization", "Bearer " + hub.Callers.Portal } };
        var all = new TaskCompletionSource();
        var begun = 0;
        var stored = await Task.WhenAll(Enumerable.Range(0, Uploads).Select(async number =>
        {
            var content = Papers.Png(new string((char)('a' + (number % 26)), 20_000) + number);
            using var call = client.UploadDocument(headers);
            await call.RequestStream.WriteAsync(new UploadDocumentRequest { Description = new DocumentDescription { MediaType = "image/png" } });
            await call.RequestStream.WriteAsync(new UploadDocumentRequest { Content = Google.Protobuf.ByteString.CopyFrom(content, 0, 10_000) });

            // All have begun before any ends.
            if (Interlocked.Increment(ref begun) == Uploads)
            {
                all.SetResult();
            }

            await all.Task;
            await call.RequestStream.WriteAsync(new UploadDocumentRequest { Content = Google.Protobuf.ByteString.CopyFrom(content, 10_000, content.Length - 10_000) });
            await call.RequestStream.CompleteAsync();
            return (Sent: Convert.ToHexStringLower(SHA256.HashData(content)), Stored: await call);
        }));
        Assert.That(stored.Where(one => one.Sent != one.Stored.Sha256), Is.Empty);
        Assert.That(stored.Select(one => one.Stored.Name).Distinct().Count(), Is.EqualTo(Uploads));
        Assert.That(Directory.EnumerateFiles(Path.Combine(hub.DataDirectory, "spool")), Is.Empty);
    }

    [Test]
    public async Task Slow_and_half_open_clients_hold_up_nobody_and_are_let_go()
    {
        await using var hub = await TestHub.StartAsync();
        var held = new List<TcpClient>();
        try
        {
            // Connected and silent; half a request line; half of HTTP/2's preface; a body that stops.
            foreach (var (address, said) in new[] { (hub.Pages, ""), (hub.Pages, "GET /tte HT"), (hub.GrpcAddress, "PRI * HTTP/2.0\r\n"), (hub.GrpcAddress, "") })
            {
                for (var number = 0; number < 60; number++)
                {
                    held.Add(await ConnectAsync(address, said));
                }
            }

            var put = $"PUT /v1/uploads/lambat HTTP/1.1\r\nHost: hub\r\nauthorization: Bearer {hub.Callers.Portal}\r\nContent-Type: application/pdf\r\nContent-Length: 100000\r\n\r\n%PDF-1.7";
            using var slow = await ConnectAsync(hub.Pages, put);
            var began = Stopwatch.GetTimestamp();
            for (var call = 0; call < 5; call++)
            {
                Assert.That((await hub.Portal.SubmitAsync()).Application.Name, Is.Not.Empty, "Others are served meanwhile.");
            }

            // Kestrel gives a body five seconds, then asks for 240 bytes a second.
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
            await WaitForEndAsync(slow, limit.Token);
            Assert.That(Stopwatch.GetElapsedTime(began), Is.GreaterThan(TimeSpan.FromSeconds(3)), "It was given its time.");
            Assert.That((await hub.Portal.UploadAsync(Papers.Pdf(), "application/pdf")), Does.StartWith("documents/"));
        }
        finally
        {
            held.ForEach(client => client.Dispose());
        }
    }

    private static async Task<TcpClient> ConnectAsync(string address, string said)
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, new Uri(address).Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(said));
        return client;
    }

    private static async Task WaitForEndAsync(TcpClient client, CancellationToken limit)
    {
        var buffer = new byte[4096];
        try
        {
            while (await client.GetStream().ReadAsync(buffer, limit) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Reset: let go as well.
        }
    }
}
