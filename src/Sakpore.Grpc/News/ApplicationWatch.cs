using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Readiness;
using Sakpore.Grpc.Storage;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.News;

/// <summary>The watch of the contract: a stream that ends with the call, with the hub, or after an hour, and is resumed by position.</summary>
internal sealed class ApplicationWatch(NewsFeed feed, Shutdown hub)
{
    // A key that was revoked, or an officer who left, does not watch for longer.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(1);

    /// <summary>Writes news to the caller until the stream ends.</summary>
    public async Task WriteAsync(WatchApplicationsRequest request, IServerStreamWriter<WatchApplicationsResponse> stream, ServerCallContext context)
    {
        if (request is { HasAfterPosition: true, AfterPosition: < 0 })
        {
            throw Fault.Invalid("after_position", "Posisi tidak boleh negatif.", "A position is not negative.").Thrown();
        }

        using var longest = new CancellationTokenSource(Longest, TimeProvider.System);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, hub.Closing, longest.Token);
        try
        {
            await foreach (var page in feed.WatchAsync(context.Caller(), request.HasAfterPosition ? request.AfterPosition : null, end.Token))
            {
                if (page.News.Count == 0)
                {
                    await stream.WriteAsync(new WatchApplicationsResponse { Position = page.Position }, end.Token);
                }

                foreach (var row in page.News)
                {
                    await stream.WriteAsync(ToMessage(row), end.Token);
                }
            }
        }
        catch (OperationCanceledException) when (!context.CancellationToken.IsCancellationRequested)
        {
            // The stream ends well: the caller goes on from the last position.
        }
    }

    private static WatchApplicationsResponse ToMessage(NewsRow row) => new()
    {
        Position = row.Position,
        News = new ApplicationNews
        {
            Application = ResourceNames.Applications + row.Application,
            Sequence = row.Sequence,
            Type = row.Type,
            EventTime = Instants.FromMicroseconds(row.At).ToTimestamp(),
        },
    };
}
