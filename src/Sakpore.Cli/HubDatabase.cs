using System.CommandLine;
using Sakpore.Grpc;

namespace Sakpore.Cli;

/// <summary>The options that name a hub's database, the same for every command that opens one.</summary>
internal sealed class HubDatabase
{
    private readonly Option<string> _data = new("--data") { Description = "The hub's data directory.", DefaultValueFactory = _ => "data" };

    private readonly Option<string?> _postgres = new("--postgres")
    {
        Description = "The connection string of the hub's PostgreSQL; better in the environment: Sakpore__Postgres. Default: SQLite in the data directory.",
    };

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Add(_data);
        command.Add(_postgres);
    }

    /// <summary>The hub that was named.</summary>
    public HubOptions Of(ParseResult words) => new()
    {
        DataDirectory = words.GetValue(_data)!,
        Postgres = words.GetValue(_postgres) ?? Environment.GetEnvironmentVariable("Sakpore__Postgres"),
    };
}
