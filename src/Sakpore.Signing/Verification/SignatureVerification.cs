using Sakpore.Signing.Pdf;
using Sakpore.Signing.Verification.Changes;
using Sakpore.Signing.Verification.Signatures;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Verification;

/// <summary>One signature from its place in the file to its report: its value validated, what followed it judged.</summary>
internal sealed class SignatureVerification(PdfDocument document, LocatedSignature located)
{
    private SignatureOutcome _outcome = SignatureOutcome.Broken;
    private Modifications _modifications = Modifications.None;

    public LocatedSignature Located { get; } = located;

    private SignatureFindings Found => Located.Findings;

    /// <summary>Validates the value, and lets a valid document timestamp prove what it covers.</summary>
    public void Validate(ValidationContext context)
    {
        if (!Located.HasValue)
            return;
        var dictionary = Located.Dictionary!;
        _outcome = ValueValidation.Run(new SignatureInput(context, document, dictionary, Located.Range, Found));
        if (Located.Kind == SignatureKind.Signature)
        {
            _outcome = _outcome with { SigningTime = dictionary.ClaimedTime ?? _outcome.SigningTime };
            CompareTimes(context.Policy, _outcome.SigningTime, _outcome.ProvedTime);
        }

        if (_outcome.Proof is { } proof)
            context.Proofs.Add(Located.Range, proof);
    }

    /// <summary>Judges what was saved afterwards.</summary>
    /// <param name="judge">Knows what each revision changed.</param>
    /// <param name="disagreement">Where the file can be read in two ways; null when it cannot.</param>
    public void Judge(ChangeJudge judge, string? disagreement)
    {
        if (Located.Revision is not null)
            _modifications = judge.Judge(Located.Revision, Found);
        if (disagreement is not null)
        {
            Found.Add(Findings.TwoViews.About(disagreement));
            _modifications = Modifications.NotPermitted;
        }

        // A dictionary that can be read in two ways, or belongs to two fields, is no signature of either.
        if (Found.Has(Findings.DuplicateKey) || Found.Has(Findings.DictionaryReused))
            _outcome = _outcome with { Integrity = Integrity.Broken };
    }

    public SignatureReport ToReport()
    {
        var (indication, subIndication) = Found.Conclude();
        return new SignatureReport
        {
            Field = Located.Field.Name,
            Kind = Located.Kind,
            Indication = indication,
            SubIndication = subIndication,
            Integrity = _outcome.Integrity,
            Coverage = Located.Coverage,
            Modifications = _modifications,
            Certification = Located.Dictionary?.Certification(),
            Level = _outcome.Level,
            SubFilter = Located.Dictionary?.SubFilter,
            Signer = _outcome.Signer,
            Chain = _outcome.Chain,
            SigningTime = _outcome.SigningTime,
            ProvedTime = _outcome.ProvedTime,
            Evidence = [.. _outcome.Evidence.Distinct()],
            Reasons = Found.Reasons(),
            SignedEnd = Located.Range.End,
        };
    }

    // A claim is told where it differs, and decides nothing.
    private void CompareTimes(VerificationPolicy policy, DateTimeOffset? claimed, DateTimeOffset? proved)
    {
        if (claimed > policy.At + policy.ClockSkew)
            Found.Add(Findings.ClaimedTimeInFuture);
        if (claimed > proved + policy.ClockSkew)
            Found.Add(Findings.ClaimedTimeLater);
        else if (claimed < proved - policy.ClockSkew)
            Found.Add(Findings.ClaimedTimeDiffers);
    }
}
