using Google.Protobuf.WellKnownTypes;
using Sakpore.Grpc.Applications;
using Sakpore.Letters.V1;
using Sakpore.Signing.Seals;
using Sakpore.Verification.V1;
using Verdict = Sakpore.Verification.V1.SealReport.Types.Verdict;

namespace Sakpore.Grpc.Verification;

/// <summary>What checking a seal came to, in the contract's shape.</summary>
internal static class SealMessages
{
    /// <summary>The contract's shape of a check and of what the register knows.</summary>
    public static SealReport ToMessage(SealCheck check, Letter? letter) => new()
    {
        Verdict = VerdictOf(check, letter),
        Reason = new Reason { Code = check.Reason, Severity = check.IsValid ? "info" : "error", Id = check.Indonesian, En = check.English },
        ValidationTime = check.At.ToTimestamp(),
        Facts = FactsOf(check),
        Letter = letter,
    };

    /// <summary>What is sealed, in words; null where the signature proves nothing.</summary>
    public static SealedFacts? FactsOf(SealCheck check)
    {
        if (check is not { Claims: { } claims, Keys: { } keys })
        {
            return null;
        }

        return new SealedFacts
        {
            IssuerTitle = keys.Name,
            OfficeTitle = keys.Offices.GetValueOrDefault(claims.Office, claims.Office),
            Title = keys.Titles.GetValueOrDefault(claims.TitleCode, claims.TitleCode),
            Number = claims.DocumentNumber,
            Holder = claims.Holder,
            LetterDate = claims.Issued.ToMessage(),
            ValidUntilDate = claims.Expires?.ToMessage(),
        };
    }

    // Genuine needs the register as well as the seal: a key can be stolen, a register tells.
    private static Verdict VerdictOf(SealCheck check, Letter? letter) => (check, letter) switch
    {
        ({ Claims: null, Answer: SealAnswer.SignatureInvalid }, _) => Verdict.Forged,
        ({ Claims: null, Answer: SealAnswer.IssuerUnknown or SealAnswer.KeyUnknown }, _) => Verdict.UnknownIssuer,
        ({ Claims: null }, _) => Verdict.Unreadable,
        (_, null) => Verdict.Unregistered,
        (_, { State: Letter.Types.State.InForce }) => Verdict.Genuine,
        _ => Verdict.NotInForce,
    };
}
