using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.Verification.Structure;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>Validates the value of one signature, by its SubFilter.</summary>
internal static class ValueValidation
{
    public static SignatureOutcome Run(SignatureInput input)
    {
        switch (input.Dictionary.SubFilter)
        {
            case SubFilters.Timestamp:
                return DocumentTimestampValidation.Run(input);
            case SubFilters.Cades or SubFilters.Pkcs7Detached or SubFilters.Pkcs7Sha1:
                return ContainerValidation.Run(input);
            case SubFilters.RsaSha1:
                return RsaSha1Validation.Run(input);
            default:
                // Whatever it calls itself: where it holds a CMS signature of these bytes, it can be told whether they changed.
                input.Findings.Add(Findings.SubFilterUnknown);
                return SignedContainer.Read(input.Contents, out var container) == CmsFault.None
                    && container is { Content: null, ContentType: SignedContainer.DataType }
                    ? ContainerValidation.Run(input)
                    : new SignatureOutcome();
        }
    }
}
