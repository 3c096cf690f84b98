using System.Formats.Asn1;
using Sakpore.Signing.Cms.Reading;
using Sakpore.Signing.Verification.Signatures;

namespace Sakpore.Signing.Verification.Revocation;

/// <summary>Reads the revocation evidence that a container carries, in whichever of the three forms; what cannot be read is left out.</summary>
internal static class EvidenceReader
{
    private const string OcspResponseFormat = "1.3.6.1.5.5.7.16.2"; // id-ri-ocsp-response, RFC 5940, 2.1
    private const string BasicResponseFormat = "1.3.6.1.5.5.7.48.1.1";
    private const int MaximumItems = 100;

    private static readonly Asn1Tag OtherForm = new(TagClass.ContextSpecific, 1, isConstructed: true);

    public static IReadOnlyList<RevocationEvidence> Read(SignedContainer container, EvidencePlace place)
    {
        var found = new List<RevocationEvidence?>();
        foreach (var item in container.Revocation.Take(MaximumItems))
            found.Add(item.Span[0] == 0x30 ? RevocationList.Read(item, place) : ReadOther(item, place));
        if (container.Signer.SignedAttributes?.Single(CmsAttributes.AdobeRevocationArchive) is { } archive)
            ReadArchive(archive, place, found);
        return [.. found.OfType<RevocationEvidence>()];
    }

    // OtherRevocationInfoFormat (RFC 5652, 10.2.1).
    private static OcspAnswer? ReadOther(ReadOnlyMemory<byte> item, EvidencePlace place)
    {
        try
        {
            var other = new AsnReader(item, AsnEncodingRules.BER).ReadSequence(OtherForm);
            return other.ReadObjectIdentifier() is OcspResponseFormat or BasicResponseFormat ? OcspAnswer.Read(other.ReadEncodedValue(), place) : null;
        }
        catch (AsnContentException)
        {
            return null;
        }
    }

    // RevocationInfoArchival of ISO 32000-2, 12.8.3.3.2: [0] lists, [1] OCSP responses.
    private static void ReadArchive(ReadOnlyMemory<byte> archive, EvidencePlace place, List<RevocationEvidence?> found)
    {
        try
        {
            var sequence = new AsnReader(archive, AsnEncodingRules.BER).ReadSequence();
            while (sequence.HasData)
            {
                var tag = sequence.PeekTag();
                var items = sequence.ReadSequence(tag).ReadSequence();
                while (items.HasData && found.Count < MaximumItems)
                {
                    var item = items.ReadEncodedValue();
                    if (tag.TagValue == 0)
                        found.Add(RevocationList.Read(item, place));
                    else if (tag.TagValue == 1)
                        found.Add(OcspAnswer.Read(item, place));
                }
            }
        }
        catch (AsnContentException)
        {
            // What was read so far stands.
        }
    }
}
