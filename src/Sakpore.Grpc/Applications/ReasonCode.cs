using System.Text.RegularExpressions;
using Sakpore.Grpc.Faults;

namespace Sakpore.Grpc.Applications;

/// <summary>Reason codes that a caller makes up: they stand in the history for ever, so they have no room for a personal value.</summary>
internal static partial class ReasonCode
{
    /// <summary>Checks a reason code.</summary>
    /// <exception cref="FaultException">It is none.</exception>
    public static string Read(string reason) => Form().IsMatch(reason)
        ? reason
        : throw Fault.Invalid("reason", "Kode alasan terdiri atas 2 sampai 40 huruf besar, angka dan garis bawah.", "A reason code has 2 to 40 of A to Z, 0 to 9 and _.").Thrown();

    /// <summary>Checks a reason code that may be left out.</summary>
    /// <returns>The code; null where none is given.</returns>
    /// <exception cref="FaultException">It is none.</exception>
    public static string? ReadOptional(string reason) => reason.Length == 0 ? null : Read(reason);

    [GeneratedRegex("^[A-Z][A-Z0-9_]{1,39}\\z")]
    private static partial Regex Form();
}
