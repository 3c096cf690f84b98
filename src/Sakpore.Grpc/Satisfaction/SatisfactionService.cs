using System.Globalization;
using Grpc.Core;
using Sakpore.Core.Satisfaction;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Satisfaction.V1;
using Band = Sakpore.Satisfaction.V1.SatisfactionIndex.Types.Band;

namespace Sakpore.Grpc.Satisfaction;

/// <summary>The satisfaction survey over gRPC.</summary>
internal sealed class SatisfactionService(Surveys surveys) : Sakpore.Satisfaction.V1.SatisfactionService.SatisfactionServiceBase
{
    // Fewer answers would tell on those who gave them.
    private const int FewestRespondents = 5;
    private const int LongestSpan = 366 * 5;

    /// <inheritdoc/>
    public override async Task<AnswerSurveyResponse> AnswerSurvey(AnswerSurveyRequest request, ServerCallContext context)
    {
        // One respondent makes an index of its own exactly where the answers are such as the rule knows.
        if (SurveyIndex.Of([request.Answers], SurveyScale.PermenPanrb14Of2017) is SurveyIndex.Refused refused)
        {
            throw Fault.Invalid("answers", refused.Text.Id, refused.Text.En).Thrown();
        }

        await surveys.AnswerAsync(request.Token, request.Answers, request.ValidateOnly, context.CancellationToken);
        return new AnswerSurveyResponse();
    }

    /// <inheritdoc/>
    public override async Task<SatisfactionIndex> GetSatisfactionIndex(GetSatisfactionIndexRequest request, ServerCallContext context)
    {
        var (start, end) = Dates.Span(request.StartDate, request.EndDate, LongestSpan);
        var permitType = request.PermitType.Length == 0
            ? null
            : ResourceNames.IdIn(ResourceNames.PermitTypes, request.PermitType) ?? throw Fault.Of(FaultReason.UnknownPermitType, request.PermitType).Thrown();
        var answers = await surveys.ReadAsync(start, end, permitType, context.CancellationToken);
        return answers.Count >= FewestRespondents && SurveyIndex.Of(answers, SurveyScale.PermenPanrb14Of2017) is SurveyIndex.Computed index
            ? ToMessage(index)
            : throw Fault.Of(FaultReason.NoSurveyAnswers).Thrown();
    }

    private static SatisfactionIndex ToMessage(SurveyIndex.Computed index) => new()
    {
        Value = index.Value.ToString("0.00", CultureInfo.InvariantCulture),
        Band = index.Band switch
        {
            SurveyBand.A => Band.A,
            SurveyBand.B => Band.B,
            SurveyBand.C => Band.C,
            SurveyBand.D => Band.D,
            _ => Band.Unspecified,
        },
        Respondents = index.Respondents,
        ElementMeans = { index.ElementMeans.Select(mean => mean.ToString("0.000", CultureInfo.InvariantCulture)) },
        Rule = index.Rule,
    };
}
