namespace Sakpore.Signing.Verification.Signatures;

/// <summary>Where evidence was found.</summary>
/// <param name="Source">Who brought it.</param>
/// <param name="Start">For what stands in the file: its first byte there, or that of the signature value around it.</param>
/// <param name="End">Just past its last byte; 0 for what does not stand in the file.</param>
internal readonly record struct EvidencePlace(EvidenceSource Source, int Start = 0, int End = 0)
{
    public static readonly EvidencePlace Caller = new(EvidenceSource.Caller);

    public static readonly EvidencePlace Network = new(EvidenceSource.Network);

    public bool IsInFile => End > 0;
}
