using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PersonalData;

namespace Sakpore.Grpc.Documents;

/// <summary>
/// Content in files: one a document, its sealed rows one after the other. A file is written and on the disk before the
/// transaction that names it is committed; one that no document names is swept. Hubs on one database share the directory.
/// </summary>
/// <param name="path">The directory; made when absent.</param>
/// <param name="random">Names of files that are being written.</param>
internal sealed class BlobDirectory(string path, RandomIdentifiers random)
{
    private const int SealedBytes = DocumentContent.ChunkBytes + SealingKey.Overhead;
    private const string Unfinished = ".part";

    /// <summary>Writes a content whole. The same document may be written again, by a transaction that is run anew.</summary>
    public async Task WriteAsync(string document, int rows, Func<int, Task<byte[]>> read)
    {
        var target = PathOf(document);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        var unfinished = $"{target}.{random.Next()}{Unfinished}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            await using (var file = new FileStream(unfinished, options))
            {
                for (var row = 0; row < rows; row++)
                {
                    await file.WriteAsync(await read(row));
                }

                file.Flush(flushToDisk: true);
            }

            File.Move(unfinished, target, overwrite: true);
        }
        catch (IOException)
        {
            // On a full disk what was begun takes the room that others need; a process that dies leaves it to the sweep.
            File.Delete(unfinished);
            throw;
        }
    }

    /// <summary>A sealed row; null where the document has no file here.</summary>
    /// <exception cref="EndOfStreamException">The file is shorter than it was.</exception>
    public async Task<byte[]?> ReadAsync(string document, int row)
    {
        if (!File.Exists(PathOf(document)))
        {
            return null;
        }

        await using var file = new FileStream(PathOf(document), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1, useAsync: true);
        file.Position = (long)row * SealedBytes;
        var sealedRow = new byte[Math.Max(0, Math.Min(SealedBytes, file.Length - file.Position))];
        await file.ReadExactlyAsync(sealedRow);
        return sealedRow;
    }

    /// <summary>The documents that have a file here, with those that were not finished, last written before an instant.</summary>
    public IEnumerable<(string Document, FileInfo File)> WrittenBefore(DateTimeOffset at) => new DirectoryInfo(path) is { Exists: true } directory
        ? directory.EnumerateFiles("*", SearchOption.AllDirectories).Where(file => file.LastWriteTimeUtc < at.UtcDateTime).Select(file => (file.Name, file))
        : [];

    // Two letters of the id, so that no folder holds more than a thousandth of the files.
    private string PathOf(string document) => Path.Combine(path, document[..2], document);
}
