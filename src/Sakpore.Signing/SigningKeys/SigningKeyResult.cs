using System.Diagnostics.CodeAnalysis;

namespace Sakpore.Signing.SigningKeys;

/// <summary>What came of loading a key: the key, or why not.</summary>
/// <typeparam name="TKey">The kind of key.</typeparam>
public sealed class SigningKeyResult<TKey>
    where TKey : class, ISigningKey
{
    private SigningKeyResult(TKey? key, SigningKeyFault? fault)
    {
        Key = key;
        Fault = fault;
    }

    /// <summary>The key; null when <see cref="Fault"/> is set.</summary>
    public TKey? Key { get; }

    /// <summary>Why there is none; null when <see cref="Key"/> is set.</summary>
    public SigningKeyFault? Fault { get; }

    /// <summary>The fault as a machine-readable reason in UPPER_SNAKE; empty when there is none.</summary>
    public string Reason => Fault is { } fault ? SigningKeyFaultSentences.Of(fault).Reason : "";

    /// <summary>A sentence in Indonesian that says what is wrong; empty when nothing is. Never holds a passphrase.</summary>
    public string Indonesian => Fault is { } fault ? SigningKeyFaultSentences.Of(fault).Indonesian : "";

    /// <summary>The same sentence in English.</summary>
    public string English => Fault is { } fault ? SigningKeyFaultSentences.Of(fault).English : "";

    /// <summary>Tells which of the two it is.</summary>
    /// <param name="key">The key when the answer is true.</param>
    public bool TryGetKey([NotNullWhen(true)] out TKey? key)
    {
        key = Key;
        return key is not null;
    }

    internal static SigningKeyResult<TKey> Of(TKey key) => new(key, null);

    internal static SigningKeyResult<TKey> Of(SigningKeyFault fault) => new(null, fault);
}
