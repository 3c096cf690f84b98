using System.Collections.Concurrent;
using Google.Api;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace Sakpore.Grpc.Applications;

/// <summary>Fields that mean the same in every request that acts, and are found by the contract itself.</summary>
internal static class RequestFields
{
    private const string ValidateOnly = "validate_only";

    private static readonly ConcurrentDictionary<MessageDescriptor, IReadOnlyList<FieldDescriptor>> LeftOut = new();

    /// <summary>Whether a request only asks what would come of it (AIP-163).</summary>
    public static bool OnlyAsks(IMessage request) =>
        request.Descriptor.FindFieldByName(ValidateOnly)?.Accessor.GetValue(request) is true;

    /// <summary>
    /// What tells a request from another under the same id. A secret is not stored, not even as a digest; and a request
    /// that was only asked about is still the same when it is meant.
    /// </summary>
    public static byte[] ToFingerprint(IMessage request)
    {
        var bytes = request.ToByteArray();
        var leftOut = LeftOut.GetOrAdd(request.Descriptor, Find);
        if (leftOut.All(field => IsUnset(field, request)))
        {
            return bytes;
        }

        var copy = request.Descriptor.Parser.ParseFrom(bytes);
        foreach (var field in leftOut)
        {
            field.Accessor.Clear(copy);
        }

        return copy.ToByteArray();
    }

    // What has no presence of its own is not written while it has its default: clearing it would change nothing.
    private static bool IsUnset(FieldDescriptor field, IMessage request) => field.HasPresence
        ? !field.Accessor.HasValue(request)
        : field.Accessor.GetValue(request) is false or "" or ByteString { IsEmpty: true };

    private static List<FieldDescriptor> Find(MessageDescriptor request) =>
        [.. request.Fields.InFieldNumberOrder().Where(field => field.Name == ValidateOnly || IsSecret(field))];

    private static bool IsSecret(FieldDescriptor field) =>
        field.GetOptions()?.GetExtension(FieldBehaviorExtensions.FieldBehavior)?.Contains(FieldBehavior.InputOnly) == true;
}
