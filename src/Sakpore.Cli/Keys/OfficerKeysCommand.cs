using System.CommandLine;
using System.Security.Cryptography;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Signing;
using Sakpore.Grpc.Storage;
using Sakpore.Signing.SigningKeys;

namespace Sakpore.Cli.Keys;

/// <summary>The officers' keys in the hub's store: put in, named on a token, sealed anew, opened again after wrong passphrases.</summary>
internal static class OfficerKeysCommand
{
    public static Command Import()
    {
        var officer = Officer();
        var file = new Argument<FileInfo>("file") { Description = "The officer's PKCS#12 file.", HelpName = "file" };
        var passphrase = new Option<string?>("--passphrase-file") { Description = "A file with its passphrase, mode 0600; else the environment or a prompt.", HelpName = "file" };
        return InStore(new Command("import", "Put an officer's PKCS#12 file into the store, sealed, with its chain beside it.") { officer, file, passphrase }, (words, store, random) =>
        {
            byte[] content = File.ReadAllBytes(words.GetValue(file)!.FullName);
            var loaded = LocalSigningKey.FromPkcs12(content, Signing.Passphrase.Read(words.GetValue(passphrase), words.InvocationConfiguration.Error));
            if (!loaded.TryGetKey(out LocalSigningKey? key))
                return Refuse(words, loaded.Indonesian, loaded.English);
            using (key)
                File.WriteAllText(store.ChainOf(words.GetValue(officer)!), string.Concat(key.Certificates.Certificates.Select(der => PemEncoding.WriteString("CERTIFICATE", der.Span) + "\n")));
            store.Put(words.GetValue(officer)!, content, random);
            return ExitCode.Yes;
        });
    }

    public static Command Token()
    {
        var officer = Officer();
        var label = new Argument<string>("token") { Description = "The token's label.", HelpName = "label" };
        var key = new Option<string?>("--key") { Description = "The private key's label. Default: the token has only one.", HelpName = "label" };
        return InStore(new Command("token", "Say that an officer's key is on a PKCS#11 token.") { officer, label, key }, (words, store, _) =>
        {
            store.PutToken(words.GetValue(officer)!, words.GetValue(label)!, words.GetValue(key));
            return ExitCode.Yes;
        });
    }

    public static Command Reseal() => InStore(
        new Command("reseal", "Seal the officers' keys anew under the current key."),
        (words, store, random) =>
        {
            foreach (string officer in store.Reseal(random))
                words.InvocationConfiguration.Output.WriteLine(officer);
            return ExitCode.Yes;
        });

    public static Command Unlock(TimeProvider time)
    {
        var officer = new Argument<string?>("officer") { Description = "The officer's id. Without it the locked keys are listed.", HelpName = "id", DefaultValueFactory = _ => null };
        var hub = new HubDatabase();
        var command = new Command("unlock", "Open an officer's key again that wrong passphrases locked.") { officer };
        hub.AddTo(command);
        command.SetAction(async (words, cancellation) =>
        {
            Dialect dialect = Dialect.Of(hub.Of(words));
            await using (dialect.ConfigureAwait(false))
            {
                var tries = new OfficerKeyLock(new Database(dialect), time);
                using var random = RandomNumberGenerator.Create();
                if (words.GetValue(officer) is { } id)
                    return await tries.UnlockAsync(id, AdministratorAct.Now(new RandomIdentifiers(random), time), cancellation).ConfigureAwait(false) ? ExitCode.Yes : Refuse(words, $"Kunci {id} tidak terkunci.", $"The key of {id} is not locked.");
                foreach ((string locked, DateTimeOffset since) in await tries.LockedAsync(cancellation).ConfigureAwait(false))
                    await words.InvocationConfiguration.Output.WriteLineAsync($"{locked}  since {since:yyyy-MM-dd HH:mm}Z").ConfigureAwait(false);
                return ExitCode.Yes;
            }
        });
        return command;
    }

    private static Argument<string> Officer() => new("officer") { Description = "The officer's id in the catalog.", HelpName = "id" };

    private static Command InStore(Command command, Func<ParseResult, OfficerKeyStore, RandomIdentifiers, int> act)
    {
        var directory = new Option<string>("--store") { Description = "The hub's OfficerKeysDirectory.", HelpName = "folder", Required = true };
        var key = new Option<string>("--store-key") { Description = "The hub's OfficerKeysKeyFile.", HelpName = "file", Required = true };
        var former = new Option<string?>("--former-key") { Description = "The key file of before, while keys are sealed anew.", HelpName = "file" };
        command.Add(directory);
        command.Add(key);
        command.Add(former);
        command.SetAction(words =>
        {
            try
            {
                using var store = new OfficerKeyStore(words.GetValue(directory)!, words.GetValue(key)!, words.GetValue(former));
                using var random = RandomNumberGenerator.Create();
                return act(words, store, new RandomIdentifiers(random));
            }
            catch (Exception fault) when (fault is IOException or InvalidDataException or CryptographicException or Signing.PassphraseException or UnauthorizedAccessException)
            {
                words.InvocationConfiguration.Error.WriteLine(fault.Message);
                return ExitCode.Misuse;
            }
        });
        return command;
    }

    private static int Refuse(ParseResult words, string indonesian, string english)
    {
        words.InvocationConfiguration.Error.WriteLine(indonesian);
        words.InvocationConfiguration.Error.WriteLine(english);
        return ExitCode.No;
    }
}
