using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;

namespace Sakpore.Grpc.Transcoding;

/// <summary>Where the fields of a method's request stand in HTTP, as google.api.http says.</summary>
/// <param name="Request">The request.</param>
/// <param name="InPath">The fields that the address gives, by their names in the protos.</param>
/// <param name="Body">What the body is: the request without what stands in the address, one field of it, or nothing.</param>
/// <param name="BodyField">The field that the body is, or null.</param>
internal sealed partial record BoundFields(MessageDescriptor Request, IReadOnlySet<string> InPath, MessageDescriptor? Body, string? BodyField)
{
    private static readonly ConcurrentDictionary<MethodDescriptor, BoundFields> Known = new();

    /// <summary>Where the fields of a method stand.</summary>
    public static BoundFields Of(MethodDescriptor method, HttpRule rule) => Known.GetOrAdd(method, Read, rule);

    /// <summary>Whether a field may stand in the query.</summary>
    public bool IsInQuery(FieldDescriptor field) =>
        (Body is null || BodyField is not null) && field.Name != BodyField && !InPath.Contains(field.Name);

    private static BoundFields Read(MethodDescriptor method, HttpRule rule)
    {
        var request = method.InputType;
        var inPath = Variable().Matches(PathOf(rule)).Select(match => match.Groups[1].Value).ToHashSet();
        return rule.Body switch
        {
            "" => new BoundFields(request, inPath, null, null),
            "*" => new BoundFields(request, inPath, request, null),
            var field => new BoundFields(request, inPath, request.FindFieldByName(field).MessageType, field),
        };
    }

    private static string PathOf(HttpRule rule) => rule.PatternCase switch
    {
        HttpRule.PatternOneofCase.Get => rule.Get,
        HttpRule.PatternOneofCase.Post => rule.Post,
        HttpRule.PatternOneofCase.Put => rule.Put,
        HttpRule.PatternOneofCase.Patch => rule.Patch,
        HttpRule.PatternOneofCase.Delete => rule.Delete,
        _ => rule.Custom.Path,
    };

    [GeneratedRegex(@"\{([a-z0-9_.]+)")]
    private static partial Regex Variable();
}
