using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Applications;

/// <summary>What must hold of the applications of a list: conditions on the columns of <c>applications a</c>.</summary>
internal sealed partial class ApplicationFilter
{
    private readonly IReadOnlyList<Condition> _conditions;

    private ApplicationFilter(IReadOnlyList<Condition> conditions) => _conditions = conditions;

    /// <summary>Reads a filter of the contract.</summary>
    /// <exception cref="FaultException">It is not of the part of AIP-160 that is taken, or not of these fields.</exception>
    public static ApplicationFilter Read(string filter) => new([.. ListFilter.Read(filter).Select(ToCondition)]);

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

    private static Condition ToCondition(Comparison comparison) => comparison.Field switch
    {
        "state" => new("a.status", EqualityOf(comparison), Status(comparison.Value)),
        "permit_type" => new("a.permit_type", EqualityOf(comparison) == "=" ? "LIKE" : "NOT LIKE", Slug(comparison.Value) + "@%"),
        "submit_time" => new("a.submitted_at", OrderOf(comparison), Instant(comparison.Value)),
        "promise.due_date" => new("a.due_on", OrderOf(comparison), Date(comparison.Value)),
        var other => throw ListFilter.Refused(
            $"tidak mengenal {other}; yang dikenal: state, permit_type, submit_time, promise.due_date",
            $"does not know {other}; it knows state, permit_type, submit_time and promise.due_date").Thrown(),
    };

    private static string EqualityOf(Comparison comparison) => comparison.Operator switch
    {
        "=" => "=",
        "!=" => "<>",
        _ => throw ListFilter.Refused($"hanya = dan != untuk {comparison.Field}", $"takes = and != for {comparison.Field}").Thrown(),
    };

    private static string OrderOf(Comparison comparison) => comparison.Operator == "!=" ? "<>" : comparison.Operator;

    private static string Status(string value) =>
        Application.Descriptor.EnumTypes.Single(type => type.ClrType == typeof(Application.Types.State)).FindValueByName(value) is { } named
        && Enum.GetValues<ApplicationStatus>().Where(status => (int)status.ToMessage() == named.Number).ToList() is [var status]
            ? status.ToString()
            : throw NoValue("state", value, "STATE_ISSUED");

    private static string Slug(string value) => ResourceNames.IdIn(ResourceNames.PermitTypes, value) is { } slug && SlugPattern().IsMatch(slug)
        ? slug
        : throw NoValue("permit_type", value, "permitTypes/skp-penelitian");

    private static long Instant(string value) =>
        InstantPattern().IsMatch(value) && DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.None, out var instant)
            ? instant.ToMicroseconds()
            : throw NoValue("submit_time", value, "2026-11-23T09:00:00+07:00");

    private static string Date(string value) => DateOnly.TryParseExact(value, "yyyy-MM-dd", out var date)
        ? date.ToText()
        : throw NoValue("promise.due_date", value, "2026-12-01");

    private static FaultException NoValue(string field, string value, string example) => ListFilter.Refused(
        $"membandingkan {field} dengan {value}; bentuknya seperti {example}", $"compares {field} with {value}; it is like {example}").Thrown();

    [GeneratedRegex("^[a-z0-9-]+$")]
    private static partial Regex SlugPattern();

    // RFC 3339: an instant without its offset is none.
    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$")]
    private static partial Regex InstantPattern();

    private sealed record Condition(string Column, string Comparison, object Value);
}
