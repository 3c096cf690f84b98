using System.Data.Common;
using Dapper;
using Sakpore.Grpc.Audit;

namespace Sakpore.Grpc.Letters;

/// <summary>A series whose register ends before a serial that was given.</summary>
/// <param name="Series">The series.</param>
/// <param name="Year">Its year.</param>
/// <param name="Registered">The register's last serial; 0: it has none.</param>
/// <param name="Given">The last serial that is known to have been given.</param>
internal sealed record SerialsBehind(string Series, long Year, long Registered, long Given)
{
    /// <summary>Compares the register with serials that are known from elsewhere.</summary>
    /// <returns>The series that are behind, by name and year.</returns>
    public static async Task<IReadOnlyList<SerialsBehind>> OfAsync(DbConnection connection, IEnumerable<LastSerial> known, DbTransaction? transaction = null)
    {
        var registered = (await ReadAsync(connection, transaction)).ToDictionary(row => (row.Series, row.Year), row => row.Serial);
        return
        [
            .. Highest(known).Select(given => new SerialsBehind(given.Series, given.Year, registered.GetValueOrDefault((given.Series, given.Year)), given.Serial))
                .Where(one => one.Registered < one.Given),
        ];
    }

    /// <summary>The highest serial of each series and year, by these.</summary>
    public static IEnumerable<LastSerial> Highest(IEnumerable<LastSerial> serials) => serials
        .GroupBy(one => (one.Series, one.Year), (key, ones) => new LastSerial(key.Series, key.Year, ones.Max(one => one.Serial)))
        .OrderBy(one => one.Series, StringComparer.Ordinal).ThenBy(one => one.Year);

    /// <summary>The register's last serials.</summary>
    public static async Task<IReadOnlyList<LastSerial>> ReadAsync(DbConnection connection, DbTransaction? transaction = null) =>
        (await connection.QueryAsync<LastSerial>("SELECT series AS Series, year AS Year, last_serial AS Serial FROM number_series", transaction: transaction)).AsList();

    /// <inheritdoc/>
    public override string ToString() => $"{Series}/{Year}: {Registered} < {Given}";
}
