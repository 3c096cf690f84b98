using Grpc.Core;
using Sakpore.Core.Applications;
using Sakpore.Grpc.Faults;

namespace Sakpore.Grpc.Tests.Faults;

internal sealed class FaultStatusTests
{
    [Test]
    public void Every_reason_of_the_hub_has_a_status_and_a_sentence([Values] FaultReason reason)
    {
        var fault = Fault.Of(reason);
        Assert.Multiple(() =>
        {
            Assert.That(fault.Status, Is.Not.AnyOf(StatusCode.OK, StatusCode.Unknown));
            Assert.That(fault.Text.Id, Is.Not.Empty.And.Not.EqualTo(fault.Text.En));
            Assert.That(fault.Reason, Does.Match("^[A-Z][A-Z0-9_]*[A-Z0-9]$"));
            Assert.That(FaultStatus.Http(fault.Status), Is.InRange(400, 599));
        });
    }

    [Test]
    public void Every_refusal_of_the_rules_has_a_status([Values] RefusalReason reason) =>
        Assert.That(FaultStatus.Of(reason), Is.Not.AnyOf(StatusCode.OK, StatusCode.Unknown, StatusCode.Internal));

    [Test]
    public void Reasons_of_hub_and_rules_do_not_clash_in_status()
    {
        var shared = Enum.GetNames<FaultReason>().Intersect(Enum.GetNames<RefusalReason>());
        Assert.That(
            shared.Where(name => FaultStatus.Of(Enum.Parse<FaultReason>(name)) != FaultStatus.Of(Enum.Parse<RefusalReason>(name))), Is.Empty);
    }
}
