using System.Buffers;

namespace Sakpore.Cli.Signing;

/// <summary>
/// One run over PDF files: each is read, worked on and written whole, or not at all. A file that is refused does not stop the
/// others.
/// </summary>
/// <param name="work">Writes the result, or says in one sentence why not.</param>
/// <param name="error">Where refusals and, of several files, progress go.</param>
internal sealed class PdfRun(Func<byte[], IBufferWriter<byte>, CancellationToken, Task<string?>> work, TextWriter error)
{
    /// <summary>Works on all of them.</summary>
    /// <param name="files">The files.</param>
    /// <param name="output">Where the only one goes; a folder, where they are several or it is one already.</param>
    /// <param name="cancellation">Stops; the file at hand is not written then.</param>
    public async Task<int> RunAsync(IReadOnlyList<string> files, string output, CancellationToken cancellation)
    {
        var all = true;
        for (var i = 0; i < files.Count; i++)
        {
            var target = files.Count > 1 || Directory.Exists(output) ? Path.Combine(output, Path.GetFileName(files[i])) : output;
            var refusal = await WorkAsync(files[i], target, cancellation).ConfigureAwait(false);
            all &= refusal is null;
            if (files.Count > 1)
                await error.WriteLineAsync($"{i + 1}/{files.Count} {files[i]}: {refusal ?? target}").ConfigureAwait(false);
            else if (refusal is not null)
                await error.WriteLineAsync(refusal).ConfigureAwait(false);
        }

        return all ? ExitCode.Yes : ExitCode.No;
    }

    private async Task<string?> WorkAsync(string file, string target, CancellationToken cancellation)
    {
        try
        {
            var result = new ArrayBufferWriter<byte>();
            var refusal = await work(await File.ReadAllBytesAsync(file, cancellation).ConfigureAwait(false), result, cancellation).ConfigureAwait(false);
            if (refusal is null)
                await WriteAsync(target, result.WrittenMemory, cancellation).ConfigureAwait(false);
            return refusal;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return e.Message;
        }
    }

    // Under another name first, in the same folder, so that nobody ever finds half a file under the name asked for.
    private static async Task WriteAsync(string target, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        var whole = Path.GetFullPath(target);
        var folder = Path.GetDirectoryName(whole)!;
        Directory.CreateDirectory(folder);
        var temporary = Path.Combine(folder, $".{Path.GetFileName(whole)}.{Path.GetRandomFileName()}");
        try
        {
            await File.WriteAllBytesAsync(temporary, content, cancellation).ConfigureAwait(false);
            File.Move(temporary, whole, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
