using System.Collections.Concurrent;

namespace Sakpore.Grpc.Access;

/// <summary>
/// What was read lately, each for a short time: a system that calls a thousand times a second is not looked up a thousand times.
/// Only what was found is kept, so that a guess always costs its guesser a look-up, and makes nothing grow here.
/// </summary>
/// <param name="life">How long it is taken for true without looking again; zero: nothing is kept.</param>
/// <param name="time">The clock; its monotonic side, so that a clock that is set changes nothing.</param>
internal sealed class Remembered<T>(TimeSpan life, TimeProvider time)
    where T : class
{
    // More callers than a city has. Past it all is forgotten and read again.
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.Ordinal);
    private int _forgotten;

    /// <summary>What is kept under a name, if it is fresh; or else what is read.</summary>
    /// <param name="name">The name; never a secret itself.</param>
    /// <param name="read">Reads it; null: there is none.</param>
    public ValueTask<T?> FindAsync(string name, Func<Task<T?>> read) =>
        _entries.TryGetValue(name, out var entry) && time.GetElapsedTime(entry.At) < life ? new(entry.Value) : new(ReadAsync(name, read));

    /// <summary>Forgets all of it: something was changed here. What is being read meanwhile is not kept.</summary>
    public void Forget()
    {
        Interlocked.Increment(ref _forgotten);
        _entries.Clear();
    }

    private async Task<T?> ReadAsync(string name, Func<Task<T?>> read)
    {
        var (at, forgotten) = (time.GetTimestamp(), Volatile.Read(ref _forgotten));
        var value = await read();
        if (value is null)
        {
            _entries.TryRemove(name, out _);
        }
        else if (life > TimeSpan.Zero && forgotten == Volatile.Read(ref _forgotten))
        {
            if (_entries.Count >= Most)
            {
                _entries.Clear();
            }

            _entries[name] = new Entry(value, at);
        }

        return value;
    }

    private sealed record Entry(T Value, long At);
}
