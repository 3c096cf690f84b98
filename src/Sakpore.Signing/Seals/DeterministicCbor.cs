using System.Formats.Cbor;

namespace Sakpore.Signing.Seals;

/// <summary>The encoding of everything that is sealed: RFC 8949, 4.2.1, so that one statement has one form in bytes.</summary>
internal static class DeterministicCbor
{
    /// <summary>
    /// .NET's name for the rule: shortest integers and lengths, nothing indefinite, keys ascending by their encoded bytes, no duplicate, no
    /// tag. CTAP2 orders keys by major type, then length, then bytes, which is the bytewise order of 4.2.1 said in other words.
    /// </summary>
    public const CborConformanceMode Mode = CborConformanceMode.Ctap2Canonical;

    /// <summary>Null for one deterministic data item and nothing after it; else whether it is CBOR at all.</summary>
    public static SealAnswer? Judge(ReadOnlyMemory<byte> bytes) =>
        IsOneItem(bytes, Mode) ? null
        : IsOneItem(bytes, CborConformanceMode.Lax) ? SealAnswer.NotDeterministic
        : SealAnswer.NotCbor;

    private static bool IsOneItem(ReadOnlyMemory<byte> bytes, CborConformanceMode mode)
    {
        try
        {
            var reader = new CborReader(bytes, mode);
            reader.SkipValue();
            return reader.BytesRemaining == 0;
        }
        catch (Exception defect) when (defect is CborContentException or InvalidOperationException)
        {
            // The reader throws the second, which is for callers' mistakes, at the reserved forms of major type 7.
            return false;
        }
    }
}
