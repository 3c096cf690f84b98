namespace Sakpore.Grpc.News;

/// <summary>Tells watchers in this process that there may be news. A hint: whoever misses it finds the news by polling.</summary>
internal sealed class NewsSignal
{
    private TaskCompletionSource _next = Fresh();

    /// <summary>Ends when the signal is raised next. Taken before reading, so that news that come meanwhile are not slept through.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Wakes everyone who waits.</summary>
    public void Raise() => Interlocked.Exchange(ref _next, Fresh()).TrySetResult();

    private static TaskCompletionSource Fresh() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
