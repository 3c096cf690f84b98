namespace Sakpore.Signing.Verification.Signatures;

/// <summary>A document timestamp (EN 319 142-1, 5.4.3): a token over the file up to it.</summary>
internal static class DocumentTimestampValidation
{
    public static SignatureOutcome Run(SignatureInput input)
    {
        var result = TimestampValidation.Run(
            input.Context, input.Contents, input.Signed.Digest, input.ProvedByLater, input.ValuePlace, input.Findings);
        var outcome = new SignatureOutcome
        {
            Integrity = result.Integrity,
            Signer = result.Check?.Signer,
            Chain = result.Certificate is { } certificate ? SignatureOutcome.ChainOf(certificate.Path) : [],
            SigningTime = result.Token?.Time,
            ProvedTime = input.ProvedByLater,
            Evidence = result.Certificate is null ? [] : [.. result.Certificate.Evidence],
        };
        if (!result.IsValid(input.Findings))
            return outcome;
        var time = result.Token!.Time;
        return outcome with { Proof = new ProvingTimestamp(time, result.Certificate!), ProvedTime = input.ProvedByLater < time ? input.ProvedByLater : time };
    }
}
