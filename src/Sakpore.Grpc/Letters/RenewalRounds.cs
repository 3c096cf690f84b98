using System.Data.Common;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Deadlines;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Letters;

/// <summary>Records that holders are reminded of their letters' end, once for each reminder that the permit type sets.</summary>
internal sealed class RenewalRounds(Database database, ApplicationCommands commands, TimeProvider time)
{
    /// <summary>Looks at every letter whose reminder is due.</summary>
    /// <returns>How many.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        for (var done = 0; ; done++)
        {
            cancellation.ThrowIfCancellationRequested();
            if (!await database.CommandAsync(OneAsync, cancellation))
            {
                return done;
            }
        }
    }

    private async Task<(bool Found, WriteBatch Last)> OneAsync(DbTransaction transaction)
    {
        var (batch, at) = (new WriteBatch(), Instants.Cut(time.GetUtcNow()));
        var today = OfficeClock.DateOf(at);
        var letter = await transaction.Connection!.QueryFirstOrDefaultAsync<DueLetter>(
            $"""
            SELECT code AS Code, application_id AS Application, valid_until AS ValidUntil FROM letters
            WHERE next_reminder_on <= @today ORDER BY next_reminder_on, code LIMIT 1 {database.Dialect.ForUpdateSkipLocked}
            """,
            new { today = today.ToText() },
            transaction);
        if (letter is null)
        {
            return (false, batch);
        }

        var history = await ApplicationHistory.ReadAsync(transaction.Connection!, letter.Application, transaction: transaction);
        var scope = commands.Scope(transaction, ClockRounds.Hub, history, at);
        var lastDay = Instants.ToDate(letter.ValidUntil);
        var reminders = scope.State!.Status == ApplicationStatus.Issued && today <= lastDay ? scope.Parts.PermitType.Validity?.RenewalReminderDays ?? [] : [];
        var left = lastDay.DayNumber - today.DayNumber;

        // Where several came due at once, the nearest is said; the others are past.
        if (reminders.Where(days => left <= days).Order().Cast<int?>().FirstOrDefault() is { } due && !scope.State.RenewalReminders.Contains(due))
        {
            await commands.RecordAsync(scope, new RecordRenewalReminder(due, lastDay), batch);
        }

        var next = reminders.Where(days => days < left).OrderDescending().Cast<int?>().FirstOrDefault();
        batch.Add(
            "UPDATE letters SET next_reminder_on = @next WHERE code = @code",
            ("code", letter.Code),
            ("next", next is { } then ? lastDay.AddDays(-then).ToText() : null));
        return (true, batch);
    }

    private sealed record DueLetter(string Code, string Application, string ValidUntil);
}
