using Sakpore.Signing.Cms.Reading;

namespace Sakpore.Signing.Verification.Signatures;

/// <summary>What each fault of a container is told as.</summary>
internal static class CmsFindings
{
    public static Finding? Of(CmsFault fault) => fault switch
    {
        CmsFault.None => null,
        CmsFault.NotSignedData or CmsFault.TooManyCertificates => Findings.CmsMalformed,
        CmsFault.TrailingBytes => Findings.CmsTrailingBytes,
        CmsFault.SignerCount => Findings.CmsSignerCount,
        CmsFault.Attributes => Findings.CmsAttributes,
        _ => throw new ArgumentOutOfRangeException(nameof(fault), fault, "Unknown fault."),
    };
}
