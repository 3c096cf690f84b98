using System.Text.Json.Nodes;
using Google.Api;
using Google.Protobuf.Reflection;
using Sakpore.Reference.Contract;

namespace Sakpore.Reference.OpenApi;

/// <summary>Messages and enums in the forms of ProtoJSON, each once, as far as an address needs it.</summary>
internal sealed class Schemas(ContractImage contract)
{
    /// <summary>The name of google.rpc.Status.</summary>
    public const string Status = "google.rpc.Status";

    private readonly SortedDictionary<string, IDescriptor> _needed = new(StringComparer.Ordinal);

    /// <summary>Refers to a message, which becomes a component.</summary>
    public JsonObject Reference(MessageDescriptor message) => WellKnown.Of(message) ?? ReferTo(message);

    /// <summary>The schema of an object with fields.</summary>
    public JsonObject Object(IEnumerable<FieldDescriptor> fields)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var field in fields)
        {
            properties[field.JsonName] = Described(field);
            if (field.Is(FieldBehavior.Required) && !field.IsMadeByTheHub())
                required.Add(field.JsonName);
        }

        var schema = new JsonObject { ["type"] = "object", ["properties"] = properties };
        if (required.Count > 0)
            schema["required"] = required;
        return schema;
    }

    /// <summary>The schema of a field, without what it means.</summary>
    public JsonObject Plain(FieldDescriptor field)
    {
        if (field.IsMap)
            return new JsonObject { ["type"] = "object", ["additionalProperties"] = Item(field.MessageType.FindFieldByNumber(2)) };
        return field.IsRepeated ? new JsonObject { ["type"] = "array", ["items"] = Item(field) } : Item(field);
    }

    /// <summary>What was referred to, and what that refers to.</summary>
    public JsonObject Components()
    {
        var written = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal) { [Status] = WellKnown.RpcStatus() };
        while (_needed.FirstOrDefault(needed => !written.ContainsKey(needed.Key)) is { Value: { } declared } next)
            written[next.Key] = declared is MessageDescriptor message ? Message(message) : Enum((EnumDescriptor)declared);
        var components = new JsonObject();
        foreach (var (name, schema) in written)
            components[name] = schema;
        return components;
    }

    private JsonObject Message(MessageDescriptor message)
    {
        var schema = Object(message.Fields.InFieldNumberOrder());
        if (message.Comment() is { Length: > 0 } comment)
            schema["description"] = comment;
        return schema;
    }

    private static JsonObject Enum(EnumDescriptor declared) => new()
    {
        ["type"] = "string",
        ["enum"] = new JsonArray([.. declared.Values.Select(value => (JsonNode)value.Name)]),
        ["description"] = declared.Comment() + "\n\n" + string.Join('\n', declared.Values.Select(value => $"- `{value.Name}`: {value.Comment()}")),
    };

    private JsonObject Described(FieldDescriptor field)
    {
        var schema = Plain(field);
        if (field.Comment() is { Length: > 0 } comment)
            schema["description"] = comment;
        if (field.IsMadeByTheHub())
            schema["readOnly"] = true;
        if (field.Is(FieldBehavior.InputOnly))
            schema["writeOnly"] = true;
        return schema;
    }

    private JsonObject Item(FieldDescriptor field) => field.FieldType switch
    {
        FieldType.Message => Reference(field.MessageType),
        FieldType.Enum => ReferTo(field.EnumType),
        var scalar => WellKnown.Of(scalar),
    };

    private JsonObject ReferTo(IDescriptor declared)
    {
        var name = NameOf(declared);
        _needed[name] = declared;
        return new JsonObject { ["$ref"] = "#/components/schemas/" + name };
    }

    // `Application.Kind`, as the protos nest it; with its package where two have the same name.
    private string NameOf(IDescriptor declared)
    {
        if (!contract.Files.Contains(declared.File))
            return declared.FullName;
        var name = declared.FullName[(declared.File.Package.Length + 1)..];
        var same = contract.Messages.Cast<IDescriptor>().Concat(contract.Enums).Count(other => other.FullName[(other.File.Package.Length + 1)..] == name);
        return same == 1 ? name : declared.FullName;
    }
}
