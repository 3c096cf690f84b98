using System.CommandLine;
using Sakpore.Signing.Seals;

namespace Sakpore.Cli.Seals;

/// <summary><c>sakpore seal verify</c>: whether a seal is real, with no network, by keys from a file.</summary>
internal static class SealVerifyCommand
{
    /// <summary>Where key files are looked for when the command line names none; several are separated as in a search path.</summary>
    public const string KeysVariable = "SAKPORE_SEAL_KEYS";

    private const int MostInput = 4096;

    public static Command Create(TimeProvider time)
    {
        var text = new Argument<string>("text") { Description = "What the scanner read, or - to read it from standard input.", HelpName = "text" };
        var keys = new Option<string[]>("--keys")
        {
            Description = $"A key file: root key, signed key set, perhaps a status list. One for each issuer. Default: {KeysVariable}.",
            HelpName = "file",
            DefaultValueFactory = _ =>
                Environment.GetEnvironmentVariable(KeysVariable)?.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries) ?? [],
        };
        var format = new Option<string>("--format") { Description = "text for people, json for machines.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("verify", "Check a letter's seal offline. 0: valid, 1: not valid.") { text, keys, format };
        command.Validators.Add(result =>
        {
            if (result.GetResult(keys) is not { Tokens.Count: > 0 } && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(KeysVariable)))
                result.AddError($"No key file: give --keys or set {KeysVariable}.");
        });
        command.SetAction(words => Answer(
            words.GetValue(text)!, words.GetValue(keys)!, words.GetValue(format) == "json", time.GetUtcNow(),
            words.InvocationConfiguration.Output, words.InvocationConfiguration.Error));
        return command;
    }

    private static int Answer(string text, string[] keyFiles, bool json, DateTimeOffset at, TextWriter output, TextWriter error)
    {
        var trusted = new Dictionary<string, SealTrust>(StringComparer.Ordinal);
        foreach (var file in keyFiles)
        {
            if (!TryRead(file, error, out var trust))
                return ExitCode.No;
            if (!trusted.TryAdd(trust.Issuer, trust))
                return Refuse(error, file, "Ada dua berkas kunci untuk satu penerbit.", "There are two key files for one issuer.");
        }

        var check = new SealChecker(trusted.Values).Check(text == "-" ? ReadInput() : text, at);
        if (json)
            SealJson.Write(check, output);
        else
            SealPage.Write(check, output);
        return check.IsValid ? ExitCode.Yes : ExitCode.No;
    }

    private static bool TryRead(string file, TextWriter error, out SealTrust trust)
    {
        trust = null!;
        var entry = new FileInfo(file);
        if (!entry.Exists || entry.Length > SealKeyFile.MostCharacters)
        {
            Refuse(error, file, "Berkas kunci tidak ada atau terlalu besar.", "The key file does not exist or is too large.");
            return false;
        }

        var read = SealKeyFile.Read(File.ReadAllText(file));
        if (read.TryGetTrust(out var found))
        {
            trust = found;
            return true;
        }

        Refuse(error, file, read.Indonesian, read.English);
        return false;
    }

    // One character more than any seal has is enough to know that it is none.
    private static string ReadInput()
    {
        var buffer = new char[MostInput];
        return new string(buffer, 0, Console.In.ReadBlock(buffer, 0, MostInput));
    }

    private static int Refuse(TextWriter error, string file, string indonesian, string english)
    {
        error.WriteLine($"{file}: {indonesian}");
        error.WriteLine($"{file}: {english}");
        return ExitCode.No;
    }
}
