using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Sakpore.Reference.Contract;

namespace Sakpore.Reference.OpenApi;

/// <summary>The contract over HTTP and JSON as OpenAPI 3.1.</summary>
internal static class OpenApiDocument
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The document.</summary>
    public static string Write(ContractImage contract) => Of(contract).ToJsonString(Readable) + "\n";

    private static JsonObject Of(ContractImage contract)
    {
        var schemas = new Schemas(contract);
        var paths = Paths.Of(contract, schemas);
        RawPaths.AddTo(paths, contract, schemas);
        return new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Sakpore",
                ["version"] = "v1",
                ["summary"] = "The permit and document-signing hub of an Indonesian city, over HTTP and JSON.",
                ["description"] = Description,
                ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["identifier"] = "Apache-2.0" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/" }),
            ["tags"] = new JsonArray([.. contract.Services
                .Select(service => new JsonObject { ["name"] = service.Name, ["description"] = service.Comment() })]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["schemas"] = schemas.Components(),
                ["responses"] = new JsonObject { ["Refused"] = Refused() },
                ["securitySchemes"] = SecuritySchemes(),
            },
        };
    }

    private const string Description =
        "The same contract as over gRPC, transcoded (google.api.http). Names of fields are in lowerCamelCase; enums are their names, instants RFC 3339, "
        + "whole dates an object of year, month and day, numbers of 64 bits texts, bytes base64. A field, an enum value or a query parameter that there is "
        + "not is refused. Every answer that is no is google.rpc.Status with a stable reason (google.rpc.ErrorInfo, domain `sakpore.id`) and a sentence in "
        + "Indonesian and in English (google.rpc.LocalizedMessage). An action that is sent again with its `requestId` is done once.";

    private static JsonObject Refused() => new()
    {
        ["description"] = "No: why, in a stable reason and a sentence in both languages. The state is as before.",
        ["content"] = new JsonObject
        {
            ["application/json"] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/" + Schemas.Status } },
        },
    };

    private static JsonObject SecuritySchemes() => new()
    {
        [Security.System] = new JsonObject
        {
            ["type"] = "http",
            ["scheme"] = "bearer",
            ["description"] = "The key of the calling system: a portal, or an office's own system.",
        },
        [Security.Officer] = new JsonObject
        {
            ["type"] = "apiKey",
            ["in"] = "header",
            ["name"] = "sakpore-officer",
            ["description"] = "The officer for whom an office's system acts: `officers/{id}`.",
        },
    };
}
