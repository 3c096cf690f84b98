using Sakpore.Core.WorkingDays;
using Sakpore.Grpc.Applications;
using Kind = Sakpore.Deadlines.V1.Holiday.Types.Kind;

namespace Sakpore.Grpc.Deadlines;

/// <summary>Holidays in the contract's shape.</summary>
internal static class HolidayMessages
{
    /// <summary>A holiday.</summary>
    public static Sakpore.Deadlines.V1.Holiday ToMessage(Holiday holiday) => new()
    {
        Date = holiday.Date.ToMessage(),
        Title = holiday.Name,
        Kind = holiday.Kind switch
        {
            HolidayKind.National => Kind.National,
            HolidayKind.CutiBersama => Kind.CutiBersama,
            HolidayKind.Closure => Kind.Closure,
            _ => Kind.Unspecified,
        },
    };
}
