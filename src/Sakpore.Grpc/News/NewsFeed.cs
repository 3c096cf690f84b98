using System.Data.Common;
using System.Runtime.CompilerServices;
using Dapper;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.News;

/// <summary>Reads the news that a caller may see, in the order of their positions, and waits for more.</summary>
internal sealed class NewsFeed(Database database, NewsSignal signal)
{
    private const int PageSize = 100;

    /// <summary>The news after a position, for ever; null now and then where there are none.</summary>
    /// <param name="caller">Who watches: a portal what it submitted, an office what it holds or held.</param>
    /// <param name="after">The position after which to begin; null: what happens from now on.</param>
    /// <param name="cancellation">Ends the watch.</param>
    /// <returns>Pages: the news, perhaps none, and the position up to which everything was looked at.</returns>
    public async IAsyncEnumerable<NewsPage> WatchAsync(Caller caller, long? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var position = after ?? await database.ReadOnceAsync(HeadAsync, cancellation);
        yield return new NewsPage([], position);
        while (true)
        {
            var more = signal.Next;
            var page = await database.ReadAsync(connection => ReadAsync(connection, caller, position), cancellation);
            position = page.Position;
            if (page.News.Count > 0)
            {
                yield return page;
            }

            if (page.News.Count < PageSize)
            {
                await Task.WhenAny(more, Task.Delay(NewsSequencer.Poll, TimeProvider.System, cancellation));
                cancellation.ThrowIfCancellationRequested();
            }
        }
    }

    private static async Task<NewsPage> ReadAsync(DbConnection connection, Caller caller, long after)
    {
        // Both in one snapshot: what is not the caller's is passed over for good.
        var head = await HeadAsync(connection);
        var news = (await connection.QueryAsync<NewsRow>(
            $"""
            SELECT n.position AS Position, n.application_id AS Application, n.sequence AS Sequence, e.type AS Type, e.at AS At
            FROM news n JOIN events e ON e.application_id = n.application_id AND e.sequence = n.sequence
            WHERE n.position > @after AND {(caller.Office is null
                ? "EXISTS (SELECT 1 FROM applications a WHERE a.id = n.application_id AND a.submitted_by = @System)"
                : "EXISTS (SELECT 1 FROM stage_visits v WHERE v.application_id = n.application_id AND v.office = @Office)")}
            ORDER BY n.position LIMIT @PageSize
            """,
            new { after, caller.System, caller.Office, PageSize })).ToList();
        return new NewsPage(news, news.Count == PageSize ? news[^1].Position : Math.Max(head, after));
    }

    private static Task<long> HeadAsync(DbConnection connection) =>
        connection.ExecuteScalarAsync<long>("SELECT COALESCE(MAX(position), 0) FROM news");
}

/// <summary>A page of news.</summary>
/// <param name="News">What happened, in order.</param>
/// <param name="Position">The position up to which everything that the caller may see was told.</param>
internal sealed record NewsPage(IReadOnlyList<NewsRow> News, long Position);

/// <summary>A piece of news: an entry of an application's history.</summary>
/// <param name="Position">Its position among all news.</param>
/// <param name="Application">The registration id.</param>
/// <param name="Sequence">Its sequence in the application's history: dense, from 1.</param>
/// <param name="Type">What happened, for example <c>forwarded</c>.</param>
/// <param name="At">When, microseconds.</param>
internal sealed record NewsRow(long Position, string Application, long Sequence, string Type, long At);
