using System.Data.Common;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Offices;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Satisfaction;

/// <summary>
/// The answers to the survey: once for each application that ended. That an application answered and what was answered
/// are kept apart, the answer under a random id and its day alone.
/// </summary>
internal sealed class Surveys(Database database, CatalogParts catalog, RandomIdentifiers random, OfficeClock clock)
{
    /// <summary>Keeps the answers of a tracking token's application; or only looks whether they would be kept.</summary>
    /// <exception cref="FaultException">The token is none, the application has not ended, or it has answered.</exception>
    public Task AnswerAsync(string token, IReadOnlyList<int> answers, bool validateOnly, CancellationToken cancellation)
    {
        return validateOnly ? database.RehearseAsync(KeepAsync, cancellation) : database.WriteAsync(KeepAsync, cancellation);

        async Task<int> KeepAsync(DbTransaction transaction)
        {
            var connection = transaction.Connection!;
            var application = await TrackingTokens.FindAsync(connection, token, transaction) ?? throw Fault.Of(FaultReason.UnknownTrackingToken).Thrown();
            var state = ApplicationEvolution.Replay(await ApplicationHistory.ReadAsync(connection, application, transaction: transaction));
            if (!state.IsEnded)
            {
                throw Fault.Of(FaultReason.SurveyNotOpen).Thrown();
            }

            var first = await connection.ExecuteAsync(
                "INSERT INTO survey_receipts (application_id) VALUES (@application) ON CONFLICT (application_id) DO NOTHING", new { application }, transaction);
            if (first == 0)
            {
                throw Fault.Of(FaultReason.SurveyAnswered).Thrown();
            }

            return await connection.ExecuteAsync(
                "INSERT INTO survey_answers (id, answered_on, permit_type, answers) VALUES (@id, @on, @permitType, @answers)",
                new
                {
                    id = random.Next(),
                    on = clock.Today().ToText(),
                    permitType = catalog.PermitType(state.Pins.PermitType).Slug,
                    answers = string.Concat(answers),
                },
                transaction);
        }
    }

    /// <summary>The answers given from one day to another, both inclusive, each in the order of the elements.</summary>
    public Task<IReadOnlyList<IReadOnlyList<int>>> ReadAsync(DateOnly start, DateOnly end, string? permitType, CancellationToken cancellation) =>
        database.ReadAsync<IReadOnlyList<IReadOnlyList<int>>>(
            async connection =>
            [
                .. (await connection.QueryAsync<string>(
                    $"""
                    SELECT answers FROM survey_answers
                    WHERE answered_on >= @start AND answered_on <= @end {(permitType is null ? "" : "AND permit_type = @permitType")}
                    """,
                    new { start = start.ToText(), end = end.ToText(), permitType })).Select(answers => answers.Select(digit => digit - '0').ToArray()),
            ],
            cancellation);
}
