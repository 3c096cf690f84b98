using System.Globalization;

namespace Sakpore.Benchmarks;

/// <summary>One measured figure and the most it may be.</summary>
/// <param name="Name">What is measured.</param>
/// <param name="Measured">The figure.</param>
/// <param name="Most">The most it may be; null: reported only.</param>
/// <param name="Unit">Its unit: <c>x</c> for a ratio.</param>
/// <param name="Note">What stands beside it, such as the two times of a ratio.</param>
internal sealed record Gate(string Name, double Measured, double? Most, string Unit, string Note = "")
{
    /// <summary>Why a gate with a bound could not be measured here; null: it was. It then neither holds nor is missed.</summary>
    public string? NotJudged { get; init; }

    /// <summary>Whether it was measured past its bound.</summary>
    public bool IsMissed => NotJudged is null && Most is { } most && !(Measured <= most);

    public override string ToString()
    {
        var bound = Most is { } most ? string.Create(CultureInfo.InvariantCulture, $"at most {most:0.##} {Unit}") : "reported";
        return NotJudged is null
            ? string.Create(CultureInfo.InvariantCulture, $"{(IsMissed ? " MISS " : "  ok  ")} {Name,-58} {Measured,10:0.000} {Unit,-3} {bound,-18} {Note}")
            : $"  ??   {Name,-58} {"not judged",10} {Unit,-3} {bound,-18} {NotJudged}";
    }
}
