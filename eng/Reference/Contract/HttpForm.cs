using System.Text.RegularExpressions;
using Google.Api;
using Google.Protobuf.Reflection;
using Sakpore.Grpc.Transcoding;

namespace Sakpore.Reference.Contract;

/// <summary>A method over HTTP, as google.api.http has it.</summary>
/// <param name="Verb">The HTTP method.</param>
/// <param name="Path">The address, with the parts of resource names in braces: <c>/v1/applications/{application}:forward</c>.</param>
/// <param name="Parameters">The names in braces, each with what it is.</param>
/// <param name="Bound">Where the fields stand.</param>
internal sealed partial record HttpForm(string Verb, string Path, IReadOnlyList<(string Name, string Meaning)> Parameters, BoundFields Bound)
{
    /// <summary>The form of a method, or null: it streams what a caller sends, and has none.</summary>
    public static HttpForm? Of(MethodDescriptor method, ContractImage contract)
    {
        if (method.GetOptions()?.GetExtension(AnnotationsExtensions.Http) is not { } rule)
            return null;
        var (verb, template) = rule.PatternCase switch
        {
            HttpRule.PatternOneofCase.Get => ("GET", rule.Get),
            HttpRule.PatternOneofCase.Post => ("POST", rule.Post),
            HttpRule.PatternOneofCase.Put => ("PUT", rule.Put),
            HttpRule.PatternOneofCase.Patch => ("PATCH", rule.Patch),
            HttpRule.PatternOneofCase.Delete => ("DELETE", rule.Delete),
            _ => throw new NotSupportedException($"{method.FullName}: {rule.PatternCase}"),
        };
        var parameters = new List<(string, string)>();
        var path = Variable().Replace(template, variable => Expand(variable, method, contract, parameters));
        return new HttpForm(verb, path, parameters, BoundFields.Of(method, rule));
    }

    /// <summary>The fields that stand in the query; those of a message within one by one, as <c>startDate.year</c>.</summary>
    public IEnumerable<QueryField> Query => Bound.Request.Fields.InFieldNumberOrder().Where(Bound.IsInQuery)
        .SelectMany(inQuery => Leaves(inQuery, inQuery.JsonName, inQuery.Is(FieldBehavior.Required)));

    /// <summary>The fields that stand in the body; none where there is no body.</summary>
    public IEnumerable<FieldDescriptor> Body => Bound.Body is null
        ? []
        : Bound.Body.Fields.InFieldNumberOrder().Where(inBody => Bound.BodyField is not null || !Bound.InPath.Contains(inBody.Name));

    private static IEnumerable<QueryField> Leaves(FieldDescriptor field, string name, bool required) =>
        field.FieldType == FieldType.Message && field.MessageType.File.Package != "google.protobuf"
            ? field.MessageType.Fields.InFieldNumberOrder().SelectMany(inner => Leaves(inner, $"{name}.{inner.JsonName}", required))
            : [new QueryField(name, field, required)];

    // `{name=applications/*}` names a whole resource: the pattern of its type says what the star is.
    private static string Expand(Match variable, MethodDescriptor method, ContractImage contract, List<(string, string)> parameters)
    {
        var field = method.InputType.FindFieldByName(variable.Groups["field"].Value);
        var pattern = field.ResourceType() is { } type && contract.PatternOf(type) is { } found
            ? found
            : throw new NotSupportedException($"{field.FullName} stands in an address and names no resource of the contract.");
        foreach (Match part in Part().Matches(pattern))
            parameters.Add((part.Groups[1].Value, $"What stands there in `{pattern}`."));
        return pattern;
    }

    [GeneratedRegex(@"\{(?<field>[a-z_.]+)=[^}]+\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"\{([a-z_]+)\}")]
    private static partial Regex Part();
}

/// <summary>A field that stands in the query.</summary>
/// <param name="Name">Its name there.</param>
/// <param name="Field">The field.</param>
/// <param name="Required">Whether a call without it is refused.</param>
internal sealed record QueryField(string Name, FieldDescriptor Field, bool Required);
