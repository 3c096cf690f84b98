using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Loader;
using static ArchUnitNET.Fluent.ArchRuleDefinition;
using Assembly = System.Reflection.Assembly;

namespace Sakpore.Architecture.Tests;

/// <summary>The house as it is built, its rooms, and the one shape that every rule has: this room does not know that one.</summary>
internal static class Rooms
{
    public static readonly Assembly CoreAssembly = Assembly.Load("Sakpore.Core");

    private static readonly Assembly SigningAssembly = Assembly.Load("Sakpore.Signing");
    private static readonly Assembly AnchorsAssembly = Assembly.Load("Sakpore.Signing.Anchors");
    private static readonly Assembly TestingAssembly = Assembly.Load("Sakpore.Signing.Testing");
    private static readonly Assembly ClientAssembly = Assembly.Load("Sakpore.Client");
    private static readonly Assembly GrpcAssembly = Assembly.Load("Sakpore.Grpc");
    private static readonly Assembly CliAssembly = Assembly.Load("sakpore");

    public static readonly ArchUnitNET.Domain.Architecture Built = new ArchLoader()
        .LoadAssemblies(CoreAssembly, SigningAssembly, AnchorsAssembly, TestingAssembly, ClientAssembly, GrpcAssembly, CliAssembly)
        .Build();

    public static readonly IObjectProvider<IType> Core = Types().That().ResideInAssembly(CoreAssembly).As("Core");
    public static readonly IObjectProvider<IType> Signing = Types().That().ResideInAssembly(SigningAssembly).As("Signing");
    public static readonly IObjectProvider<IType> SigningAnchors = Types().That().ResideInAssembly(AnchorsAssembly).As("Signing.Anchors");
    public static readonly IObjectProvider<IType> SigningTesting = Types().That().ResideInAssembly(TestingAssembly).As("Signing.Testing");
    public static readonly IObjectProvider<IType> Client = Types().That().ResideInAssembly(ClientAssembly).As("Client");
    public static readonly IObjectProvider<IType> Grpc = Types().That().ResideInAssembly(GrpcAssembly).As("Grpc");
    public static readonly IObjectProvider<IType> Cli = Types().That().ResideInAssembly(CliAssembly).As("Cli");

    /// <summary>A folder of the signature library.</summary>
    public static IObjectProvider<IType> SigningFolder(string folder) => Types().That()
        .ResideInAssembly(SigningAssembly).And().ResideInNamespaceMatching(Pattern("Signing", folder)).As($"Signing/{folder}");

    /// <summary>The signature library without one of its folders.</summary>
    public static IObjectProvider<IType> SigningWithout(string folder) => Types().That()
        .ResideInAssembly(SigningAssembly).And().DoNotResideInNamespaceMatching(Pattern("Signing", folder)).As($"Signing without {folder}");

    /// <summary>A folder of the hub.</summary>
    public static IObjectProvider<IType> GrpcFolder(string folder) => Types().That()
        .ResideInAssembly(GrpcAssembly).And().ResideInNamespaceMatching(Pattern("Grpc", folder)).As($"Grpc/{folder}");

    /// <summary>The hub without one of its folders.</summary>
    public static IObjectProvider<IType> GrpcWithout(string folder) => Types().That()
        .ResideInAssembly(GrpcAssembly).And().DoNotResideInNamespaceMatching(Pattern("Grpc", folder)).As($"Grpc without {folder}");

    /// <summary>The rule that a room knows nothing of others. It holds of a room that is not built yet.</summary>
    public static IArchRule MustNotKnow(this IObjectProvider<IType> room, params IObjectProvider<IType>[] others) => others
        .Select(other => (IArchRule)Types().That().Are(room).Should().NotDependOnAny(other).WithoutRequiringPositiveResults())
        .Aggregate((rules, rule) => rules.And(rule));

    private static string Pattern(string house, string folder) => $@"^Sakpore\.{house}\.{folder}(\.|$)";
}
