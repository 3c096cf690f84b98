using System.CommandLine;
using Sakpore.Cli.Catalog;
using Sakpore.Cli.Signing;
using Sakpore.Core.Catalog;

namespace Sakpore.Cli.Seals;

/// <summary><c>sakpore seal keys</c>: makes an office's first keys for seals, or changes them for new ones.</summary>
internal static class SealKeysCommand
{
    public static Command Create(TimeProvider time)
    {
        var folder = new Argument<string>("folder")
        {
            Description = "Where the keys lie: seal.key and seal-status.key for the hub (mode 0600), seal-keys.pem for hub and checkers.",
            HelpName = "folder",
        };
        var root = new Option<string>("--root")
        {
            Description = "The root's private key, encrypted (PKCS#8), made where there is none. Keep it on a medium of its own, offline.",
            HelpName = "file",
            Required = true,
        };
        var passphraseFile = new Option<string?>("--passphrase-file")
        {
            Description = $"The root's passphrase in a file with mode 0600. Default: {Passphrase.Variable}, which other processes of yours can read; else it is asked for.",
            HelpName = "file",
        };
        var issuer = new Option<string?>("--issuer") { Description = "The name that seals carry, such as dpmptsp.pekalongan. For the first keys.", HelpName = "name" };
        var name = new Option<string?>("--name") { Description = "The issuer in words. For the first keys.", HelpName = "words" };
        var years = new Option<int>("--years") { Description = "How long the keys are used.", HelpName = "n", DefaultValueFactory = _ => 2 };
        var compromised = new Option<bool>("--compromised") { Description = "Mark the keys that are changed as fallen into other hands: their seals are then refused." };
        var catalog = new Option<string?>("--catalog") { Description = "The folder of the catalog. Default: the one shipped with this program.", HelpName = "folder" };
        var command = new Command("keys", "Make keys for seals, or change them for new ones.") { folder, root, passphraseFile, issuer, name, years, compromised, catalog };
        command.Validators.Add(result =>
        {
            if (result.GetResult(years) is { Tokens.Count: > 0 } && result.GetValue(years) is (< 1 or > 10))
                result.AddError("--years is 1 to 10.");
        });
        command.SetAction(words =>
        {
            var error = words.InvocationConfiguration.Error;
            if (CatalogFolder.Read(words.GetValue(catalog) ?? CatalogFolder.Shipped) is not CatalogReadResult.Sound { Catalog: var city })
                return Refuse(error, "Katalog tidak ada atau bercacat.", "The catalog is missing or has defects.");
            char[] passphrase;
            try
            {
                passphrase = Passphrase.Read(words.GetValue(passphraseFile), error, isNew: !File.Exists(words.GetValue(root)));
            }
            catch (Exception no) when (no is PassphraseException or IOException or UnauthorizedAccessException)
            {
                error.WriteLine(no.Message);
                return ExitCode.No;
            }

            try
            {
                var ceremony = new SealKeyCeremony(words.GetValue(folder)!, words.GetValue(root)!, passphrase, city, time.GetUtcNow(), words.GetValue(years));
                var refusal = ceremony.IsFirst
                    ? ceremony.Begin(words.GetValue(issuer), words.GetValue(name))
                    : ceremony.Change(words.GetValue(compromised));
                if (refusal is { } no)
                    return Refuse(error, no.Id, no.En);
                words.InvocationConfiguration.Output.WriteLine(ceremony.KeySetFile);
                return ExitCode.Yes;
            }
            finally
            {
                Array.Clear(passphrase);
            }
        });
        return command;
    }

    private static int Refuse(TextWriter error, string indonesian, string english)
    {
        error.WriteLine(indonesian);
        error.WriteLine(english);
        return ExitCode.No;
    }
}
