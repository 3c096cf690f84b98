using Google.Protobuf.WellKnownTypes;
using Sakpore.Grpc.Applications;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Offices;

/// <summary>From when until when a mandate or a delegation is valid.</summary>
internal static class Terms
{
    // Clocks differ: what begins "now" may begin a little before the hub's now.
    private static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    /// <summary>Reads a term of the contract.</summary>
    /// <exception cref="FaultException">It begins in the past, ends before it begins, or has no end where it must have one.</exception>
    public static (DateTimeOffset From, DateTimeOffset? Until) Read(Timestamp? start, Timestamp? end, DateTimeOffset now, bool mustEnd)
    {
        if (start is null || Dates.ReadInstant(start, "start_time") < now - Tolerance)
        {
            throw Fault.Invalid("start_time", "Waktu mulai wajib diisi dan tidak di masa lalu.", "The start is required and not in the past.").Thrown();
        }

        var from = Instants.Cut(Dates.ReadInstant(start, "start_time"));
        if (end is null)
        {
            return mustEnd
                ? throw Fault.Invalid("end_time", "Waktu berakhir wajib diisi.", "The end is required.").Thrown()
                : (from, null);
        }

        var until = Instants.Cut(Dates.ReadInstant(end, "end_time"));
        return until > from
            ? (from, until)
            : throw Fault.Invalid("end_time", "Waktu berakhir harus sesudah waktu mulai.", "The end is after the start.").Thrown();
    }
}
