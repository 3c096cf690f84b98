using Npgsql;
using Sakpore.Grpc.Storage;

namespace Sakpore.Grpc.Tests.Storage;

/// <summary>What the hub adds to a connection string, and what it leaves alone.</summary>
internal sealed class PostgresConnectionTests
{
    [Test]
    public void String_that_says_nothing_fails_soon()
    {
        var complete = Complete("Host=db;Database=sakpore");
        Assert.That((complete.Timeout, complete.CommandTimeout, complete.TargetSessionAttributes), Is.EqualTo((4, 15, (string?)null)));
    }

    [Test]
    public void Several_hosts_are_asked_for_the_primary()
    {
        var complete = Complete("Host=a,b;Database=sakpore");
        Assert.That((complete.TargetSessionAttributes, complete.HostRecheckSeconds), Is.EqualTo(("primary", 1)));
    }

    [Test]
    public void What_the_operator_says_stays()
    {
        var complete = Complete("Host=a,b;Database=sakpore;Timeout=30;Command Timeout=60;Target Session Attributes=any;Host Recheck Seconds=9");
        Assert.That((complete.Timeout, complete.CommandTimeout, complete.TargetSessionAttributes, complete.HostRecheckSeconds), Is.EqualTo((30, 60, "any", 9)));
    }

    private static NpgsqlConnectionStringBuilder Complete(string connectionString) => new(PostgresConnection.Complete(connectionString));
}
