using Dapper;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.PersonalData;

/// <summary>
/// Erases a person: the key is destroyed first, then what it sealed. The history stays, and still proves what was
/// decided, when and by whom. Issued letters are public records under keys and a retention class of their own.
/// </summary>
internal sealed class Erasure(Database database, TimeProvider time)
{
    /// <summary>Erases the subject. Erasing twice changes nothing.</summary>
    /// <returns>False where there is no such subject.</returns>
    public async Task<bool> EraseAsync(string subject, CancellationToken cancellation)
    {
        var known = await database.WriteAsync(
            async transaction => 0 < await transaction.Connection!.ExecuteAsync(
                """
                UPDATE subjects SET erased_at = COALESCE(erased_at, @at) WHERE id = @subject;
                DELETE FROM subject_keys WHERE subject_id = @subject;
                DELETE FROM personal_values WHERE subject_id = @subject;
                DELETE FROM tracking_tokens WHERE application_id IN (SELECT id FROM applications WHERE subject_id = @subject);
                DELETE FROM document_chunks WHERE document_id IN (SELECT id FROM documents WHERE subject_id = @subject);
                """,
                new { subject, at = time.GetUtcNow().ToMicroseconds() },
                transaction),
            cancellation);
        await database.ForgetDeletedAsync(cancellation);
        return known;
    }
}
