using System.CommandLine;
using Sakpore.Signing.Pades;
using Sakpore.Signing.Pdf;

namespace Sakpore.Cli.Signing;

/// <summary><c>sakpore sign</c>: signs PDF files with a key from a file. Exit 0: all are signed.</summary>
internal static class SignCommand
{
    public static Command Create(TimeProvider time)
    {
        var files = new Argument<string[]>("files") { Description = "The PDF files.", Arity = ArgumentArity.OneOrMore };
        var output = new Option<string>("--output", "-o") { Description = "The signed file; of several files, a folder.", HelpName = "path", Required = true };
        var key = new Option<string>("--key") { Description = "The signer's key: PKCS#12, or PEM.", HelpName = "file", Required = true };
        var certificates = new Option<string?>("--cert") { Description = "With a PEM key, its certificate and those above it. Default: in the key's file.", HelpName = "file" };
        var passphrase = new Option<string?>("--passphrase-file")
        {
            Description = $"The key's passphrase in a file with mode 0600. Default: {Passphrase.Variable}, which other processes of yours can read; else it is asked for.",
            HelpName = "file",
        };
        var field = new Option<string?>("--field") { Description = "The signature field. Default: a new, invisible one.", HelpName = "name" };
        var reason = new Option<string?>("--reason") { Description = "Why it is signed.", HelpName = "text" };
        var location = new Option<string?>("--location") { Description = "Where it is signed.", HelpName = "text" };
        var command = new Command("sign", "Sign PDF files (PAdES).") { files, output, key, certificates, passphrase, field, reason, location };
        var level = new LevelWords(command, "b", "b", "t", "lt", "lta");
        command.SetAction(async (words, cancellation) =>
        {
            var error = words.InvocationConfiguration.Error;
            try
            {
                var anchors = level.Anchors(words);
                var loaded = KeyFile.Load(words.GetValue(key)!, words.GetValue(certificates), words.GetValue(passphrase), error);
                if (!loaded.TryGetKey(out var signer))
                {
                    await error.WriteLineAsync(loaded.English).ConfigureAwait(false);
                    return ExitCode.No;
                }

                using var _ = signer;
                using var online = level.Online(words);
                var extender = new PadesExtender(anchors, time);
                var reached = level.Level(words, anchors, online, time);
                return await new PdfRun(
                    async (file, signed, stop) =>
                    {
                        if (!PdfDocument.Read(file).TryGetDocument(out var document, out var fault))
                            return fault.English;
                        var signature = new PadesSignature
                        {
                            SigningTime = time.GetLocalNow(),
                            FieldName = words.GetValue(field),
                            Reason = words.GetValue(reason),
                            Location = words.GetValue(location),
                        };
                        return (await extender.SignAsync(document, signer, signature, reached, signed, stop).ConfigureAwait(false)).Refusal?.English;
                    },
                    error).RunAsync(words.GetValue(files)!, words.GetValue(output)!, cancellation).ConfigureAwait(false);
            }
            catch (Exception e) when (e is PassphraseException or ArgumentException or IOException or UnauthorizedAccessException)
            {
                await error.WriteLineAsync(e.Message).ConfigureAwait(false);
                return ExitCode.No;
            }
        });
        return command;
    }
}
