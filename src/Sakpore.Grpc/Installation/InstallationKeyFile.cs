using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.PersonalData;
using Sakpore.Signing.Trust;

namespace Sakpore.Grpc.Installation;

/// <summary>The file of the installation's key: comment lines with <c>#</c>, then 32 bytes in base64. Readable by the hub's user alone.</summary>
internal static class InstallationKeyFile
{
    private const string DevelopmentComment = "# " + DevelopmentMark.Organization;

    /// <summary>Makes a key file with mode 0600; one that is there is left alone.</summary>
    public static void Create(string path, bool development, RandomIdentifiers random)
    {
        if (File.Exists(path))
        {
            return;
        }

        var text = (development ? DevelopmentComment + "\n" : "") + Convert.ToBase64String(random.Bytes(SealingKey.KeyBytes)) + "\n";
        SecretFile.Write(path, text);
    }

    /// <summary>Whether the key was made for development.</summary>
    public static bool IsDevelopment(string path) => File.ReadLines(path).Any(line => line == DevelopmentComment);

    /// <summary>Reads the key.</summary>
    /// <exception cref="InvalidDataException">The file holds no key.</exception>
    public static InstallationKey Read(string path) => new(ReadKey(path));

    /// <summary>Reads a key of this form, whatever it is for.</summary>
    /// <exception cref="InvalidDataException">The file holds no key, or others can read it.</exception>
    public static SealingKey ReadKey(string path)
    {
        if (SecretFile.IsOpenToOthers(path))
        {
            throw new InvalidDataException($"Others can read {path}. Run: chmod 600 {path}");
        }

        var text = string.Concat(File.ReadLines(path).Where(line => !line.StartsWith('#')));
        var key = new byte[SealingKey.KeyBytes];
        return Convert.TryFromBase64String(text, key, out var written) && written == key.Length
            ? new SealingKey(key)
            : throw new InvalidDataException($"{path} does not hold {SealingKey.KeyBytes} bytes in base64.");
    }
}

/// <summary>Files that hold secrets.</summary>
internal static class SecretFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Writes a file that only its owner can read; one that is there is replaced whole or not at all.</summary>
    public static void Write(string path, string text) => Write(path, System.Text.Encoding.UTF8.GetBytes(text));

    /// <inheritdoc cref="Write(string, string)"/>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = OwnerOnly;
        }

        var unfinished = path + ".unfinished";
        using (var file = new FileStream(unfinished, options))
        {
            file.Write(content);
            file.Flush(flushToDisk: true);
        }

        File.Move(unfinished, path, overwrite: true);
    }

    /// <summary>Whether others than the owner may read a file. Windows keeps no such mode; there it is false.</summary>
    public static bool IsOpenToOthers(string path) =>
        !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~OwnerOnly & (UnixFileMode)0b000_111_111) != 0;
}
