using System.CommandLine;
using System.Security.Cryptography;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Storage;

namespace Sakpore.Cli.Keys;

/// <summary><c>sakpore keys</c>: the API keys of calling systems. A key is printed once, when it is made; the hub keeps its hash.</summary>
internal static class KeysCommand
{
    private const int LongestDays = 3650;

    public static Command Create(TimeProvider time) => new("keys", "The API keys of calling systems, and the officers' keys in the hub's store.")
    {
        CreateKey(time),
        List(time),
        Revoke(time),
        OfficerKeysCommand.Import(),
        OfficerKeysCommand.Token(),
        OfficerKeysCommand.Reseal(),
        OfficerKeysCommand.Unlock(time),
    };

    private static Command CreateKey(TimeProvider time)
    {
        var system = new Argument<string>("system") { Description = "The system's id, such as simpadu: it is recorded as systems/simpadu.", HelpName = "system" };
        var office = new Option<string?>("--office") { Description = "The office whose officers the system acts for. Without it the key is a portal's.", HelpName = "slug" };
        var days = new Option<int?>("--days") { Description = "How many days the key is taken. Default: until it is revoked.", HelpName = "n" };
        var never = new Option<bool>("--no-on-behalf") { Description = "The system is not trusted to name its officer by the header sakpore-officer." };
        var command = new Command("create", "Make an API key; it is printed once.") { system, office, days, never };
        command.Validators.Add(result =>
        {
            if (result.GetValue(days) is < 1 or > LongestDays)
                result.AddError($"--days is 1 to {LongestDays}.");
            if (result.GetValue(system) is { } id && (id.Length == 0 || !id.All(symbol => char.IsAsciiLetterLower(symbol) || char.IsAsciiDigit(symbol) || symbol == '-')))
                result.AddError("A system's id is lower-case letters, digits and hyphens.");
        });
        return OnHub(command, time, async (words, keys, cancellation) =>
        {
            TimeSpan? lifetime = words.GetValue(days) is { } n ? TimeSpan.FromDays(n) : null;
            string key = await keys.CreateAsync("systems/" + words.GetValue(system), words.GetValue(office), cancellation, lifetime, !words.GetValue(never)).ConfigureAwait(false);
            await words.InvocationConfiguration.Error.WriteLineAsync($"Key {ApiKeys.IdOf(key)}. It cannot be shown again.").ConfigureAwait(false);
            await words.InvocationConfiguration.Output.WriteLineAsync(key).ConfigureAwait(false);
            return ExitCode.Yes;
        });
    }

    private static Command List(TimeProvider time) => OnHub(new Command("list", "List the API keys, without what they are."), time, async (words, keys, cancellation) =>
    {
        foreach (ListedKey key in await keys.ListAsync(cancellation).ConfigureAwait(false))
        {
            string end = key.RevokedAt is { } revoked ? $"revoked {revoked:yyyy-MM-dd}" : key.ExpiresAt is { } until ? $"until {until:yyyy-MM-dd HH:mm}Z" : "until revoked";
            string office = key.Office is null ? "portal" : $"offices/{key.Office}{(key.OnBehalf ? ", on behalf" : "")}";
            await words.InvocationConfiguration.Output.WriteLineAsync($"{key.Id}  {key.System}  {office}  made {key.CreatedAt:yyyy-MM-dd}  {end}").ConfigureAwait(false);
        }

        return ExitCode.Yes;
    });

    private static Command Revoke(TimeProvider time)
    {
        var id = new Argument<string>("id") { Description = "The key's id, as listed.", HelpName = "id" };
        return OnHub(new Command("revoke", "Revoke an API key; the next call with it is refused.") { id }, time, async (words, keys, cancellation) =>
        {
            if (await keys.RevokeAsync(words.GetValue(id)!, cancellation).ConfigureAwait(false))
                return ExitCode.Yes;
            await words.InvocationConfiguration.Error.WriteLineAsync($"There is no key {words.GetValue(id)}.").ConfigureAwait(false);
            return ExitCode.No;
        });
    }

    private static Command OnHub(Command command, TimeProvider time, Func<ParseResult, ApiKeys, CancellationToken, Task<int>> act)
    {
        var hub = new HubDatabase();
        hub.AddTo(command);
        command.SetAction(async (words, cancellation) =>
        {
            Dialect dialect = Dialect.Of(hub.Of(words));
            await using (dialect.ConfigureAwait(false))
            {
                using var random = RandomNumberGenerator.Create();
                return await act(words, new ApiKeys(new Database(dialect), new RandomIdentifiers(random), new AccessOptions(), time), cancellation).ConfigureAwait(false);
            }
        });
        return command;
    }
}
