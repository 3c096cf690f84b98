using System.Text.RegularExpressions;
using Sakpore.Grpc.Faults;

namespace Sakpore.Grpc.Applications;

/// <summary>
/// Reads the part of AIP-160 that lists take: comparisons of a named field with a value, joined by AND. OR, NOT, brackets,
/// functions, <c>:</c> and bare words are refused.
/// </summary>
internal static partial class ListFilter
{
    /// <summary>The longest filter, in characters.</summary>
    public const int LongestFilter = 500;

    /// <summary>The comparisons of a filter, in their order; none where it is blank.</summary>
    /// <exception cref="FaultException">It is longer or something else.</exception>
    public static IReadOnlyList<Comparison> Read(string filter)
    {
        if (filter.Length > LongestFilter)
        {
            throw Refused($"paling panjang {LongestFilter} karakter", $"has at most {LongestFilter} characters").Thrown();
        }

        var comparisons = new List<Comparison>();
        var rest = filter.Trim();
        while (rest.Length > 0)
        {
            var read = Next().Match(rest);
            if (!read.Success)
            {
                throw Refused(
                    $"hanya perbandingan yang digabung dengan AND; tidak terbaca mulai dari: {rest}",
                    $"is comparisons joined by AND; not so from here on: {rest}").Thrown();
            }

            var value = read.Groups["quoted"] is { Success: true } quoted ? Escaped().Replace(quoted.Value, "$1") : read.Groups["bare"].Value;
            comparisons.Add(new Comparison(read.Groups["field"].Value, read.Groups["operator"].Value, value));
            rest = rest[read.Length..];
        }

        return comparisons;
    }

    /// <summary>A filter that is not taken.</summary>
    public static Fault Refused(string id, string en) => Fault.Invalid("filter", $"Filter {id}.", $"A filter {en}.");

    // One comparison with the AND after it, or with the end. A trailing AND leaves an empty rest, so that a field must follow it.
    [GeneratedRegex(
        """^(?<field>[a-z_]+(\.[a-z_]+)*)\s*(?<operator><=|>=|!=|=|<|>)\s*("(?<quoted>([^"\\]|\\.)*)"|(?<bare>[A-Za-z0-9_./+:-]+))(\s+AND\s+(?=\S)|$)""",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Next();

    [GeneratedRegex(@"\\(.)")]
    private static partial Regex Escaped();
}

/// <summary>A field compared with a value.</summary>
/// <param name="Field">The field, dots between a message and its own field.</param>
/// <param name="Operator">= != &lt; &lt;= &gt; &gt;=.</param>
/// <param name="Value">The value, without quotes.</param>
internal sealed record Comparison(string Field, string Operator, string Value);
