using System.Data.Common;
using Dapper;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PersonalData;
using Sakpore.Grpc.PublicPages;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>
/// Questions of applicants to the front office of the office that issues. The texts lie under the applicant's key, so that
/// an erasure takes them too; the rows hold when and by whom.
/// </summary>
internal sealed class Questions(SubjectVault vault, RandomIdentifiers random, TimeProvider time)
{
    /// <summary>The longest question or answer, in characters.</summary>
    public const int LongestText = 1000;

    /// <summary>How many questions of an application may wait for an answer at once.</summary>
    public const int MostWaiting = 3;

    private const string Columns =
        """
        q.id AS Id, q.application_id AS Application, q.office AS Office, q.asked_at AS AskedAt, q.answered_at AS AnsweredAt, q.answered_by AS AnsweredBy
        """;

    /// <summary>Keeps a question.</summary>
    /// <exception cref="FaultException">Too many wait for an answer already.</exception>
    public async Task AskAsync(DbTransaction transaction, string application, string subject, string office, string text)
    {
        var waiting = await transaction.Connection!.ExecuteScalarAsync<long>(
            "SELECT COUNT(*) FROM questions WHERE application_id = @application AND answered_at IS NULL", new { application }, transaction);
        if (waiting >= MostWaiting)
        {
            throw Fault.Of(FaultReason.QuestionsWaiting).Thrown();
        }

        var id = random.Next();
        await vault.StoreAsync(transaction, subject, Name(id, "text"), 1, text);
        await transaction.Connection!.ExecuteAsync(
            "INSERT INTO questions (id, application_id, office, asked_at) VALUES (@id, @application, @office, @at)",
            new { id, application, office, at = time.GetUtcNow().ToMicroseconds() },
            transaction);
    }

    /// <summary>Answers a question of the caller's office, once.</summary>
    /// <exception cref="FaultException">There is none, its subject was erased, or it has an answer.</exception>
    public async Task AnswerAsync(DbTransaction transaction, Caller caller, string id, string text)
    {
        var connection = transaction.Connection!;
        var row = await FindAsync(connection, caller, id, transaction) ?? throw Fault.Of(FaultReason.UnknownQuestion, ResourceNames.Questions + id).Thrown();
        if (row.AnsweredAt is not null)
        {
            throw Fault.Of(FaultReason.QuestionAnswered, ResourceNames.Questions + id).Thrown();
        }

        var subject = await connection.QuerySingleAsync<string>("SELECT subject_id FROM applications WHERE id = @Application", new { row.Application }, transaction);
        await vault.StoreAsync(transaction, subject, Name(id, "answer"), 1, text);
        row = row with { AnsweredAt = time.GetUtcNow().ToMicroseconds(), AnsweredBy = caller.AsParty().Actor };
        await connection.ExecuteAsync("UPDATE questions SET answered_at = @AnsweredAt, answered_by = @AnsweredBy WHERE id = @Id", row, transaction);
    }

    /// <summary>A question to the caller's office, or null.</summary>
    public static Task<QuestionRow?> FindAsync(DbConnection connection, Caller caller, string id, DbTransaction? transaction = null) =>
        connection.QuerySingleOrDefaultAsync<QuestionRow>(
            $"SELECT {Columns} FROM questions q WHERE q.id = @id AND q.office = @Office", new { id, caller.Office }, transaction);

    /// <summary>One page of the questions to an office, newest first.</summary>
    public static async Task<IReadOnlyList<QuestionRow>> ListAsync(DbConnection connection, string office, bool waitingOnly, QuestionPlace? before, int count) =>
    [
        .. await connection.QueryAsync<QuestionRow>(
            $"""
            SELECT {Columns} FROM questions q
            WHERE q.office = @office {(waitingOnly ? "AND q.answered_at IS NULL" : "")}
                {(before is null ? "" : "AND (q.asked_at, q.id) < (@AskedAt, @Id)")}
            ORDER BY q.asked_at DESC, q.id DESC LIMIT @count
            """,
            new { office, before?.AskedAt, before?.Id, count }),
    ];

    /// <summary>The questions of an application, oldest first; those whose texts are erased are left out.</summary>
    public async Task<IReadOnlyList<AskedQuestion>> OfAsync(DbConnection connection, string application)
    {
        var rows = await connection.QueryAsync<QuestionRow>(
            $"SELECT {Columns} FROM questions q WHERE q.application_id = @application ORDER BY q.asked_at, q.id", new { application });
        var asked = new List<AskedQuestion>();
        foreach (var row in rows)
        {
            if (await TextsAsync(connection, row) is ({ } text, var answer))
            {
                asked.Add(new AskedQuestion(text, Instants.FromMicroseconds(row.AskedAt), answer, row.AnsweredAt is { } at ? Instants.FromMicroseconds(at) : null));
            }
        }

        return asked;
    }

    /// <summary>The texts of a question and its answer; null where there is none or it is erased.</summary>
    public async Task<(string? Text, string? Answer)> TextsAsync(DbConnection connection, QuestionRow row, DbTransaction? transaction = null) => (
        await vault.FindAsync<string>(connection, Name(row.Id, "text"), transaction),
        row.AnsweredAt is null ? null : await vault.FindAsync<string>(connection, Name(row.Id, "answer"), transaction));

    private static PersonalValueName Name(string id, string part) => new(ResourceNames.Questions + id, part);
}

/// <summary>A question as its row has it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Application">The registration id.</param>
/// <param name="Office">The office that is asked.</param>
/// <param name="AskedAt">When, microseconds.</param>
/// <param name="AnsweredAt">When it was answered, microseconds; null before.</param>
/// <param name="AnsweredBy">The officer who answered; null before.</param>
internal sealed record QuestionRow(string Id, string Application, string Office, long AskedAt, long? AnsweredAt, string? AnsweredBy);

/// <summary>Where a page of questions ends.</summary>
/// <param name="AskedAt">When the last one was asked, microseconds.</param>
/// <param name="Id">Its id.</param>
internal sealed record QuestionPlace(long AskedAt, string Id);
