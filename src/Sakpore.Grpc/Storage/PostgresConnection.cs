using Npgsql;

namespace Sakpore.Grpc.Storage;

/// <summary>A connection string with what the hub needs where the operator says nothing else: to fail soon, and to find the primary.</summary>
internal static class PostgresConnection
{
    // Seconds. Who calls waits, and sends again what was not answered: better soon than late.
    private const int ConnectWithin = 4;
    private const int AnswerWithin = 15;
    private const int LookAgainAfter = 1;

    /// <summary>Completes a connection string; whatever it says itself stays.</summary>
    public static string Complete(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        Set("Timeout", () => given.Timeout = ConnectWithin);
        Set("Command Timeout", () => given.CommandTimeout = AnswerWithin);
        if (given.Host?.Contains(',', StringComparison.Ordinal) == true)
        {
            Set("Target Session Attributes", () => given.TargetSessionAttributes = "primary");
            Set("Host Recheck Seconds", () => given.HostRecheckSeconds = LookAgainAfter);
        }

        return given.ToString();

        void Set(string name, Action set)
        {
            if (!given.ShouldSerialize(name))
            {
                set();
            }
        }
    }
}
