using System.Formats.Asn1;
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
                if (SignedContainer.Read(input.Contents, out var container) == CmsFault.None && container is { Content: null, ContentType: SignedContainer.DataType })
                    return ContainerValidation.Run(input);
                if (IsEncoded(input.Contents))
                    return new SignatureOutcome();
                input.Findings.Add(Findings.CmsMalformed);
                return SignatureOutcome.Broken;
        }
    }

    // Any kind of value is some encoding that zeros may follow; what is none is the value of nothing.
    private static bool IsEncoded(ReadOnlyMemory<byte> contents)
    {
        try
        {
            var value = new AsnReader(contents, AsnEncodingRules.BER).ReadEncodedValue();
            return value.Span[0] != 0 && !contents.Span[value.Length..].ContainsAnyExcept((byte)0);
        }
        catch (AsnContentException)
        {
            return false;
        }
    }
}
