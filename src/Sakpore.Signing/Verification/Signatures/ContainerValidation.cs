using System.Formats.Asn1;
using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.Trust;
using Sakpore.Signing.Trust.Arithmetic;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>
/// Validation of a CMS signature with its timestamps (EN 319 102-1, 5.3 and 5.5; with proof from document timestamps, 5.6.3).
/// </summary>
internal static class ContainerValidation
{
    public static SignatureOutcome Run(SignatureInput input)
    {
        var findings = input.Findings;
        if (CmsFindings.Of(SignedContainer.Read(input.Contents, out var container)) is { } malformed)
        {
            findings.Add(malformed);
            return SignatureOutcome.Broken;
        }

        if (ContentFault(container!, input) is { } contentFault)
        {
            findings.Add(contentFault);
            return SignatureOutcome.Broken;
        }

        Func<DigestAlgorithm, byte[]> digest = container!.Content is { } content ? d => d.Hash(content.Span) : input.Signed.Digest;
        var check = ContainerCheck.Run(container, SignedContainer.DataType, digest, input.Context.Helpers, findings);
        var isBaseline = CheckForm(container, check, input);
        var timestamps = SignatureTimestamps.Run(input, container);
        var best = Earlier(timestamps.Earliest, input.ProvedByLater);
        var outcome = new SignatureOutcome
        {
            Integrity = check.Integrity,
            Signer = check.Signer,
            SigningTime = SigningTimeAttribute(container),
            ProvedTime = best,
            Evidence = timestamps.Evidence,
        };
        return check.Signer is null ? outcome : ValidateSigner(input, container, check, timestamps, isBaseline, outcome);
    }

    private static SignatureOutcome ValidateSigner(
        SignatureInput input, SignedContainer container, ContainerCheck check, SignatureTimestamps timestamps, bool isBaseline, SignatureOutcome outcome)
    {
        var (context, best) = (input.Context, outcome.ProvedTime);
        var carried = CarriedEvidence.Of(container, input.ValuePlace);
        var validated = CertificateValidation.Run(context, check.Signer!, carried, AnchorPurposes.Signatures, best, null, input.Findings);
        if (check.Scheme is { } scheme)
            CertificateAlgorithms.Check(context.Policy, scheme, check.Digest, check.Signer!, best ?? context.Policy.At, input.Findings);
        return outcome with
        {
            Chain = SignatureOutcome.ChainOf(validated.Path),
            Evidence = [.. validated.Evidence, .. outcome.Evidence],
            Level = isBaseline ? SignatureLevels.Of(context.Proofs, input.Range, validated, timestamps) : null,
        };
    }

    // ISO 32000-2, 12.8.3.3.2: detached, save adbe.pkcs7.sha1, whose content is the SHA-1 of the signed bytes.
    private static Finding? ContentFault(SignedContainer container, SignatureInput input)
    {
        if (container.ContentType != SignedContainer.DataType)
            return Findings.CmsContentType;
        if (input.Dictionary.SubFilter != SubFilters.Pkcs7Sha1)
            return container.Content is null ? null : Findings.CmsContentPresent;
        if (container.Content is not { } content)
            return Findings.CmsContentMissing;
        return content.Span.SequenceEqual(input.Signed.Digest(DigestAlgorithm.Sha1)) ? null : Findings.DigestMismatch;
    }

    // EN 319 142-1, 6.3: what a baseline signature must and must not have.
    private static bool CheckForm(SignedContainer container, ContainerCheck check, SignatureInput input)
    {
        if (input.Dictionary.SubFilter == SubFilters.Pkcs7Sha1)
        {
            // Its content is a SHA-1 digest, whatever is hashed after it.
            input.Findings.Add(Findings.SubFilterOutdated);
            var at = input.ProvedByLater ?? input.Context.Policy.At;
            if (input.Context.Policy.Algorithms.Of(DigestAlgorithm.Sha1, at) != Algorithms.AlgorithmStanding.Permitted)
                input.Findings.Add(Findings.WeakDigest.About(DigestAlgorithm.Sha1.Name));
        }

        if (input.Dictionary.SubFilter != SubFilters.Cades)
            return false;
        var hasTime = container.Signer.SignedAttributes?.Has(CmsAttributes.SigningTime) == true;
        if (hasTime)
            input.Findings.Add(Findings.SigningTimeAttribute);
        if (!check.NamesSigner && check.Signer is not null && !input.Findings.Has(Findings.ReferenceMismatch))
            input.Findings.Add(Findings.ReferenceMissing);
        return !hasTime && check.NamesSigner;
    }

    private static DateTimeOffset? SigningTimeAttribute(SignedContainer container)
    {
        if (container.Signer.SignedAttributes?.Single(CmsAttributes.SigningTime) is not { } value)
            return null;
        try
        {
            return Certificate.ReadTime(new AsnReader(value, AsnEncodingRules.BER)).ToUniversalTime();
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Earlier(DateTimeOffset? a, DateTimeOffset? b) => a is null || b < a ? b : a;
}
