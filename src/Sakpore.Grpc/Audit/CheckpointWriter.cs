using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using Sakpore.Grpc.Storage;
using Sakpore.Signing.Timestamps;

namespace Sakpore.Grpc.Audit;

/// <summary>Writes a checkpoint every ten minutes and when the hub ends, and has it timestamped where an authority is configured.</summary>
internal sealed partial class CheckpointWriter(
    Database database, HubOptions options, CheckpointStamps stamps, TimeProvider time, ILogger<CheckpointWriter> logger) : BackgroundService
{
    /// <summary>How long from one checkpoint to the next.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    private readonly Lazy<ECDsa> _key = new(() => CheckpointFile.ReadKey(options.CheckpointKeyFile!));
    private CheckpointFile? _file;

    /// <summary>Writes a checkpoint now.</summary>
    public async Task<Checkpoint> WriteAsync(CancellationToken cancellation)
    {
        _file ??= new CheckpointFile(CheckpointFile.DirectoryOf(options), _key.Value);
        var (checkpoint, line) = await _file.AppendAsync((before, previous) => CheckpointSource.TakeAsync(database, before, previous, time.GetUtcNow(), cancellation));
        if (await stamps.StampAsync(line, cancellation) is { } token)
        {
            await File.WriteAllBytesAsync(_file.TokenPath(checkpoint.Number), token, cancellation);
        }

        return checkpoint;
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryWriteAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        base.Dispose();
        if (_key.IsValueCreated)
        {
            _key.Value.Dispose();
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            await TryWriteAsync(stoppingToken);
        }
    }

    private async Task TryWriteAsync(CancellationToken cancellation)
    {
        try
        {
            await WriteAsync(cancellation);
        }
        catch (Exception fault) when (fault is IOException or DbException or InvalidDataException or UnauthorizedAccessException or TimeoutException)
        {
            LogFailed(fault);
        }
    }

    [LoggerMessage(EventId = 1601, Level = LogLevel.Error, Message = "No checkpoint of the audit chains was written.")]
    private partial void LogFailed(Exception exception);
}

/// <summary>RFC 3161 tokens over checkpoints.</summary>
/// <param name="authority">The authority, asked for when it is needed: its anchors may be made at the start; null: none is configured.</param>
/// <param name="logger">The log.</param>
internal sealed partial class CheckpointStamps(Lazy<ITimestampAuthority>? authority, ILogger<CheckpointStamps> logger)
{
    /// <summary>A token over SHA-256 of a line; null: there is no authority, or it gave none, which the log tells.</summary>
    public async Task<byte[]?> StampAsync(string line, CancellationToken cancellation)
    {
        if (authority is null)
        {
            return null;
        }

        var result = await authority.Value.StampAsync(SHA256.HashData(Encoding.ASCII.GetBytes(line)), cancellation);
        if (result.TryGetTimestamp(out var timestamp, out var refusal))
        {
            return timestamp.Token.ToArray();
        }

        LogRefused(refusal.Reason);
        return null;
    }

    [LoggerMessage(EventId = 1602, Level = LogLevel.Warning, Message = "The timestamp authority gave no token for a checkpoint: {Reason}")]
    private partial void LogRefused(string reason);
}
