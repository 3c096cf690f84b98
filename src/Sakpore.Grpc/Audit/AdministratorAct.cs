using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Audit;

/// <summary>
/// What an administrator did at the hub's machine: a row in the log of refusals, in a chain of its own, stored in the transaction
/// that does it. So checkpoints and <c>sakpore audit verify</c> hold it like all else.
/// </summary>
/// <param name="Chain">The chain; a new one each time.</param>
/// <param name="Administrator">The user of the machine.</param>
/// <param name="At">When.</param>
internal sealed record AdministratorAct(string Chain, string Administrator, DateTimeOffset At)
{
    /// <summary>An act of now. Of who became another user with sudo, the one that they were before.</summary>
    public static AdministratorAct Now(RandomIdentifiers random, TimeProvider time) =>
        new(random.Next(), Environment.GetEnvironmentVariable("SUDO_USER") is { Length: > 0 } self ? self : Environment.UserName, time.GetUtcNow());

    /// <summary>Adds the row.</summary>
    /// <param name="batch">What is sent with the act.</param>
    /// <param name="command">The command, such as <c>sakpore keys unlock</c>.</param>
    /// <param name="did">What was done, UPPER_SNAKE.</param>
    /// <param name="officer">The officer that it was about, or null.</param>
    /// <param name="subject">What else it was about, or null.</param>
    public void AddTo(WriteBatch batch, string command, string did, string? officer = null, string? subject = null)
    {
        var at = At.ToMicroseconds();
        var row = new RefusalRow(Chain, 1, at, at, command, did, "administrators/" + Administrator, officer, subject, 1, null);
        var hash = row.HashAfter(HashChain.Start, 1);
        row.AddTo(batch, hash);
        RefusalRow.AddEndTo(batch, Chain, 1, hash, At);
    }
}
