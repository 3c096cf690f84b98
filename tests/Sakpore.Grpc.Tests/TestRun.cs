using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests;

/// <summary>What is made once for all tests of this project, on first use, and taken down after the last.</summary>
[SetUpFixture]
internal sealed class TestRun
{
    [OneTimeTearDown]
    public void Stop() => PostgresCluster.Stop();
}
