using System.Data.Common;
using Sakpore.Core.Applications;
using Sakpore.Core.Catalog;
using Sakpore.Core.Deadlines;
using Sakpore.Core.Tracking;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Catalog;
using Sakpore.Grpc.Faults;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;
using Sakpore.Permits.V1;

namespace Sakpore.Grpc.Applications;

/// <summary>Steps, holders and dates for offices: no file, and nothing of the applicant.</summary>
internal sealed class InternalTrackingReader(Database database, CatalogParts catalog, CityCatalog city, TimeProvider time)
{
    /// <summary>The view of an application for a caller who may have it.</summary>
    /// <exception cref="FaultException">There is none, or the caller's office has no part in it: both answer alike.</exception>
    public Task<InternalTracking> FindAsync(Caller caller, string name, CancellationToken cancellation) => database.ReadAsync(
        async (DbConnection connection) =>
        {
            var history = await ApplicationHistory.ReadAsync(connection, ApplicationCalls.IdOf(name));
            if (history.Count == 0)
            {
                throw Fault.Of(FaultReason.UnknownApplication, name).Thrown();
            }

            var state = ApplicationEvolution.Replay(history);
            var parts = catalog.Pinned(state.Pins);
            return Standing.HasPart(caller, state, history, parts)
                ? ToMessage(state, history, parts, Instants.Cut(time.GetUtcNow()))
                : throw Fault.Of(FaultReason.UnknownApplication, name).Thrown();
        },
        cancellation);

    private InternalTracking ToMessage(ApplicationState state, IReadOnlyList<HistoryEntry> history, PinnedParts parts, DateTimeOffset now)
    {
        var view = TrackingView.Of(state, parts.Procedure, parts.PermitType, city.Offices, parts.Calendar, now);
        var message = new InternalTracking
        {
            Application = ResourceNames.Applications + state.Id,
            PermitType = ResourceNames.PermitTypes + parts.PermitType.Slug,
            State = state.Status.ToMessage(),
            Steps = { view.Steps.Select(TrackingReader.ToMessage) },
            DueDate = view.Deadline?.DueOn?.ToMessage(),
            Overdue = view.Deadline?.IsOverdue ?? false,
            LikelyDate = view.Forecast?.LikelyOn?.ToMessage(),
            LegalLimitDate = view.LegalLimitOn?.ToMessage(),
        };
        var held = TimeHeld.HeldBy(history, _ => parts.Calendar, now) ?? [];
        message.HeldTimes.AddRange(held.Select(time => new Permits.V1.HeldTime
        {
            Office = ResourceNames.Offices + time.Office,
            WorkingMinutes = (int)time.WorkingTime.TotalMinutes,
        }));
        return message;
    }
}
