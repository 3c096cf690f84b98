using Sakpore.Grpc.Applications;

namespace Sakpore.Grpc.Letters;

/// <summary>The fields by which the register's list is filtered: conditions on <c>letters</c>, with today as <c>@today</c>.</summary>
internal static class LetterFilter
{
    // As LetterRegister tells it: one that was revoked or superseded stays so when its last day has passed.
    private const string State = "(CASE WHEN status <> 'ISSUED' THEN status WHEN valid_until < @today THEN 'EXPIRED' ELSE 'IN_FORCE' END)";

    private static readonly Dictionary<string, Func<Comparison, RowCondition>> Fields = new()
    {
        ["state"] = RowFilter.Word(
            State,
            value => value is "STATE_IN_FORCE" or "STATE_EXPIRED" or "STATE_REVOKED" or "STATE_SUPERSEDED" ? value["STATE_".Length..] : null,
            "STATE_IN_FORCE"),
        ["letter_date"] = RowFilter.Date("letter_date"),
        ["valid_until_date"] = RowFilter.Date("valid_until"),
        ["sign_time"] = RowFilter.Instant("signed_at"),
    };

    /// <summary>Reads a filter of letters.</summary>
    public static RowFilter Read(string filter) => RowFilter.Read(filter, Fields);
}
