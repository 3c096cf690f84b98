using System.Data.Common;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Sakpore.Grpc.Storage;

/// <summary>What keeps the hub from storing or reading, and is nobody's mistake: it passes, and the same call may be sent again.</summary>
internal enum Outage
{
    /// <summary>The database does not answer, or does not take what is written now.</summary>
    Unreachable,

    /// <summary>There is no room: the database's disk or that of uploads is full.</summary>
    Full,
}

/// <summary>Tells outages from faults of the hub.</summary>
internal static class Outages
{
    private const int SqliteFull = 13; // SQLITE_FULL
    private const int SqliteIoError = 10; // SQLITE_IOERR
    private const int SqliteCannotOpen = 14; // SQLITE_CANTOPEN
    private const int NoSpace = 28; // ENOSPC
    private const int QuotaExceeded = 122; // EDQUOT
    private const int WindowsDiskFull = unchecked((int)0x80070070); // ERROR_DISK_FULL

    // Classes of SQLSTATE: 08 connection exception, 53 insufficient resources, 57P operator intervention, 58 system error.
    private static readonly string[] Passing = ["08", "53", "57P", "58"];

    /// <summary>The outage behind an exception, or null: it is another thing.</summary>
    public static Outage? Of(Exception exception) => exception switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => Outage.Full,

        // A primary that became a standby takes no writes; another one does.
        PostgresException { SqlState: PostgresErrorCodes.ReadOnlySqlTransaction } => Outage.Unreachable,
        PostgresException answered => Passing.Any(kind => answered.SqlState.StartsWith(kind, StringComparison.Ordinal)) ? Outage.Unreachable : null,

        // What the driver says itself is about connections: none to be had, none in time, broken, none with the primary. Subclasses
        // tell of misuse.
        NpgsqlException when exception.GetType() == typeof(NpgsqlException) => Outage.Unreachable,
        SqliteException { SqliteErrorCode: SqliteFull } => Outage.Full,
        SqliteException { SqliteErrorCode: SqliteIoError or SqliteCannotOpen } => Outage.Unreachable,
        IOException { HResult: NoSpace or QuotaExceeded or WindowsDiskFull } => Outage.Full,
        DbException { InnerException: { } cause } => Of(cause),
        _ => null,
    };
}
