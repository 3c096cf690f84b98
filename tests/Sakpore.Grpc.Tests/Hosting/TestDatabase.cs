namespace Sakpore.Grpc.Tests.Hosting;

/// <summary>The databases that the hub runs on. The contract is the same on both, and so are its tests.</summary>
public enum TestDatabase
{
    /// <summary>A file in the hub's data directory: the embedded default.</summary>
    Sqlite,

    /// <summary>A database of its own in the tests' cluster.</summary>
    Postgres,
}
