using System.Diagnostics.CodeAnalysis;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Verification;

namespace Sakpore.Signing.Revocation;

/// <summary>Evidence about one certificate, checked: it speaks of it, is in force, and was signed by whoever may do so.</summary>
/// <param name="Kind">List or OCSP response.</param>
/// <param name="Encoded">As received, DER.</param>
/// <param name="ThisUpdate">When it was known to be so.</param>
/// <param name="NextUpdate">By when more is known; null when it does not say.</param>
/// <param name="RevokedSince">Since when the certificate is revoked; null when it is not.</param>
/// <param name="Signer">Whose key signed it: the issuer, a responder or a list issuer.</param>
public sealed record RevocationAnswer(
    EvidenceKind Kind, ReadOnlyMemory<byte> Encoded, DateTimeOffset ThisUpdate, DateTimeOffset? NextUpdate, DateTimeOffset? RevokedSince, Certificate Signer);

/// <summary>What came of looking for evidence: an answer, which may be that the certificate is revoked, or a refusal.</summary>
public sealed class RevocationResult
{
    private RevocationResult(RevocationAnswer? answer, RevocationRefusal? refusal)
    {
        Answer = answer;
        Refusal = refusal;
    }

    /// <summary>The evidence; null when <see cref="Refusal"/> is set.</summary>
    public RevocationAnswer? Answer { get; }

    /// <summary>Why there is none; null when <see cref="Answer"/> is set.</summary>
    public RevocationRefusal? Refusal { get; }

    /// <summary>Tells which of the two it is.</summary>
    /// <param name="answer">Set when the answer is true.</param>
    /// <param name="refusal">Set when the answer is false.</param>
    public bool TryGetAnswer([NotNullWhen(true)] out RevocationAnswer? answer, [NotNullWhen(false)] out RevocationRefusal? refusal)
    {
        answer = Answer;
        refusal = Refusal;
        return answer is not null;
    }

    /// <summary>Evidence.</summary>
    /// <param name="answer">The evidence, checked.</param>
    public static RevocationResult Of(RevocationAnswer answer) => new(answer, null);

    /// <summary>No evidence.</summary>
    /// <param name="refusal">Why.</param>
    public static RevocationResult Of(RevocationRefusal refusal) => new(null, refusal);
}
