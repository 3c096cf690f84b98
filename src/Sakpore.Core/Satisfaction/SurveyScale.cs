namespace Sakpore.Core.Satisfaction;

/// <summary>A version of the satisfaction survey's rule: how many elements, and where the bands begin.</summary>
public sealed record SurveyScale
{
    private SurveyScale(string rule, int elements, decimal a, decimal b, decimal c)
    {
        Rule = rule;
        Elements = elements;
        FromA = a;
        FromB = b;
        FromC = c;
    }

    /// <summary>PermenPANRB 14/2017: nine elements U1 to U9, each of weight 1/9.</summary>
    public static SurveyScale PermenPanrb14Of2017 { get; } = new("PermenPANRB 14/2017", 9, 88.31m, 76.61m, 65.00m);

    /// <summary>KEP/25/M.PAN/2/2004, for old surveys: fourteen elements, each of weight 1/14.</summary>
    public static SurveyScale Kep25Of2004 { get; } = new("KEP/25/M.PAN/2/2004", 14, 81.26m, 62.51m, 43.76m);

    /// <summary>The rule, as it is cited.</summary>
    public string Rule { get; }

    /// <summary>How many elements a respondent answers.</summary>
    public int Elements { get; }

    /// <summary>The least index of band A.</summary>
    public decimal FromA { get; }

    /// <summary>The least index of band B.</summary>
    public decimal FromB { get; }

    /// <summary>The least index of band C; below it is D, down to 25.</summary>
    public decimal FromC { get; }

    /// <summary>The band of an index that is already rounded to two decimals.</summary>
    public SurveyBand BandOf(decimal index) =>
        index >= FromA ? SurveyBand.A : index >= FromB ? SurveyBand.B : index >= FromC ? SurveyBand.C : SurveyBand.D;
}

/// <summary>The quality of service.</summary>
public enum SurveyBand
{
    /// <summary>Sangat baik, very good.</summary>
    A,

    /// <summary>Baik, good.</summary>
    B,

    /// <summary>Kurang baik, less than good.</summary>
    C,

    /// <summary>Tidak baik, not good.</summary>
    D,
}
