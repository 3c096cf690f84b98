namespace Sakpore.Signing.Seals;

/// <summary>What a seal's fields mean. The number is field 0 of the payload.</summary>
public enum SealProfile
{
    /// <summary>The holder's name is masked: for letters that hang where everyone can scan them.</summary>
    HolderMasked = 1,

    /// <summary>The holder's name stands in full: for letters whose reader must know whom they are about.</summary>
    HolderFull = 2,
}
