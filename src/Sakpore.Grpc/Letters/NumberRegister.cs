using System.Data.Common;
using Dapper;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Letters;

/// <summary>
/// Letter serials, gapless: every serial up to the last one taken has exactly one row, PENDING, ISSUED or VOID. A serial is
/// taken in the transaction that stores the intent to sign, and belongs to that application for good.
/// </summary>
internal static class NumberRegister
{
    /// <summary>Takes the next serials of a series and year. Others who want one wait until the transaction ends.</summary>
    /// <returns>The first of <paramref name="count"/> serials in a row.</returns>
    public static async Task<int> TakeAsync(DbTransaction transaction, string series, int year, int count) =>
        1 - count + await transaction.Connection!.ExecuteScalarAsync<int>(
            """
            INSERT INTO number_series (series, year, last_serial) VALUES (@series, @year, @count)
            ON CONFLICT (series, year) DO UPDATE SET last_serial = number_series.last_serial + @count
            RETURNING last_serial
            """,
            new { series, year, count },
            transaction);

    /// <summary>Records whom a serial was taken for.</summary>
    public static void AddPending(WriteBatch batch, string series, int year, int serial, string number, string application) => batch.Add(
        """
        INSERT INTO letter_numbers (series, year, serial, number, application_id, status)
        VALUES (@series, @year, @serial, @number, @application, 'PENDING')
        """,
        ("series", series),
        ("year", (long)year),
        ("serial", (long)serial),
        ("number", number),
        ("application", application));

    /// <summary>Records that a serial was taken for a letter that could not be made: it is void and never used again.</summary>
    public static void AddVoid(WriteBatch batch, string series, int year, int serial, string number, string application, string reason) => batch.Add(
        """
        INSERT INTO letter_numbers (series, year, serial, number, application_id, status, reason)
        VALUES (@series, @year, @serial, @number, @application, 'VOID', @reason)
        """,
        ("series", series),
        ("year", (long)year),
        ("serial", (long)serial),
        ("number", number),
        ("application", application),
        ("reason", reason));

    /// <summary>Records that the application's letter was issued under its number.</summary>
    public static void Issue(WriteBatch batch, string application) => End(batch, application, "ISSUED", null);

    /// <summary>Records that the application ended without its letter: the number is void and never used again.</summary>
    public static void Void(WriteBatch batch, string application, string reason) => End(batch, application, "VOID", reason);

    /// <summary>
    /// Passes over serials that were given and that the register has lost: each is void, for the reason LOST, and none is given
    /// again. What their letters were is not known here any more.
    /// </summary>
    /// <param name="transaction">The transaction.</param>
    /// <param name="series">The series.</param>
    /// <param name="year">Its year.</param>
    /// <param name="last">The last serial that is passed over.</param>
    /// <param name="batch">Where the statements go.</param>
    /// <returns>How many; 0: the register is as far already.</returns>
    public static async Task<int> SkipAsync(DbTransaction transaction, string series, int year, int last, WriteBatch batch)
    {
        // Takes none, and holds the series until the transaction ends.
        var registered = await TakeAsync(transaction, series, year, 0) - 1;
        for (var serial = registered + 1; serial <= last; serial++)
        {
            AddVoid(batch, series, year, serial, "", "", "LOST");
        }

        batch.Add(
            "UPDATE number_series SET last_serial = @last WHERE series = @series AND year = @year AND last_serial < @last",
            ("last", (long)last), ("series", series), ("year", (long)year));
        return Math.Max(0, last - registered);
    }

    private static void End(WriteBatch batch, string application, string status, string? reason) => batch.Add(
        "UPDATE letter_numbers SET status = @status, reason = @reason WHERE application_id = @application AND status = 'PENDING'",
        ("application", application),
        ("status", status),
        ("reason", reason));
}
