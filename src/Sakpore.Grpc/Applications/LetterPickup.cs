using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Documents;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PublicPages;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>
/// Gives a signed letter to its applicant. A tracking link is passed on and left in histories of browsers, and the letter
/// has the whole name and address: so it takes the last four digits of the telephone number too. Ten thousand are soon
/// tried, so that wrong tries are counted, in the database and for each application.
/// </summary>
internal sealed class LetterPickup(Database database, ApplicationViews views, DocumentStore documents, Downloads downloads, TimeProvider time)
{
    /// <summary>How many digits are asked for.</summary>
    public const int Digits = 4;

    /// <summary>Wrong tries after which nothing is given out, right digits or not, until <see cref="Pause"/> is over.</summary>
    public const int MostTries = 5;

    /// <summary>How long wrong tries count, from the first one on.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromHours(24);

    private const string TelephoneField = "telepon";

    /// <summary>Whether there is a letter to give: the permit's while it is in force, or the signed rejection.</summary>
    public static bool IsOffered(ApplicationState state) => state.Status == ApplicationStatus.Issued || state.HasRejectionLetter;

    /// <summary>Gives out the letter, or says why not.</summary>
    public async Task<LetterDelivery> TakeAsync(string token, string typed, CancellationToken ct)
    {
        if (typed.Trim() is not { Length: Digits } digits || !digits.All(char.IsAsciiDigit))
        {
            return new LetterDelivery.Refused(new("Isi empat angka terakhir nomor telepon Anda.", "Fill in the last four digits of your telephone number."));
        }

        // In one write: two tries at once are two tries.
        var (refusal, letter) = await database.WriteAsync(transaction => OpenAsync(transaction, token, digits), ct);
        return letter is null
            ? refusal ?? new LetterDelivery.Unknown()
            : new LetterDelivery.Given("surat-" + letter.Code, letter.Opened.Document.SizeBytes, ReadAsync(letter.Opened, ct));
    }

    private async Task<(LetterDelivery? Refusal, Letter? Letter)> OpenAsync(DbTransaction transaction, string token, string digits)
    {
        var connection = transaction.Connection!;
        if (await TrackingTokens.FindAsync(connection, token, transaction) is not { } application)
        {
            return (null, null);
        }

        var state = ApplicationEvolution.Replay(await ApplicationHistory.ReadAsync(connection, application, transaction: transaction));
        if (!IsOffered(state) || state.Letter?.Code is not { } code)
        {
            return (new LetterDelivery.Refused(new("Surat belum terbit, atau tidak berlaku lagi.", "The letter is not issued yet, or no longer in force.")), null);
        }

        var tries = await CountAsync(transaction, application);
        if (tries > MostTries)
        {
            return (new LetterDelivery.Refused(new(
                "Terlalu banyak percobaan. Coba lagi besok, atau hubungi loket pelayanan.", "Too many tries. Try again tomorrow, or ask the front office.")), null);
        }

        if (!IsTelephone(await views.FormAsync(connection, application, transaction), digits))
        {
            return (new LetterDelivery.Refused(new(
                $"Angka tidak cocok. Sisa percobaan: {MostTries - tries}.", $"The digits do not match. Tries left: {MostTries - tries}.")), null);
        }

        await connection.ExecuteAsync("DELETE FROM letter_tries WHERE application_id = @application", new { application }, transaction);
        var id = await connection.QuerySingleAsync<string>("SELECT document_id FROM letters WHERE code = @code", new { code }, transaction);
        var stored = await DocumentStore.FindAsync(connection, ResourceNames.Documents + id, transaction) ?? throw Fault.Of(FaultReason.UnknownDocument).Thrown();
        return await documents.KeyAsync(connection, stored, transaction) is { } key
            ? (null, new Letter(code, new OpenedDocument(stored, key)))
            : (new LetterDelivery.Refused(new("Data pemohon telah dihapus.", "The applicant's data were erased.")), null);
    }

    private static bool IsTelephone(IReadOnlyDictionary<string, FormValue>? form, string digits)
    {
        var telephone = form is not null && form.TryGetValue(TelephoneField, out var value) && value.Items is [var text, ..] ? text : "";
        var own = string.Concat(telephone.Where(char.IsAsciiDigit));
        // Compared even where there is no number to compare with: the time of the answer tells nothing.
        var last = own.Length >= Digits ? own[^Digits..] : "----";
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(last), Encoding.ASCII.GetBytes(digits));
    }

    // Counted before it is judged, in one statement: tries at the same time wait for each other at the row.
    private async Task<int> CountAsync(DbTransaction transaction, string application)
    {
        var now = time.GetUtcNow();
        return (int)await transaction.Connection!.ExecuteScalarAsync<long>(
            """
            INSERT INTO letter_tries (application_id, failed, first_failed_at) VALUES (@application, 1, @at)
            ON CONFLICT (application_id) DO UPDATE SET
                failed = CASE WHEN letter_tries.first_failed_at <= @since THEN 1 ELSE letter_tries.failed + 1 END,
                first_failed_at = CASE WHEN letter_tries.first_failed_at <= @since THEN @at ELSE letter_tries.first_failed_at END
            RETURNING failed
            """,
            new { application, at = now.ToMicroseconds(), since = (now - Pause).ToMicroseconds() },
            transaction);
    }

    private async IAsyncEnumerable<ReadOnlyMemory<byte>> ReadAsync(OpenedDocument opened, [EnumeratorCancellation] CancellationToken ct)
    {
        using (opened)
        {
            await foreach (var part in downloads.ReadAsync(opened, 0, ct))
            {
                yield return part;
            }
        }
    }

    private sealed record Letter(string Code, OpenedDocument Opened);
}
