namespace Sakpore.Signing.Seals;

/// <summary>
/// What a checker trusts about one issuer: the pinned root key, the newest key set that the root signed, and the newest status list.
/// Unchangeable; taking a newer list gives a new one. Safe for use by several threads.
/// </summary>
public sealed class SealTrust
{
    private readonly byte[] _root;

    private SealTrust(string issuer, byte[] root) => (Issuer, _root) = (issuer, root);

    private SealTrust(SealTrust other)
    {
        (Issuer, _root, Keys, Status) = (other.Issuer, other._root, other.Keys, other.Status);
        (SignedKeys, SignedStatus) = (other.SignedKeys, other.SignedStatus);
    }

    /// <summary>The pinned issuer.</summary>
    public string Issuer { get; }

    /// <summary>The root's public key as SubjectPublicKeyInfo.</summary>
    public ReadOnlyMemory<byte> Root => _root;

    /// <summary>The keys; null until a key set was taken, and every seal is then of an unknown key.</summary>
    public SealKeySet? Keys { get; private init; }

    /// <summary>The status list; null where none was taken, and answers then say that the status was not checked.</summary>
    public SealStatusList? Status { get; private init; }

    /// <summary>The key set as it was signed; empty until there is one.</summary>
    public ReadOnlyMemory<byte> SignedKeys { get; private init; }

    /// <summary>The status list as it was signed; empty until there is one.</summary>
    public ReadOnlyMemory<byte> SignedStatus { get; private init; }

    /// <summary>Pins an issuer to its root key.</summary>
    /// <param name="issuer">The name that its seals carry.</param>
    /// <param name="rootPublicKey">The key as SubjectPublicKeyInfo in DER, on P-256, from a source that is trusted.</param>
    /// <exception cref="ArgumentException">The name or the key breaks its rule.</exception>
    public static SealTrust Pin(string issuer, ReadOnlySpan<byte> rootPublicKey)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        if (!SealSyntax.IsName(issuer))
            throw new ArgumentException("An issuer's name is 1 to 40 of a-z, 0-9, period and hyphen.", nameof(issuer));
        return SealKeys.IsPublicKey(rootPublicKey)
            ? new SealTrust(issuer, rootPublicKey.ToArray())
            : throw new ArgumentException("The root key is not a public key on P-256.", nameof(rootPublicKey));
    }

    /// <summary>Takes a key set. A status list that its keys no longer vouch for is dropped.</summary>
    /// <param name="keySet">The signed set, from wherever.</param>
    public SealTrustResult WithKeySet(ReadOnlyMemory<byte> keySet)
    {
        using var root = SealKeys.Import(_root);
        if (SealKeySet.Read(keySet, root, out var read) is { } fault)
            return SealTrustResult.Of(fault);
        if (read.Issuer != Issuer)
            return SealTrustResult.Of(SealListFault.OtherIssuer);
        if (Keys is { } held && Step(held.Sequence, SignedKeys, read.Sequence, keySet) is { } backwards)
            return SealTrustResult.Of(backwards);
        var status = Status is not null && SealStatusList.Read(SignedStatus, read, out var still) is null ? still : null;
        return SealTrustResult.Of(new SealTrust(this)
        {
            Keys = read,
            SignedKeys = keySet.ToArray(),
            Status = status,
            SignedStatus = status is null ? default : SignedStatus,
        });
    }

    /// <summary>Takes a status list.</summary>
    /// <param name="statusList">The signed list, from wherever.</param>
    public SealTrustResult WithStatusList(ReadOnlyMemory<byte> statusList)
    {
        if (Keys is null)
            return SealTrustResult.Of(SealListFault.KeySetMissing);
        if (SealStatusList.Read(statusList, Keys, out var read) is { } fault)
            return SealTrustResult.Of(fault);
        if (read.Issuer != Issuer)
            return SealTrustResult.Of(SealListFault.OtherIssuer);
        if (Status is { } held && Step(held.Sequence, SignedStatus, read.Sequence, statusList) is { } backwards)
            return SealTrustResult.Of(backwards);
        return SealTrustResult.Of(new SealTrust(this) { Status = read, SignedStatus = statusList.ToArray() });
    }

    private static SealListFault? Step(int heldSequence, ReadOnlyMemory<byte> held, int sequence, ReadOnlyMemory<byte> offered) =>
        sequence < heldSequence ? SealListFault.SequenceLower
        : sequence == heldSequence && !SamePayload(held, offered) ? SealListFault.SequenceReused
        : null;

    // Signed twice, one content has two signatures, because ECDSA is randomised.
    private static bool SamePayload(ReadOnlyMemory<byte> one, ReadOnlyMemory<byte> other) =>
        SealEnvelope.Read(one, out var first) is null && SealEnvelope.Read(other, out var second) is null
        && first.Payload.Span.SequenceEqual(second.Payload.Span);
}
