using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;

namespace Sakpore.Reference.OpenApi;

/// <summary>Types that ProtoJSON writes in a form of their own.</summary>
internal static class WellKnown
{
    /// <summary>The schema of a message with such a form, or null: it is an object of its fields.</summary>
    public static JsonObject? Of(MessageDescriptor message) => message.FullName switch
    {
        "google.protobuf.Timestamp" => new() { ["type"] = "string", ["format"] = "date-time" },
        "google.protobuf.Duration" => new() { ["type"] = "string", ["pattern"] = "^-?[0-9]+(\\.[0-9]{1,9})?s$" },
        "google.protobuf.FieldMask" => new() { ["type"] = "string" },
        "google.protobuf.Struct" => new() { ["type"] = "object", ["additionalProperties"] = true },
        "google.protobuf.Value" => [],
        "google.protobuf.Empty" => new() { ["type"] = "object" },
        _ when message.File.Package == "google.protobuf" => throw new NotSupportedException(message.FullName),
        _ => null,
    };

    /// <summary>The schema of a scalar.</summary>
    public static JsonObject Of(FieldType scalar) => scalar switch
    {
        FieldType.String => new() { ["type"] = "string" },
        FieldType.Bytes => new() { ["type"] = "string", ["contentEncoding"] = "base64" },
        FieldType.Bool => new() { ["type"] = "boolean" },
        FieldType.Int32 or FieldType.SInt32 or FieldType.SFixed32 => new() { ["type"] = "integer", ["format"] = "int32" },
        FieldType.UInt32 or FieldType.Fixed32 => new() { ["type"] = "integer", ["minimum"] = 0 },
        FieldType.Int64 or FieldType.SInt64 or FieldType.SFixed64 => new() { ["type"] = "string", ["format"] = "int64" },
        FieldType.UInt64 or FieldType.Fixed64 => new() { ["type"] = "string", ["format"] = "uint64" },
        FieldType.Float or FieldType.Double => new() { ["type"] = "number" },
        _ => throw new NotSupportedException(scalar.ToString()),
    };

    /// <summary>The schema of google.rpc.Status, as every answer that is no has it.</summary>
    public static JsonObject RpcStatus() => new()
    {
        ["type"] = "object",
        ["description"] = "Why the hub says no (google.rpc.Status).",
        ["required"] = new JsonArray("code", "message", "details"),
        ["properties"] = new JsonObject
        {
            ["code"] = new JsonObject { ["type"] = "integer", ["description"] = "google.rpc.Code." },
            ["message"] = new JsonObject { ["type"] = "string", ["description"] = "The sentence in English." },
            ["details"] = new JsonObject
            {
                ["type"] = "array",
                ["items"] = new JsonObject { ["anyOf"] = new JsonArray(ErrorInfo(), LocalizedMessage(), RetryInfo()) },
            },
        },
    };

    private static JsonObject ErrorInfo() => Detail(
        "google.rpc.ErrorInfo",
        ("reason", new JsonObject { ["type"] = "string", ["description"] = "Stable, UPPER_SNAKE. docs/api.md lists all." }),
        ("domain", new JsonObject { ["const"] = "sakpore.id" }),
        ("metadata", new JsonObject
        {
            ["type"] = "object",
            ["properties"] = new JsonObject { ["subject"] = new JsonObject { ["type"] = "string", ["description"] = "What it is about: a field, a requirement, a name." } },
        }));

    private static JsonObject LocalizedMessage() => Detail(
        "google.rpc.LocalizedMessage",
        ("locale", new JsonObject { ["enum"] = new JsonArray("id-ID", "en") }),
        ("message", new JsonObject { ["type"] = "string" }));

    private static JsonObject RetryInfo() => Detail(
        "google.rpc.RetryInfo",
        ("retryDelay", new JsonObject { ["type"] = "string", ["description"] = "How long to wait before the same call is sent again, in seconds: \"10s\". In the header Retry-After too." }));

    private static JsonObject Detail(string type, params (string Name, JsonObject Schema)[] fields)
    {
        var properties = new JsonObject { ["@type"] = new JsonObject { ["const"] = "type.googleapis.com/" + type } };
        foreach (var (name, schema) in fields)
            properties[name] = schema;
        return new JsonObject { ["type"] = "object", ["required"] = new JsonArray("@type"), ["properties"] = properties };
    }
}
