using Sakpore.Grpc.Access;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>Pages of the stages that wait for the caller's office and roles.</summary>
internal static class WaitingStages
{
    /// <summary>One page, oldest first, and the token of the next one (empty on the last).</summary>
    public static async Task<(IReadOnlyList<WaitingStage> Rows, string Next)> PageAsync(
        Database database, Caller caller, string kind, bool signs, string filter, int pageSize, string pageToken, CancellationToken cancellation)
    {
        var conditions = ApplicationFilter.ReadWaiting(filter);
        var query = $"{kind}/{caller.Office}/{filter}";
        var size = Paging.Size(pageSize);
        var after = Paging.Read<WaitingStage>(pageToken, query);
        var rows = await database.ReadAsync(
            connection => ApplicationReader.WaitingAsync(connection, caller.Office!, caller.RoleNames, signs, conditions, after, size + 1), cancellation);
        return rows.Count > size ? ([.. rows.Take(size)], Paging.Write(rows[size - 1], query)) : (rows, "");
    }
}
