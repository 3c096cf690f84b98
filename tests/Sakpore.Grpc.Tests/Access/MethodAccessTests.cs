using Grpc.AspNetCore.Server;
using Microsoft.AspNetCore.Routing;
using Sakpore.Grpc.Access;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Access;

internal sealed class MethodAccessTests
{
    [Test]
    public async Task Every_mapped_method_is_in_the_table_and_every_row_is_mapped()
    {
        await using var hub = await TestHub.StartAsync();
        var mapped = hub.Get<EndpointDataSource>().Endpoints
            .Select(endpoint => endpoint.Metadata.GetMetadata<GrpcMethodMetadata>()?.Method.FullName)
            .OfType<string>().Distinct().Order(StringComparer.Ordinal).ToList();
        Assert.That(mapped, Is.Not.Empty);
        Assert.That(MethodAccess.Methods.Order(StringComparer.Ordinal), Is.EqualTo(mapped));
    }

    [Test]
    public void Unknown_method_is_for_nobody() => Assert.That(MethodAccess.Of("/sakpore.permits.v1.ApplicationService/Burn"), Is.EqualTo(MethodRule.Nobody));
}
