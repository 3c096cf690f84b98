using Google.Api;
using Google.Protobuf.Reflection;

namespace Sakpore.Reference.Contract;

/// <summary>What the protos say of a field beside its type (AIP-203).</summary>
internal static class FieldRules
{
    /// <summary>Whether a field has a behaviour.</summary>
    public static bool Is(this FieldDescriptor field, FieldBehavior behavior) => field.Behaviors().Contains(behavior);

    /// <summary>The behaviours of a field.</summary>
    public static IReadOnlyList<FieldBehavior> Behaviors(this FieldDescriptor field) =>
        (IReadOnlyList<FieldBehavior>?)field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior) ?? [];

    /// <summary>Whether only the hub sets a field.</summary>
    public static bool IsMadeByTheHub(this FieldDescriptor field) => field.Is(FieldBehavior.OutputOnly) || field.Is(FieldBehavior.Identifier);

    /// <summary>The resource type that a field names, or null.</summary>
    public static string? ResourceType(this FieldDescriptor field) =>
        field.GetOptions()?.GetExtension(ResourceExtensions.ResourceReference) is { Type.Length: > 0 } reference ? reference.Type : null;
}
