namespace Sakpore.Signing.Pades;

/// <summary>One document of a batch: where it comes from, what its signature says, and where the signed one goes.</summary>
public sealed class BatchDocument
{
    private BatchDocument(
        string name, PadesSignature signature, Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>> read, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentNullException.ThrowIfNull(signature);
        Name = name;
        Signature = signature;
        Read = read;
        Write = write;
    }

    /// <summary>Names it in progress and results.</summary>
    public string Name { get; }

    /// <summary>What its signature says and where it goes.</summary>
    public PadesSignature Signature { get; }

    internal Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>> Read { get; }

    internal Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> Write { get; }

    /// <summary>A document from anywhere to anywhere.</summary>
    /// <param name="name">Names it.</param>
    /// <param name="signature">What its signature says.</param>
    /// <param name="read">Gives the whole document when its turn comes.</param>
    /// <param name="write">
    /// Takes the whole signed document, once and only on success. The memory is used again afterwards. Whether an output
    /// that fails or is cancelled half way leaves something behind is its own concern.
    /// </param>
    public static BatchDocument Create(
        string name, PadesSignature signature, Func<CancellationToken, ValueTask<ReadOnlyMemory<byte>>> read, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask> write)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(write);
        return new BatchDocument(name, signature, read, write);
    }

    /// <summary>From one file to another, which appears whole or not at all.</summary>
    /// <param name="input">The file to sign; also its name.</param>
    /// <param name="output">
    /// The signed file. It is written beside its place as <c>output.partial</c>, then moved there; a file that stands
    /// there already is replaced. May be the input itself.
    /// </param>
    /// <param name="signature">What its signature says.</param>
    public static BatchDocument OfFiles(string input, string output, PadesSignature signature)
    {
        ArgumentException.ThrowIfNullOrEmpty(output);
        return new BatchDocument(input, signature, async stop => await File.ReadAllBytesAsync(input, stop).ConfigureAwait(false), WriteFile);

        async ValueTask WriteFile(ReadOnlyMemory<byte> signed, CancellationToken cancellationToken)
        {
            var partial = output + ".partial";
            try
            {
                await File.WriteAllBytesAsync(partial, signed, cancellationToken).ConfigureAwait(false);
                File.Move(partial, output, overwrite: true);
            }
            catch
            {
                File.Delete(partial);
                throw;
            }
        }
    }
}
