using Sakpore.Core.Satisfaction;

namespace Sakpore.Core.Tests.Satisfaction;

public sealed class SurveyIndexTests
{
    [Test]
    public void Of_955_points_from_29_respondents_is_91_48()
    {
        // 29 respondents, nine elements: 261 answers; 172 of them 4 and 89 of them 3 make 955.
        int[] all = [.. Enumerable.Repeat(4, 172), .. Enumerable.Repeat(3, 89)];
        Assert.That(all.Sum(), Is.EqualTo(955));
        var computed = (SurveyIndex.Computed)SurveyIndex.Of(all.Chunk(9), SurveyScale.PermenPanrb14Of2017);
        Assert.That(computed.Value, Is.EqualTo(91.48m));
        Assert.That(computed.Band, Is.EqualTo(SurveyBand.A));
        Assert.That(computed.Respondents, Is.EqualTo(29));
        Assert.That(computed.ElementMeans.Average() * 25, Is.EqualTo(955m / 261 * 25).Within(0.0000000001m));
    }

    [TestCase(88.30, SurveyBand.B)]
    [TestCase(88.31, SurveyBand.A)]
    [TestCase(76.60, SurveyBand.C)]
    [TestCase(76.61, SurveyBand.B)]
    [TestCase(64.99, SurveyBand.D)]
    [TestCase(65.00, SurveyBand.C)]
    [TestCase(25.00, SurveyBand.D)]
    [TestCase(100.00, SurveyBand.A)]
    public void BandOf_2017_begins_where_the_rule_says(double index, SurveyBand band) =>
        Assert.That(SurveyScale.PermenPanrb14Of2017.BandOf((decimal)index), Is.EqualTo(band));

    [TestCase(81.25, SurveyBand.B)]
    [TestCase(81.26, SurveyBand.A)]
    [TestCase(62.50, SurveyBand.C)]
    [TestCase(62.51, SurveyBand.B)]
    [TestCase(43.75, SurveyBand.D)]
    [TestCase(43.76, SurveyBand.C)]
    public void BandOf_2004_begins_where_the_rule_says(double index, SurveyBand band) =>
        Assert.That(SurveyScale.Kep25Of2004.BandOf((decimal)index), Is.EqualTo(band));

    [Test]
    public void Band_is_that_of_the_rounded_value()
    {
        // 88.3069 lies between the bands as printed; rounded it is 88.31.
        int[] all = [.. Enumerable.Repeat(4, 9581), .. Enumerable.Repeat(3, 8419)];
        decimal exact = 25m * all.Sum() / all.Length;
        var computed = (SurveyIndex.Computed)SurveyIndex.Of(all.Chunk(9), SurveyScale.PermenPanrb14Of2017);
        Assert.That(exact, Is.LessThan(88.31m).And.GreaterThan(88.30m));
        Assert.That((computed.Value, computed.Band), Is.EqualTo((88.31m, SurveyBand.A)));
    }

    [TestCase(5)]
    [TestCase(0)]
    public void Answer_outside_1_to_4_is_refused_with_its_place(int answer)
    {
        int[][] answers = [[4, 4, 4, 4, 4, 4, 4, 4, 4], [4, 4, answer, 4, 4, 4, 4, 4, 4]];
        var refused = (SurveyIndex.Refused)SurveyIndex.Of(answers, SurveyScale.PermenPanrb14Of2017);
        Assert.That((refused.Respondent, refused.Element), Is.EqualTo((2, 3)));
    }

    [Test]
    public void Missing_answers_and_no_respondents_are_refused() => Assert.Multiple(() =>
    {
        Assert.That(SurveyIndex.Of([[4, 4]], SurveyScale.PermenPanrb14Of2017), Is.InstanceOf<SurveyIndex.Refused>());
        Assert.That(SurveyIndex.Of([], SurveyScale.PermenPanrb14Of2017), Is.InstanceOf<SurveyIndex.Refused>());
    });
}
