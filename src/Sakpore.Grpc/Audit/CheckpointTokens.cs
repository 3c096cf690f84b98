using System.Security.Cryptography;
using System.Text;
using Sakpore.Signing.Timestamps;
using Sakpore.Signing.Trust;

namespace Sakpore.Grpc.Audit;

/// <summary>
/// The timestamp tokens beside the checkpoints: each is over its line, by an authority that is trusted, and of the time that the
/// checkpoint says. Who has the hub's key can write other checkpoints afterwards; the tokens of then are out of reach.
/// </summary>
internal static class CheckpointTokens
{
    // A token is asked for as soon as the line is written.
    private static readonly TimeSpan MayDiffer = TimeSpan.FromMinutes(10);

    /// <summary>Verifies the tokens of a directory. A checkpoint without one is no finding: the authority may have been away.</summary>
    /// <param name="directory">The directory of checkpoints.</param>
    /// <param name="key">The key that checkpoints are signed with.</param>
    /// <param name="anchors">Who is trusted with timestamps.</param>
    public static (int Sound, IReadOnlyList<AuditFinding> Findings) Verify(string directory, ECDsa key, TrustAnchors anchors)
    {
        var (sound, findings) = (0, new List<AuditFinding>());
        foreach (var line in CheckpointFile.Lines(directory))
        {
            if (Checkpoint.Read(line, key) is not { } checkpoint || CheckpointFile.TokenPath(directory, checkpoint.Number) is var path && !File.Exists(path))
            {
                continue;
            }

            var result = DetachedTimestamp.Verify(File.ReadAllBytes(path), Encoding.ASCII.GetBytes(line), anchors);
            if (!result.TryGetTimestamp(out var timestamp, out var refusal))
            {
                findings.Add(new AuditFinding(AuditFault.TokenUnsound, refusal.Reason, checkpoint.Number));
            }
            else if ((timestamp.Time - checkpoint.Time).Duration() > MayDiffer)
            {
                findings.Add(new AuditFinding(AuditFault.TokenOfAnotherTime, $"{timestamp.Time:yyyy-MM-dd HH:mm:ss}Z", checkpoint.Number));
            }
            else
            {
                sound++;
            }
        }

        return (sound, findings);
    }
}
