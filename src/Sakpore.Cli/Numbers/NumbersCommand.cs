using System.CommandLine;
using System.Security.Cryptography;
using Sakpore.Grpc.Audit;
using Sakpore.Grpc.Identifiers;
using Sakpore.Grpc.Letters;
using Sakpore.Grpc.Storage;

namespace Sakpore.Cli.Numbers;

/// <summary><c>sakpore numbers</c>: the series of letter numbers, and the way on where the database has lost letters.</summary>
internal static class NumbersCommand
{
    // More lost letters than this are a typing error.
    private const int MostSkipped = 100_000;

    public static Command Create(TimeProvider time) => new("numbers", "The series of letter numbers.") { List(), Skip(time) };

    private static Command List()
    {
        var hub = new HubDatabase();
        var command = new Command("list", "The last serial of each series and year.");
        hub.AddTo(command);
        command.SetAction(async (words, cancellation) =>
        {
            Dialect dialect = Dialect.Of(hub.Of(words));
            await using (dialect.ConfigureAwait(false))
            {
                foreach (LastSerial last in SerialsBehind.Highest(await new Database(dialect).ReadOnceAsync(connection => SerialsBehind.ReadAsync(connection), cancellation).ConfigureAwait(false)))
                    await words.InvocationConfiguration.Output.WriteLineAsync($"{last.Series}  {last.Year}  {last.Serial}").ConfigureAwait(false);
                return ExitCode.Yes;
            }
        });
        return command;
    }

    private static Command Skip(TimeProvider time)
    {
        var series = new Argument<string>("series") { Description = "The series, as `list` and the hub's refusal say it.", HelpName = "series" };
        var year = new Argument<int>("year") { Description = "Its year.", HelpName = "year" };
        var serial = new Argument<int>("serial") { Description = "The last serial that is known to be on a letter.", HelpName = "serial" };
        var hub = new HubDatabase();
        var command = new Command("skip", "Pass over serials of letters that the database has lost: they are void and never given again.") { series, year, serial };
        hub.AddTo(command);
        command.SetAction(async (words, cancellation) =>
        {
            (TextWriter output, TextWriter error) = (words.InvocationConfiguration.Output, words.InvocationConfiguration.Error);
            (string name, int of, int last) = (words.GetValue(series)!, words.GetValue(year), words.GetValue(serial));
            Dialect dialect = Dialect.Of(hub.Of(words));
            await using (dialect.ConfigureAwait(false))
            {
                var database = new Database(dialect);
                IReadOnlyList<LastSerial> registered = await database.ReadOnceAsync(connection => SerialsBehind.ReadAsync(connection), cancellation).ConfigureAwait(false);
                if (last - (registered.FirstOrDefault(one => one.Series == name && one.Year == of)?.Serial ?? 0) > MostSkipped)
                {
                    await error.WriteLineAsync($"No more than {MostSkipped} numbers are passed over at once.").ConfigureAwait(false);
                    return ExitCode.Misuse;
                }

                using var random = RandomNumberGenerator.Create();
                var act = AdministratorAct.Now(new RandomIdentifiers(random), time);
                int skipped = await database.CommandAsync(
                    async transaction =>
                    {
                        var batch = new WriteBatch();
                        int count = await NumberRegister.SkipAsync(transaction, name, of, last, batch).ConfigureAwait(false);
                        if (count > 0)
                            act.AddTo(batch, "sakpore numbers skip", "NUMBERS_SKIPPED", subject: $"{name}/{of}/{last}");
                        return (count, batch);
                    },
                    cancellation).ConfigureAwait(false);
                await output.WriteLineAsync(skipped == 0 ? $"The register has {name}/{of} up to {last} already." : $"{skipped} numbers of {name}/{of} are void; the next one is {last + 1}.").ConfigureAwait(false);
                return skipped == 0 ? ExitCode.No : ExitCode.Yes;
            }
        });
        return command;
    }
}
