using System.Security.Cryptography;
using System.Text;
using Sakpore.Grpc.Installation;

namespace Sakpore.Grpc.Audit;

/// <summary>The file of checkpoints, a line each, only ever appended to. Hubs that share it write one after the other.</summary>
internal sealed class CheckpointFile(string directory, ECDsa key)
{
    /// <summary>The file's name in its directory.</summary>
    public const string Name = "checkpoints.jws";

    // Read at the first use: no file has this length.
    private (long Length, Checkpoint? Last, string Hash) _known = (-1, null, "");

    /// <summary>The file of timestamp tokens of a checkpoint.</summary>
    public string TokenPath(long number) => TokenPath(directory, number);

    /// <summary>Appends the checkpoint that follows the last one.</summary>
    /// <param name="take">Makes it, from the last one (null: it is the first) and the hash of its line.</param>
    /// <returns>The checkpoint and its line.</returns>
    /// <exception cref="IOException">Another hub is writing, or the disk fails.</exception>
    /// <exception cref="InvalidDataException">The last line is no checkpoint of this key's.</exception>
    public async Task<(Checkpoint Checkpoint, string Line)> AppendAsync(Func<Checkpoint?, string, Task<Checkpoint>> take)
    {
        Directory.CreateDirectory(directory);
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.None };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        // Writers wait for one another at a file of its own, so that nobody who reads is turned away.
        await using var turn = new FileStream(Path.Combine(directory, Name + ".lock"), options);
        options.Share = FileShare.Read;
        await using var file = new FileStream(Path.Combine(directory, Name), options);
        if (file.Length != _known.Length)
        {
            _known = await ReadLastAsync(file);
        }

        var checkpoint = await take(_known.Last, _known.Hash);
        var line = checkpoint.Sign(key);
        file.Seek(0, SeekOrigin.End);
        await file.WriteAsync(Encoding.ASCII.GetBytes(line + "\n"));
        file.Flush(flushToDisk: true);
        _known = (file.Length, checkpoint, Checkpoint.HashOf(line));
        return (checkpoint, line);
    }

    /// <summary>The file of timestamp tokens of a directory's checkpoint.</summary>
    public static string TokenPath(string directory, long number) => Path.Combine(directory, $"checkpoint-{number}.tst");

    /// <summary>The lines of a directory's file; none where there is no file.</summary>
    public static IEnumerable<string> Lines(string directory)
    {
        var path = Path.Combine(directory, Name);
        return File.Exists(path) ? File.ReadLines(path) : [];
    }

    /// <summary>The directory of a hub's checkpoints.</summary>
    public static string DirectoryOf(HubOptions options) => options.CheckpointDirectory ?? Path.Combine(options.DataDirectory, "audit");

    /// <summary>The last checkpoint of a hub; null: none was written yet. Only the end of the file is read.</summary>
    /// <exception cref="InvalidDataException">The last line is no checkpoint that is signed with the hub's key.</exception>
    public static Checkpoint? ReadLast(HubOptions options)
    {
        var path = Path.Combine(DirectoryOf(options), Name);
        if (!File.Exists(path))
        {
            return null;
        }

        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);

        // A line is whole once its end is there; a hub may be writing the next one.
        var end = LineEndBefore(file, file.Length);
        if (end < 0)
        {
            return null;
        }

        var start = LineEndBefore(file, end) + 1;
        var line = new byte[end - start];
        file.Seek(start, SeekOrigin.Begin);
        file.ReadExactly(line);
        using var key = ReadKey(options.CheckpointKeyFile!);
        return Checkpoint.Read(Encoding.ASCII.GetString(line), key) ?? throw new InvalidDataException($"The last line of {path} is no checkpoint of this key's.");
    }

    /// <summary>Reads a key, private or public, in PEM.</summary>
    /// <exception cref="InvalidDataException">The file holds no key on P-256.</exception>
    public static ECDsa ReadKey(string path)
    {
        var key = ECDsa.Create();
        try
        {
            key.ImportFromPem(File.ReadAllText(path));
            return key.KeySize == 256 ? key : throw new InvalidDataException($"{path}: the key is not on P-256.");
        }
        catch (Exception wrong) when (wrong is ArgumentException or CryptographicException)
        {
            key.Dispose();
            throw new InvalidDataException($"{path} holds no key in PEM.", wrong);
        }
    }

    /// <summary>Reads a key that signs.</summary>
    /// <exception cref="InvalidDataException">The file holds no private key on P-256.</exception>
    public static ECDsa ReadPrivateKey(string path)
    {
        var key = ReadKey(path);
        try
        {
            CryptographicOperations.ZeroMemory(key.ExportParameters(includePrivateParameters: true).D);
            return key;
        }
        catch (CryptographicException publicOnly)
        {
            key.Dispose();
            throw new InvalidDataException($"{path} holds a public key; the private one is needed.", publicOnly);
        }
    }

    /// <summary>Makes a key file with mode 0600; one that is there is left alone.</summary>
    public static void CreateKey(string path)
    {
        if (!File.Exists(path))
        {
            using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            SecretFile.Write(path, key.ExportPkcs8PrivateKeyPem());
        }
    }

    private static long LineEndBefore(FileStream file, long position)
    {
        var block = new byte[64 << 10];
        while (position > 0)
        {
            var size = (int)Math.Min(block.Length, position);
            position -= size;
            file.Seek(position, SeekOrigin.Begin);
            file.ReadExactly(block, 0, size);
            if (Array.LastIndexOf(block, (byte)'\n', size - 1, size) is var at and >= 0)
            {
                return position + at;
            }
        }

        return -1;
    }

    private async Task<(long, Checkpoint?, string)> ReadLastAsync(FileStream file)
    {
        file.Seek(0, SeekOrigin.Begin);
        using var reader = new StreamReader(file, Encoding.ASCII, leaveOpen: true);
        string? last = null;
        while (await reader.ReadLineAsync() is { } line)
        {
            last = line;
        }

        return last is null
            ? (file.Length, null, "")
            : (file.Length, Checkpoint.Read(last, key) ?? throw new InvalidDataException($"The last line of {file.Name} is no checkpoint of this key's."), Checkpoint.HashOf(last));
    }
}
