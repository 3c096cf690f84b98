using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>What must hold of the rows of a list: a filter of the contract as conditions on columns.</summary>
internal sealed partial class RowFilter
{
    private readonly IReadOnlyList<RowCondition> _conditions;

    private RowFilter(IReadOnlyList<RowCondition> conditions) => _conditions = conditions;

    /// <summary>Reads a filter.</summary>
    /// <param name="filter">The filter, or empty.</param>
    /// <param name="fields">The fields that the list knows: what each comparison means for its rows.</param>
    /// <exception cref="FaultException">It is not of the part of AIP-160 that is taken, or not of these fields.</exception>
    public static RowFilter Read(string filter, IReadOnlyDictionary<string, Func<Comparison, RowCondition>> fields) => new(
    [
        .. ListFilter.Read(filter).Select(comparison => fields.TryGetValue(comparison.Field, out var field)
            ? field(comparison)
            : throw ListFilter.Refused(
                $"tidak mengenal {comparison.Field}; yang dikenal: {string.Join(", ", fields.Keys)}",
                $"does not know {comparison.Field}; it knows {string.Join(", ", fields.Keys)}").Thrown()),
    ]);

    /// <summary>The conditions, each begun with AND; their values become parameters.</summary>
    public string ToSql(DynamicParameters parameters)
    {
        var sql = new StringBuilder();
        for (var index = 0; index < _conditions.Count; index++)
        {
            var (column, comparison, value) = _conditions[index];
            parameters.Add($"filter{index}", value);
            sql.Append(CultureInfo.InvariantCulture, $" AND {column} {comparison} @filter{index}");
        }

        return sql.ToString();
    }

    /// <summary>A permit type, whatever its version: <c>permitTypes/{slug}</c> against a column of <c>slug@version</c>.</summary>
    public static Func<Comparison, RowCondition> PermitType(string column) => comparison => new(
        column, EqualityOf(comparison) == "=" ? "LIKE" : "NOT LIKE",
        (ResourceNames.IdIn(ResourceNames.PermitTypes, comparison.Value) is { } slug && SlugPattern().IsMatch(slug)
            ? slug
            : throw NoValue(comparison, "permitTypes/skp-penelitian")) + "@%");

    /// <summary>A date; a row without one matches nothing.</summary>
    public static Func<Comparison, RowCondition> Date(string column) => comparison => new(
        column, OrderOf(comparison),
        DateOnly.TryParseExact(comparison.Value, "yyyy-MM-dd", out var date) ? date.ToText() : throw NoValue(comparison, "2026-12-01"));

    /// <summary>An instant (RFC 3339): without its offset it is none.</summary>
    public static Func<Comparison, RowCondition> Instant(string column) => comparison => new(
        column, OrderOf(comparison),
        InstantPattern().IsMatch(comparison.Value) && DateTimeOffset.TryParse(comparison.Value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant.ToMicroseconds()
            : throw NoValue(comparison, "2026-11-23T09:00:00+07:00"));

    /// <summary>A word of a list, as the column has it.</summary>
    /// <param name="column">The column, or an expression.</param>
    /// <param name="wordOf">The column's word for the contract's; null where it is none.</param>
    /// <param name="example">One of the contract's words.</param>
    public static Func<Comparison, RowCondition> Word(string column, Func<string, string?> wordOf, string example) => comparison => new(
        column, EqualityOf(comparison), wordOf(comparison.Value) ?? throw NoValue(comparison, example));

    private static string EqualityOf(Comparison comparison) => comparison.Operator switch
    {
        "=" => "=",
        "!=" => "<>",
        _ => throw ListFilter.Refused($"hanya = dan != untuk {comparison.Field}", $"takes = and != for {comparison.Field}").Thrown(),
    };

    private static string OrderOf(Comparison comparison) => comparison.Operator == "!=" ? "<>" : comparison.Operator;

    private static FaultException NoValue(Comparison comparison, string example) => ListFilter.Refused(
        $"membandingkan {comparison.Field} dengan {comparison.Value}; bentuknya seperti {example}",
        $"compares {comparison.Field} with {comparison.Value}; it is like {example}").Thrown();

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex SlugPattern();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex InstantPattern();
}

/// <summary>A condition on a column.</summary>
/// <param name="Column">The column, or an expression.</param>
/// <param name="Comparison">The comparison, in SQL.</param>
/// <param name="Value">The value compared with.</param>
internal sealed record RowCondition(string Column, string Comparison, object Value);
