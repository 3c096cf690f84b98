namespace Sakpore.Signing.Verification;

/// <summary>The answer for a whole file: the first of these that holds, in this order.</summary>
public enum Verdict
{
    /// <summary>The signature fields cannot be listed: not a PDF, damaged, encrypted, or beyond a limit.</summary>
    Unreadable,

    /// <summary>A signature or document timestamp is broken, covers only part of what it should, or was followed by changes that are not permitted.</summary>
    Altered,

    /// <summary>No signature field has a value, or only document timestamps have.</summary>
    Unsigned,

    /// <summary>Every signature is TOTAL-PASSED. It speaks of signatures, never of who had authority to issue.</summary>
    Authentic,

    /// <summary>All else: intact as far as can be told, and not proved to be by a trusted signer.</summary>
    Untrusted,
}
