using System.Collections.Concurrent;
using Sakpore.Signing.Pdf;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Signing.Pades;

/// <summary>Signs many documents with one key session, several at once. What befalls one does not stop the others.</summary>
public static class PadesBatch
{
    /// <summary>Signs the documents.</summary>
    /// <param name="documents">The documents; they begin in this order.</param>
    /// <param name="key">The key, which must bear being asked from several threads where <see cref="BatchOptions.Parallelism"/> is above 1.</param>
    /// <param name="options">How; null means the defaults.</param>
    /// <param name="progress">Told after each document, from any thread; null for no one.</param>
    /// <param name="cancellationToken">Begins no further document and gives up on those in work; nothing of them is written.</param>
    /// <returns>
    /// An outcome for each document, in their order, also after cancellation: those signed by then are written and stay so.
    /// </returns>
    public static async Task<IReadOnlyList<BatchOutcome>> SignAsync(
        IReadOnlyList<BatchDocument> documents, ISigningKey key, BatchOptions? options = null, IProgress<BatchProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(documents);
        ArgumentNullException.ThrowIfNull(key);
        options ??= new BatchOptions();
        var outcomes = new BatchOutcome[documents.Count];
        var outputs = new ConcurrentBag<PooledOutput>();
        var done = 0;
        // Cancellation is an outcome of each document, not of the loop.
        var loop = new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = CancellationToken.None };
        await Parallel.ForAsync(0, documents.Count, loop, async (index, _) =>
        {
            if (!outputs.TryTake(out var output))
                output = new PooledOutput();
            output.Clear();
            outcomes[index] = await SignAsync(documents[index], key, options.Level, output, cancellationToken).ConfigureAwait(false);
            outputs.Add(output);
            progress?.Report(new BatchProgress(Interlocked.Increment(ref done), documents.Count, outcomes[index]));
        }).ConfigureAwait(false);
        foreach (var output in outputs)
            output.Dispose();
        return outcomes;
    }

    private static async ValueTask<BatchOutcome> SignAsync(BatchDocument item, ISigningKey key, PadesLevel level, PooledOutput output, CancellationToken cancellationToken)
    {
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            var bytes = await item.Read(cancellationToken).ConfigureAwait(false);
            if (!PdfDocument.Read(bytes).TryGetDocument(out var document, out var fault))
                return new BatchOutcome(item.Name, BatchStatus.Refused, Refusal: new PadesRefusal(PadesRefusalCode.DocumentUnreadable, Fault: fault));
            using var disposed = document;
            var result = level is BaselineT timestamped
                ? await PadesSigner.SignAsync(document, key, item.Signature, timestamped, output, cancellationToken).ConfigureAwait(false)
                : await PadesSigner.SignAsync(document, key, item.Signature, output, cancellationToken).ConfigureAwait(false);
            if (!result.IsSigned)
                return new BatchOutcome(item.Name, BatchStatus.Refused, Refusal: result.Refusal);
            cancellationToken.ThrowIfCancellationRequested();
            await item.Write(output.Written, cancellationToken).ConfigureAwait(false);
            return new BatchOutcome(item.Name, BatchStatus.Signed, result.FieldName);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return new BatchOutcome(item.Name, BatchStatus.Cancelled);
        }
#pragma warning disable CA1031 // Whatever one document, its key or its disk does must not stop the others; it is in the outcome.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return new BatchOutcome(item.Name, BatchStatus.Failed, Failure: e);
        }
    }
}
