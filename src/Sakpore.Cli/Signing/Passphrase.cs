using System.Text;

namespace Sakpore.Cli.Signing;

/// <summary>
/// The passphrase of a key: from a file that its owner alone can read, from the environment, or typed. It is kept in memory
/// that whoever takes it clears, and is never written anywhere.
/// </summary>
/// <remarks>
/// A variable of the environment is seen by every process of the same user and by whatever is started from here, and stays in
/// this process's memory; a file or a prompt exposes less.
/// </remarks>
internal static class Passphrase
{
    public const string Variable = "SAKPORE_KEY_PASSPHRASE";

    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
        | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <param name="file">Its first line is the passphrase; null: the environment, else a prompt.</param>
    /// <param name="error">Where to ask.</param>
    /// <param name="isNew">Whether it is chosen now: then it is asked for twice, for nobody sees what is typed.</param>
    /// <exception cref="PassphraseException">There is none, or the second is not the first.</exception>
    public static char[] Read(string? file, TextWriter error, bool isNew = false)
    {
        if (file is not null)
            return FromFile(file);
        if (Environment.GetEnvironmentVariable(Variable) is { } value)
            return value.ToCharArray();
        if (Console.IsInputRedirected)
            throw new PassphraseException($"There is no passphrase: name a file with --passphrase-file, or set {Variable}.");
        var typed = Ask("Passphrase: ", error);
        if (!isNew)
            return typed;
        var again = Ask("Once more: ", error);
        var isSame = typed.AsSpan().SequenceEqual(again);
        Array.Clear(again);
        if (isSame)
            return typed;
        Array.Clear(typed);
        throw new PassphraseException("The two are not the same.");
    }

    private static char[] FromFile(string file)
    {
        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(file) & Others) != 0)
            throw new PassphraseException($"{file} can be read or written by others; its mode must be 0600.");
        var bytes = File.ReadAllBytes(file);
        var characters = Encoding.UTF8.GetChars(bytes);
        Array.Clear(bytes);
        var end = characters.AsSpan().IndexOfAny('\r', '\n');
        if (end < 0)
            return characters;
        var line = characters[..end];
        Array.Clear(characters);
        return line;
    }

    private static char[] Ask(string question, TextWriter error)
    {
        error.Write(question);
        error.Flush();
        var typed = new char[256];
        var length = 0;
        try
        {
            while (Console.ReadKey(intercept: true) is var key && key.Key != ConsoleKey.Enter)
            {
                if (key.Key == ConsoleKey.Backspace)
                    length = Math.Max(0, length - 1);
                else if (key.KeyChar != 0 && length < typed.Length)
                    typed[length++] = key.KeyChar;
            }

            error.WriteLine();
            return typed[..length];
        }
        finally
        {
            Array.Clear(typed);
        }
    }
}

/// <summary>There is no passphrase to be had; the message is one sentence.</summary>
internal sealed class PassphraseException(string message) : Exception(message);
