using Dapper;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Documents;

/// <summary>Deletes files of content that no document needs: of transactions rolled back, of copies given up, of subjects erased.</summary>
internal sealed class BlobSweep(Database database, DocumentContent content, HubOptions options, TimeProvider time)
{
    private const int AtOnce = 200;

    /// <summary>Sweeps what is older than an upload may be.</summary>
    /// <returns>How many files.</returns>
    public async Task<int> SweepAsync(CancellationToken cancellation)
    {
        if (content.Directory is not { } directory)
        {
            return 0;
        }

        var swept = 0;
        foreach (var files in directory.WrittenBefore(time.GetUtcNow() - options.AbandonedUploadAfter).Chunk(AtOnce))
        {
            var needed = await NeededAsync(files.Select(file => file.Document), cancellation);
            foreach (var (_, file) in files.Where(file => !needed.Contains(file.Document)))
            {
                file.Delete();
                swept++;
            }
        }

        return swept;
    }

    private Task<HashSet<string>> NeededAsync(IEnumerable<string> documents, CancellationToken cancellation) => database.ReadOnceAsync(
        async connection =>
        {
            var parameters = new DynamicParameters();
            return (await connection.QueryAsync<string>(
                $"""
                SELECT d.id FROM documents d
                WHERE d.id IN {SqlList.Of("id", documents, parameters)} AND COALESCE(d.content_id, d.id) = d.id
                  AND NOT EXISTS (SELECT 1 FROM subjects s WHERE s.id = d.subject_id AND s.erased_at IS NOT NULL)
                """,
                parameters)).ToHashSet();
        },
        cancellation);
}
