using Sakpore.Core.Applications;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Letters;

/// <summary>Keeps the register's rows at what the history says became of a letter.</summary>
internal static class LetterStatus
{
    /// <summary>Adds to a batch what an event changes in the register; most change nothing.</summary>
    public static void Follow(WriteBatch batch, string application, HistoryEntry entry)
    {
        switch (entry.Event)
        {
            case Revoked:
                Set(batch, application, "REVOKED", entry.At, null);
                break;
            case Superseded superseded:
                Set(batch, application, "SUPERSEDED", entry.At, superseded.By);
                break;
        }
    }

    private static void Set(WriteBatch batch, string application, string status, DateTimeOffset at, string? by) => batch.Add(
        "UPDATE letters SET status = @status, status_at = @at, superseded_by = COALESCE(@by, superseded_by) WHERE application_id = @application",
        ("application", application),
        ("status", status),
        ("at", at.ToMicroseconds()),
        ("by", by));
}
