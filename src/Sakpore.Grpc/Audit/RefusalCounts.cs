namespace Sakpore.Grpc.Audit;

/// <summary>
/// Counts refusals that get no row of their own: those of callers without credentials, and a system's past sixty in a minute. Like ones
/// are one count, without the resource.
/// </summary>
internal sealed class RefusalCounts
{
    private const int RowsPerMinute = 60;
    private const int MostCounted = 1000;

    private readonly Lock _counting = new();
    private readonly Dictionary<Refusal, RefusalCount> _counted = [];
    private readonly Dictionary<string, int> _rows = [];

    /// <summary>Counts a refusal, unless it gets a row of its own.</summary>
    public bool Takes(Refusal refusal)
    {
        lock (_counting)
        {
            if (refusal.IsKnown && (_rows[refusal.Caller] = _rows.GetValueOrDefault(refusal.Caller) + 1) <= RowsPerMinute)
            {
                return false;
            }

            // Without the resource and the instant, which would tell like ones apart.
            Add(refusal with { Resource = null, At = 0 }, RefusalCount.Once(refusal));
            return true;
        }
    }

    /// <summary>Hands over what was counted since the last time, and begins anew.</summary>
    public IReadOnlyDictionary<Refusal, RefusalCount> Take()
    {
        lock (_counting)
        {
            var counted = new Dictionary<Refusal, RefusalCount>(_counted);
            _counted.Clear();
            _rows.Clear();
            return counted;
        }
    }

    /// <summary>Takes counts back that could not be stored.</summary>
    public void GoOn(IReadOnlyDictionary<Refusal, RefusalCount> counted)
    {
        lock (_counting)
        {
            foreach (var (like, count) in counted)
            {
                Add(like, count);
            }
        }
    }

    /// <summary>Adds to a count; past so many callers, to one of all others.</summary>
    private void Add(Refusal like, RefusalCount count)
    {
        like = _counted.ContainsKey(like) || _counted.Count < MostCounted ? like : like with { Caller = "others", Officer = null };
        _counted[like] = _counted.TryGetValue(like, out var before) ? before.With(count) : count;
    }
}

/// <summary>How often something was refused, and when.</summary>
/// <param name="Calls">How often.</param>
/// <param name="FirstAt">When first, microseconds.</param>
/// <param name="LastAt">When last, microseconds.</param>
internal readonly record struct RefusalCount(long Calls, long FirstAt, long LastAt)
{
    /// <summary>The count of one refusal.</summary>
    public static RefusalCount Once(Refusal refusal) => new(1, refusal.At, refusal.At);

    /// <summary>Both counts together.</summary>
    public RefusalCount With(RefusalCount other) => new(Calls + other.Calls, Math.Min(FirstAt, other.FirstAt), Math.Max(LastAt, other.LastAt));
}
