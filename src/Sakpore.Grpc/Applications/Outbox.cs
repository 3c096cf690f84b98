using System.Text.Json;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Applications;

/// <summary>What is to be told to the outside, stored by the transaction that causes it. Names and numbers are filled in when a message is sent.</summary>
internal static class Outbox
{
    /// <summary>Adds the messages that a command's entries cause.</summary>
    public static void Add(WriteBatch batch, ApplicationState state, IReadOnlyList<HistoryEntry> entries)
    {
        foreach (var entry in entries)
        {
            if (Kind(entry.Event) is { } kind)
            {
                batch.Add(
                    "INSERT INTO outbox (application_id, sequence, kind, body, created_at) VALUES (@id, @sequence, @kind, @body, @at)",
                    ("id", state.Id),
                    ("sequence", entry.Sequence),
                    ("kind", kind),
                    ("body", JsonSerializer.Serialize(new { application = state.Id, subject = state.Subject })),
                    ("at", entry.At.ToMicroseconds()));
            }
        }
    }

    private static string? Kind(ApplicationEvent happened) => happened switch
    {
        Submitted => "applicant.submitted",
        ReturnedForCorrection => "applicant.correction-asked",
        RecommendationRequested => "office.recommendation-requested",
        Issued => "applicant.issued",
        Rejected => "applicant.rejected",
        PromiseMoved => "applicant.promise-moved",
        CorrectionReminded => "applicant.correction-reminded",
        RenewalReminded => "applicant.renewal-reminded",
        RungReached => "office.rung-reached",
        DeemedApproved => "office.deemed-approved",
        _ => null,
    };
}
