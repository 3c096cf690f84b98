using Sakpore.Core.Applications;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Applications;

/// <summary>The fields by which lists of applications are filtered: conditions on <c>applications a</c>.</summary>
internal static class ApplicationFilter
{
    private static readonly Dictionary<string, Func<Comparison, RowCondition>> Fields = new()
    {
        ["state"] = RowFilter.Word("a.status", Status, "STATE_ISSUED"),
        ["permit_type"] = RowFilter.PermitType("a.permit_type"),
        ["submit_time"] = RowFilter.Instant("a.submitted_at"),
        ["promise.due_date"] = RowFilter.Date("a.due_on"),
    };

    private static readonly Dictionary<string, Func<Comparison, RowCondition>> WaitingFields = new()
    {
        ["permit_type"] = RowFilter.PermitType("a.permit_type"),
        ["request_time"] = RowFilter.Instant("v.started_at"),
        ["due_date"] = RowFilter.Date("a.due_on"),
    };

    /// <summary>Reads a filter of applications.</summary>
    public static RowFilter Read(string filter) => RowFilter.Read(filter, Fields);

    /// <summary>Reads a filter of stages that wait, <c>stage_visits v</c>.</summary>
    public static RowFilter ReadWaiting(string filter) => RowFilter.Read(filter, WaitingFields);

    private static string? Status(string value) =>
        Application.Descriptor.EnumTypes.Single(type => type.ClrType == typeof(Application.Types.State)).FindValueByName(value) is { } named
        && Enum.GetValues<ApplicationStatus>().Where(status => (int)status.ToMessage() == named.Number).ToList() is [var status]
            ? status.ToString()
            : null;
}
