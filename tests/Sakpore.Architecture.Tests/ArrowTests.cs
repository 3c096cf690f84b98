using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.NUnit;

namespace Sakpore.Architecture.Tests;

/// <summary>The arrows of docs/architecture.md: they point down only.</summary>
[TestFixture]
internal sealed class ArrowTests
{
    private static readonly TestCaseData[] Rules =
    [
        Rule("Core_knows_nothing_above_or_beside_it", Rooms.Core.MustNotKnow(Rooms.Signing, Rooms.SigningTesting, Rooms.Client, Rooms.Grpc, Rooms.Cli)),
        Rule("Signing_knows_nothing_above_or_beside_it", Rooms.Signing.MustNotKnow(Rooms.Core, Rooms.SigningTesting, Rooms.Client, Rooms.Grpc, Rooms.Cli)),
        Rule("Signing_has_no_text_extractor", Rooms.Signing.MustNotKnow(Rooms.SigningAnchors)),
        Rule("Signing_Anchors_knows_Signing_alone",
            Rooms.SigningAnchors.MustNotKnow(Rooms.Core, Rooms.SigningTesting, Rooms.Client, Rooms.Grpc, Rooms.Cli)),
        Rule("Client_knows_the_contract_alone", Rooms.Client.MustNotKnow(Rooms.Core, Rooms.Signing, Rooms.SigningTesting, Rooms.Grpc, Rooms.Cli)),
        Rule("Signing_Testing_knows_Signing_alone", Rooms.SigningTesting.MustNotKnow(Rooms.Core, Rooms.Client, Rooms.Grpc, Rooms.Cli)),
        Rule("Grpc_does_not_know_the_command_line", Rooms.Grpc.MustNotKnow(Rooms.Cli)),
        Rule("Only_Grpc_Development_knows_the_throwaway_PKI", Rooms.GrpcWithout("Development").MustNotKnow(Rooms.SigningTesting)),
        Rule("Command_line_does_not_know_the_throwaway_PKI", Rooms.Cli.MustNotKnow(Rooms.SigningTesting)),
        Rule("Pdf_knows_nothing_of_signatures", Rooms.SigningFolder("Pdf").MustNotKnow(Rooms.SigningWithout("Pdf"))),
        Rule("Cms_knows_nothing_of_PDF", Rooms.SigningFolder("Cms").MustNotKnow(Rooms.SigningFolder("Pdf"), Rooms.SigningFolder("Pades"))),
        Rule("Public_pages_know_the_contract_alone",
            Rooms.GrpcFolder("PublicPages").MustNotKnow(Rooms.GrpcWithout("PublicPages"), Rooms.Core, Rooms.Signing, Rooms.SigningTesting)),
    ];

    [TestCaseSource(nameof(Rules))]
    public void Arrow_points_down(IArchRule rule) => rule.Check(Rooms.Built);

    // An assembly names what it uses, the packages among it.
    [Test]
    public void Core_needs_no_package_but_YamlDotNet() => Assert.That(
        Rooms.CoreAssembly.GetReferencedAssemblies().Select(used => used.Name!).Where(name => !name.StartsWith("System.", StringComparison.Ordinal)),
        Is.SubsetOf(["YamlDotNet"]));

    [Test]
    public void Rule_of_this_shape_catches_what_breaks_it()
    {
        // Both are there: the public pages use the contract, and whatever knows no contract says so.
        Assert.That(Rooms.GrpcFolder("PublicPages").MustNotKnow(Rooms.Client).HasNoViolations(Rooms.Built), Is.False);
        Assert.That(Rooms.GrpcFolder("PublicPages").MustNotKnow(Rooms.Cli, Rooms.Client).HasNoViolations(Rooms.Built), Is.False, "any of several rooms");
        Assert.That(() => Rooms.GrpcFolder("PublicPages").MustNotKnow(Rooms.Client).Check(Rooms.Built), Throws.Exception);
    }

    [Test]
    public void Rule_of_this_shape_holds_of_a_room_that_is_not_built() =>
        Assert.That(Rooms.GrpcFolder("NotBuilt").MustNotKnow(Rooms.Client, Rooms.GrpcFolder("NotBuilt")).HasNoViolations(Rooms.Built), Is.True);

    [Test]
    public void Room_is_found_under_its_name()
    {
        IObjectProvider<IType>[] rooms =
        [
            Rooms.Core, Rooms.Signing, Rooms.SigningAnchors, Rooms.Client, Rooms.Grpc, Rooms.Cli, Rooms.SigningFolder("Pdf"), Rooms.SigningFolder("Cms"),
            Rooms.SigningWithout("Pdf"), Rooms.GrpcFolder("PublicPages"), Rooms.GrpcWithout("PublicPages"),
        ];
        Assert.Multiple(() =>
        {
            foreach (var room in rooms)
                Assert.That(room.GetObjects(Rooms.Built), Is.Not.Empty, room.Description);
        });
    }

    private static TestCaseData Rule(string name, IArchRule rule) => new TestCaseData(rule).SetName(name);
}
