namespace Sakpore.Core.Satisfaction;

/// <summary>
/// The satisfaction index (IKM): the mean of all answers, each element of equal weight, times 25. Decimal arithmetic; the
/// weight is exactly one over the number of elements (a weight of 0.11 gives 90.56 where 91.48 is right).
/// </summary>
public abstract record SurveyIndex
{
    private SurveyIndex()
    {
    }

    /// <summary>The index of a survey.</summary>
    /// <param name="Value">25 to 100, rounded to two decimals, half away from zero.</param>
    /// <param name="Band">The band of the rounded value.</param>
    /// <param name="Respondents">How many answered.</param>
    /// <param name="ElementMeans">The mean answer to each element, 1 to 4, not rounded.</param>
    /// <param name="Rule">The rule it follows.</param>
    public sealed record Computed(decimal Value, SurveyBand Band, int Respondents, IReadOnlyList<decimal> ElementMeans, string Rule) : SurveyIndex;

    /// <summary>An answer is not one that the rule knows.</summary>
    /// <param name="Respondent">The respondent's place, from 1; 0 where there is none at all.</param>
    /// <param name="Element">The element, from 1 (U1); 0 where the number of answers is wrong.</param>
    /// <param name="Text">One sentence in both languages.</param>
    public sealed record Refused(int Respondent, int Element, LocalizedText Text) : SurveyIndex;

    /// <summary>Computes the index.</summary>
    /// <param name="answers">For each respondent the answers to all elements in order, each 1 to 4.</param>
    /// <param name="scale">The rule's version.</param>
    public static SurveyIndex Of(IEnumerable<IReadOnlyList<int>> answers, SurveyScale scale)
    {
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(scale);
        long[] totals = new long[scale.Elements];
        int respondents = 0;
        foreach (IReadOnlyList<int> given in answers)
        {
            respondents++;
            if (given.Count != scale.Elements)
                return new Refused(respondents, 0, new($"Responden {respondents} menjawab {given.Count} unsur, seharusnya {scale.Elements}.", $"Respondent {respondents} answered {given.Count} elements; there are {scale.Elements}."));
            for (int element = 0; element < given.Count; element++)
            {
                if (given[element] is < 1 or > 4)
                    return new Refused(respondents, element + 1, new($"Responden {respondents}, U{element + 1}: jawaban {given[element]} bukan 1 sampai 4.", $"Respondent {respondents}, U{element + 1}: the answer {given[element]} is not 1 to 4."));
                totals[element] += given[element];
            }
        }

        if (respondents == 0)
            return new Refused(0, 0, new("Belum ada jawaban.", "There are no answers."));

        // One division of whole numbers: no weight is rounded on the way.
        decimal exact = 25m * totals.Sum() / ((decimal)scale.Elements * respondents);
        decimal value = decimal.Round(exact, 2, MidpointRounding.AwayFromZero);
        return new Computed(value, scale.BandOf(value), respondents, [.. totals.Select(total => (decimal)total / respondents)], scale.Rule);
    }
}
