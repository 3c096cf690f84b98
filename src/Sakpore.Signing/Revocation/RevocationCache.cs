namespace Sakpore.Signing.Revocation;

/// <summary>
/// Keeps revocation evidence until the next is due, so that many documents of one signer ask once. Bounded; safe for use from
/// several threads. It holds what was received; every use checks it again.
/// </summary>
/// <param name="capacity">Most bytes of evidence kept; at least 0, which keeps nothing. Default: 32 MiB.</param>
public sealed class RevocationCache(long capacity = RevocationCache.DefaultCapacity)
{
    /// <summary>The default capacity: 32 MiB.</summary>
    public const long DefaultCapacity = 32 << 20;

    private readonly long _capacity = capacity >= 0 ? capacity : throw new ArgumentOutOfRangeException(nameof(capacity));
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Entry> _entries = [];
    private long _length;

    internal ReadOnlyMemory<byte>? Find(string key, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry))
                return null;
            if (now < entry.Until)
                return entry.Evidence;
            Remove(key, entry);
            return null;
        }
    }

    internal void Keep(string key, ReadOnlyMemory<byte> evidence, DateTimeOffset until)
    {
        if (evidence.Length > _capacity)
            return;
        lock (_lock)
        {
            if (_entries.TryGetValue(key, out var before))
                Remove(key, before);
            // What is due first goes first.
            while (_length + evidence.Length > _capacity)
            {
                var (first, entry) = _entries.MinBy(e => e.Value.Until);
                Remove(first, entry);
            }

            _entries.Add(key, new Entry(evidence, until));
            _length += evidence.Length;
        }
    }

    private void Remove(string key, Entry entry)
    {
        _entries.Remove(key);
        _length -= entry.Evidence.Length;
    }

    private sealed record Entry(ReadOnlyMemory<byte> Evidence, DateTimeOffset Until);
}
