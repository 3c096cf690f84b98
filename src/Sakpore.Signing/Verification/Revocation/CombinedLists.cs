using System.Formats.Asn1;

namespace Sakpore.Signing.Verification.Revocation;

/// <summary>
/// Lists that speak only together (RFC 5280, 6.3.3): a complete one with the changes since, and several for some reasons each that
/// cover all of them.
/// </summary>
internal static class CombinedLists
{
    /// <summary>What such lists say.</summary>
    /// <param name="single">What the complete lists say, each by itself.</param>
    /// <param name="others">All lists at hand, each with its authorised signer.</param>
    /// <param name="subject">The certificate of which they speak.</param>
    public static IEnumerable<UsedEvidence> About(
        IReadOnlyList<UsedEvidence> single, IReadOnlyList<(RevocationList List, Trust.Certificate Signer)> others, EvidenceSubject subject)
    {
        var found = new List<UsedEvidence>();
        foreach (var complete in single)
        {
            if (complete.Evidence is RevocationList list)
                found.AddRange(Changed(complete, list, others));
        }

        found.AddRange(Joined(others, subject));
        return found;
    }

    // Changes count only from the key that signed the complete list (6.3.3 g).
    private static IEnumerable<UsedEvidence> Changed(
        UsedEvidence complete, RevocationList list, IReadOnlyList<(RevocationList List, Trust.Certificate Signer)> others)
    {
        foreach (var (delta, signer) in others)
        {
            if (signer.PublicKey.Span.SequenceEqual(complete.Signer.PublicKey.Span) && delta.Changes(list)
                && Attempt(() => delta.Update(complete.Statement, complete.Subject)) is { } statement)
                yield return new UsedEvidence(delta, statement, signer, complete.Subject, IsCombined: true);
        }
    }

    // Revoked for any reason is revoked; not revoked is only what all reasons together say, and as old as the oldest of them.
    private static IEnumerable<UsedEvidence> Joined(IReadOnlyList<(RevocationList List, Trust.Certificate Signer)> others, EvidenceSubject subject)
    {
        var covered = RevocationReasons.None;
        UsedEvidence? oldest = null;
        DateTimeOffset? due = DateTimeOffset.MaxValue; // null once one of them does not say
        foreach (var (list, signer) in others.OrderByDescending(o => o.List.ThisUpdate))
        {
            if (Attempt(() => list.FindForItsReasons(subject.Certificate)) is not { } statement)
                continue;
            var used = new UsedEvidence(list, statement, signer, subject.Certificate, IsCombined: true);
            if (statement.RevokedSince is not null)
                yield return used;
            else if ((list.Reasons & ~covered) != 0 && covered != RevocationReasons.All)
            {
                covered |= list.Reasons;
                due = due is not { } earliest || statement.NextUpdate is not { } next ? null : next < earliest ? next : earliest;
                oldest = used;
            }
        }

        if (covered == RevocationReasons.All && oldest is not null)
            yield return oldest with { Statement = oldest.Statement with { NextUpdate = due } };
    }

    private static RevocationStatement? Attempt(Func<RevocationStatement?> read)
    {
        try
        {
            return read();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
