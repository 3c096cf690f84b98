namespace Sakpore.Grpc.PersonalData;

/// <summary>The installation's key: wraps subjects' keys, keys of files not yet attached, and fingerprints requests.</summary>
/// <param name="key">The key itself, from a file that only the hub's user can read.</param>
internal sealed class InstallationKey(SealingKey key) : IDisposable
{
    /// <summary>The key.</summary>
    public SealingKey Key { get; } = key;

    /// <inheritdoc/>
    public void Dispose() => Key.Dispose();
}
