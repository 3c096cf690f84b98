using Sakpore.Signing.Cms.Reading;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>The signature timestamps of a container (EN 319 102-1, 5.5.4): those that are valid prove when the value existed.</summary>
/// <param name="Earliest">The earliest time told by a valid one; null without one.</param>
/// <param name="Certificates">The validations of the valid ones' certificates.</param>
/// <param name="Evidence">The valid ones, and what they rest on.</param>
internal sealed record SignatureTimestamps(
    DateTimeOffset? Earliest, IReadOnlyList<CertificateValidation> Certificates, IReadOnlyList<EvidenceReport> Evidence)
{
    private const int MaximumTokens = 4;

    public static SignatureTimestamps Run(SignatureInput input, SignedContainer container)
    {
        DateTimeOffset? earliest = null;
        var certificates = new List<CertificateValidation>();
        var evidence = new List<EvidenceReport>();
        foreach (var bytes in container.Signer.UnsignedAttributes.Values(CmsAttributes.SignatureTimestamp).Take(MaximumTokens))
        {
            var findings = new SignatureFindings();
            var result = TimestampValidation.Run(
                input.Context, bytes, d => d.Hash(container.Signer.Signature.Span), input.ProvedByLater, input.ValuePlace, findings);
            if (result.IsValid(findings))
            {
                earliest = earliest < result.Token!.Time ? earliest : result.Token!.Time;
                certificates.Add(result.Certificate!);
                evidence.Add(result.ToReport(bytes, EvidenceSource.Signature));
                evidence.AddRange(result.Certificate!.Evidence);
            }
            else
                input.Findings.Add(Findings.TimestampInvalid.About(
                    string.Join(", ", findings.All.Where(f => f.Severity == ReasonSeverity.Error).Select(f => f.Code).Distinct())));
        }

        return new SignatureTimestamps(earliest, certificates, evidence);
    }
}
