using System.Data.Common;
using Dapper;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Signing;

/// <summary>
/// Counts wrong passphrases of an officer's key, over all hubs of a database. A key is tried by one call at a time, which
/// holds its row meanwhile; so five are five, however many calls guess at once. The count is stored although the call fails.
/// </summary>
internal sealed class OfficerKeyLock(Database database, TimeProvider time)
{
    /// <summary>So many wrong passphrases in a row lock a key, until an administrator opens it.</summary>
    public const int Wrong = 5;

    /// <summary>Tries a key, if it is not locked, and counts what came of it.</summary>
    /// <param name="officer">The officer's id.</param>
    /// <param name="open">Opens the key; run again where another writer was first.</param>
    /// <param name="isWrong">Whether the passphrase was wrong.</param>
    /// <param name="cancellation">Cancels the call.</param>
    /// <returns>What was opened; or that the key is locked.</returns>
    public Task<(bool IsLocked, T? Opened)> TryAsync<T>(string officer, Func<T> open, Func<T, bool> isWrong, CancellationToken cancellation) =>
        database.WriteAsync<(bool, T?)>(
            async transaction =>
            {
                var before = await HoldAsync(transaction, officer);
                if (before >= Wrong)
                {
                    return (true, default);
                }

                var opened = open();
                var now = isWrong(opened) ? before + 1 : 0;
                if (now != before)
                {
                    await transaction.Connection!.ExecuteAsync(
                        "UPDATE officer_key_tries SET wrong = @now, locked_at = @at WHERE officer = @officer",
                        new { officer, now, at = now >= Wrong ? time.GetUtcNow().ToMicroseconds() : (long?)null },
                        transaction);
                }

                return (false, opened);
            },
            cancellation);

    /// <summary>Opens a locked key again, and logs who did.</summary>
    /// <returns>False: it was not locked.</returns>
    public Task<bool> UnlockAsync(string officer, AdministratorAct act, CancellationToken cancellation) => database.CommandAsync(
        async transaction =>
        {
            var (opened, batch) = (1 == await transaction.Connection!.ExecuteAsync(
                "UPDATE officer_key_tries SET wrong = 0, locked_at = NULL WHERE officer = @officer AND wrong >= @Wrong", new { officer, Wrong }, transaction), new WriteBatch());
            if (opened)
            {
                act.AddTo(batch, "sakpore keys unlock", "KEY_UNLOCKED", officer);
            }

            return (opened, batch);
        },
        cancellation);

    /// <summary>The officers whose keys are locked, and since when.</summary>
    public Task<IReadOnlyList<(string Officer, DateTimeOffset Since)>> LockedAsync(CancellationToken cancellation) =>
        database.ReadOnceAsync<IReadOnlyList<(string, DateTimeOffset)>>(
            async connection =>
            [
                .. (await connection.QueryAsync<(string Officer, long At)>(
                    "SELECT officer, locked_at FROM officer_key_tries WHERE locked_at IS NOT NULL ORDER BY officer"))
                    .Select(row => (row.Officer, Instants.FromMicroseconds(row.At))),
            ],
            cancellation);

    /// <summary>The wrong ones so far; the row stays this transaction's.</summary>
    private static Task<int> HoldAsync(DbTransaction transaction, string officer) => transaction.Connection!.QuerySingleAsync<int>(
        """
        INSERT INTO officer_key_tries (officer, wrong) VALUES (@officer, 0)
        ON CONFLICT (officer) DO UPDATE SET wrong = officer_key_tries.wrong RETURNING CAST(wrong AS INTEGER)
        """,
        new { officer },
        transaction);
}
