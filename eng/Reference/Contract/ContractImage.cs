using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Sakpore.Reference.Contract;

/// <summary>The contract as the protos have it, with their comments.</summary>
internal sealed class ContractImage
{
    private const string Package = "sakpore.";

    private readonly Dictionary<string, ResourceDescriptor> _resources;

    private ContractImage(IReadOnlyList<FileDescriptor> files)
    {
        Files = [.. files.Where(file => file.Package.StartsWith(Package, StringComparison.Ordinal)).OrderBy(file => file.Name, StringComparer.Ordinal)];
        _resources = Messages.Select(message => message.GetOptions()?.GetExtension(ResourceExtensions.Resource)).OfType<ResourceDescriptor>()
            .ToDictionary(resource => resource.Type);
    }

    /// <summary>The files of the contract, by name.</summary>
    public IReadOnlyList<FileDescriptor> Files { get; }

    /// <summary>The services, by full name.</summary>
    public IEnumerable<ServiceDescriptor> Services =>
        Files.SelectMany(file => file.Services).OrderBy(service => service.FullName, StringComparer.Ordinal);

    /// <summary>The methods, in the order of their services.</summary>
    public IEnumerable<MethodDescriptor> Methods => Services.SelectMany(service => service.Methods);

    /// <summary>The messages, those within others after them.</summary>
    public IEnumerable<MessageDescriptor> Messages => Files.SelectMany(file => file.MessageTypes).SelectMany(WithNested);

    /// <summary>The enums, wherever they are declared.</summary>
    public IEnumerable<EnumDescriptor> Enums => Files.SelectMany(file => file.EnumTypes).Concat(Messages.SelectMany(message => message.EnumTypes));

    /// <summary>Reads the image that the build made.</summary>
    public static ContractImage Read()
    {
        using var image = typeof(ContractImage).Assembly.GetManifestResourceStream("contract.binpb")!;
        var registry = new ExtensionRegistry
        {
            AnnotationsExtensions.Http, FieldBehaviorExtensions.FieldBehavior, ResourceExtensions.Resource, ResourceExtensions.ResourceReference,
        };
        var files = FileDescriptorSet.Parser.WithExtensionRegistry(registry).ParseFrom(image);
        return new ContractImage(FileDescriptor.BuildFromByteStrings(files.File.Select(file => file.ToByteString()), registry));
    }

    /// <summary>The pattern of a resource type's names, for example <c>applications/{application}</c>; null where it has none.</summary>
    public string? PatternOf(string resourceType) => _resources.GetValueOrDefault(resourceType)?.Pattern.Single();

    private static IEnumerable<MessageDescriptor> WithNested(MessageDescriptor message) =>
        message.NestedTypes.SelectMany(WithNested).Prepend(message);
}
