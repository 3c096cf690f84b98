using Npgsql;

namespace Sakpore.Grpc.Storage;

/// <summary>A connection string with what the hub needs where the operator says nothing else: to fail soon, to plan once, and to find the primary.</summary>
internal static class PostgresConnection
{
    // Seconds. Who calls waits, and sends again what was not answered: better soon than late.
    private const int ConnectWithin = 4;
    private const int AnswerWithin = 15;
    private const int LookAgainAfter = 1;
    private const int PreparedStatements = 200;

    /// <summary>Completes a connection string; whatever it says itself stays.</summary>
    public static string Complete(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        Set("Timeout", () => given.Timeout = ConnectWithin);
        Set("Command Timeout", () => given.CommandTimeout = AnswerWithin);

        // Statements that come again are planned once a connection; a pooler in between may not keep them, which the operator knows.
        Set("Max Auto Prepare", () => given.MaxAutoPrepare = PreparedStatements);
        Set("Auto Prepare Min Usages", () => given.AutoPrepareMinUsages = 2);

        // Nothing here leaves a setting in a session, so none is put back between two uses of a connection.
        Set("No Reset On Close", () => given.NoResetOnClose = true);
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
