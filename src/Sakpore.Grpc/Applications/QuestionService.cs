using System.Data.Common;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Applications;

/// <summary>Applicants' questions over gRPC, for the front office that answers them.</summary>
internal sealed class QuestionService(Database database, Questions questions, Receipts receipts, TimeProvider time) : Permits.V1.QuestionService.QuestionServiceBase
{
    /// <inheritdoc/>
    public override Task<ListQuestionsResponse> ListQuestions(ListQuestionsRequest request, ServerCallContext context)
    {
        var office = context.Caller().Office!;
        var query = $"questions/{office}/{request.WaitingOnly}";
        var size = Paging.Size(request.PageSize);
        var before = Paging.Read<QuestionPlace>(request.PageToken, query);
        return database.ReadAsync(
            async connection =>
            {
                var rows = await Questions.ListAsync(connection, office, request.WaitingOnly, before, size + 1);
                var response = new ListQuestionsResponse
                {
                    NextPageToken = rows.Count > size ? Paging.Write(new QuestionPlace(rows[size - 1].AskedAt, rows[size - 1].Id), query) : "",
                };
                foreach (var row in rows.Take(size))
                {
                    response.Questions.Add(await ToMessageAsync(connection, row));
                }

                return response;
            },
            context.CancellationToken);
    }

    /// <inheritdoc/>
    public override async Task<Question> AnswerQuestion(AnswerQuestionRequest request, ServerCallContext context)
    {
        var caller = context.Caller();
        if (request.Answer.Trim() is not { Length: > 0 and <= Questions.LongestText } answer)
        {
            throw Fault.Invalid(
                "answer", $"Jawaban terdiri atas 1 sampai {Questions.LongestText} karakter.", $"An answer has 1 to {Questions.LongestText} characters.").Thrown();
        }

        var id = ResourceNames.IdIn(ResourceNames.Questions, request.Name) ?? "";
        var identity = receipts.Identify(context, request.RequestId, request);
        return await (identity.OnlyAsks ? database.RehearseAsync(DoAsync, context.CancellationToken) : database.WriteAsync(DoAsync, context.CancellationToken));

        async Task<Question> DoAsync(DbTransaction transaction)
        {
            await Receipts.OnceAsync(transaction, identity, Instants.Cut(time.GetUtcNow()), async () =>
            {
                await questions.AnswerAsync(transaction, caller, id, answer);
                return id;
            });
            var row = await Questions.FindAsync(transaction.Connection!, caller, id, transaction)
                ?? throw Fault.Of(FaultReason.UnknownQuestion, request.Name).Thrown();
            return await ToMessageAsync(transaction.Connection!, row, transaction);
        }
    }

    private async Task<Question> ToMessageAsync(DbConnection connection, QuestionRow row, DbTransaction? transaction = null)
    {
        var (text, answer) = await questions.TextsAsync(connection, row, transaction);
        return new Question
        {
            Name = ResourceNames.Questions + row.Id,
            Application = ResourceNames.Applications + row.Application,
            Text = text ?? "",
            AskTime = Instants.FromMicroseconds(row.AskedAt).ToTimestamp(),
            Answer = answer ?? "",
            AnswerTime = row.AnsweredAt is { } at ? Instants.FromMicroseconds(at).ToTimestamp() : null,
            AnsweredBy = row.AnsweredBy ?? "",
        };
    }
}
