using System.Collections.Concurrent;
using System.Data.Common;
using System.Security.Cryptography;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Storage;
using Sakpore.Grpc.Telemetry;

namespace Sakpore.Grpc.Letters;

/// <summary>
/// Gives no number before the register's serials were compared with what is known outside of the database: the last signed
/// checkpoint, and the letters that this process issued itself. It is compared when a process gives its first number, and anew
/// whenever the database is on another line of history (a standby was promoted, a backup was rolled forward). Where the register
/// is behind, letters are out in the world that it has lost, and their numbers would be given twice: nothing is numbered until an
/// administrator has passed over them (<c>sakpore numbers skip</c>).
/// </summary>
internal sealed partial class SerialGuard(HubOptions options, Dialect dialect, HubMeter meter, ILogger<SerialGuard> logger)
{
    private readonly ConcurrentDictionary<(string Series, int Year), int> _issued = new();
    private string? _compared;
    private string? _told;

    /// <summary>Takes note of a number whose intent the database has acknowledged.</summary>
    public void Issued(LetterNumbered letter) =>
        _issued.AddOrUpdate((letter.Series, letter.Year), letter.Serial, (_, known) => Math.Max(known, letter.Serial));

    /// <summary>Returns where numbers may be given.</summary>
    /// <param name="transaction">The transaction that will take the serials.</param>
    /// <exception cref="FaultException">The register is behind, or the last checkpoint cannot be read.</exception>
    public async Task DemandAsync(DbTransaction transaction)
    {
        var line = await dialect.HistoryLineAsync(transaction);
        if (line == Volatile.Read(ref _compared))
        {
            return;
        }

        if (await WhyHeldAsync(transaction) is var (subject, why))
        {
            meter.NumberingIsHeld = true;
            if (Interlocked.Exchange(ref _told, line + why) != line + why)
            {
                LogHeld(why);
            }

            throw Fault.Of(FaultReason.SerialsNotCompared, subject).Thrown();
        }

        meter.NumberingIsHeld = false;
        Volatile.Write(ref _compared, line);
        LogCompared(line);
    }

    private async Task<(string Subject, string Why)?> WhyHeldAsync(DbTransaction transaction)
    {
        try
        {
            var known = (CheckpointFile.ReadLast(options)?.Serials ?? []).Concat(_issued.Select(one => new LastSerial(one.Key.Series, one.Key.Year, one.Value)));
            return (await SerialsBehind.OfAsync(transaction.Connection!, known, transaction)) is [var behind, ..] ? (behind.ToString(), behind.ToString()) : null;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or InvalidDataException or CryptographicException)
        {
            return ("checkpoint", unreadable.Message);
        }
    }

    [LoggerMessage(EventId = 1701, Level = LogLevel.Error, Message = "No letter is numbered, for the register could be behind what was issued: {Why}")]
    private partial void LogHeld(string why);

    [LoggerMessage(EventId = 1702, Level = LogLevel.Information, Message = "The register's serials were compared with the last checkpoint on line {Line} of the database's history.")]
    private partial void LogCompared(string line);
}
