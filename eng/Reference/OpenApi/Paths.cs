using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Sakpore.Reference.Contract;

namespace Sakpore.Reference.OpenApi;

/// <summary>The addresses and what is done at each.</summary>
internal static class Paths
{
    /// <summary>All addresses, in the order of their services and methods.</summary>
    public static JsonObject Of(ContractImage contract, Schemas schemas)
    {
        var paths = new JsonObject();
        foreach (var method in contract.Methods)
        {
            if (HttpForm.Of(method, contract) is not { } form)
                continue;
            if (!paths.ContainsKey(form.Path))
                paths[form.Path] = new JsonObject();
            paths[form.Path]![form.Verb.ToLowerInvariant()] = Operation(method, form, schemas);
        }

        return paths;
    }

    private static JsonObject Operation(MethodDescriptor method, HttpForm form, Schemas schemas)
    {
        var operation = new JsonObject
        {
            ["operationId"] = $"{method.Service.Name}_{method.Name}",
            ["tags"] = new JsonArray(method.Service.Name),
            ["summary"] = method.Summary(),
            ["description"] = method.Comment(),
            ["security"] = Security.Requirements(Security.Of(method)),
        };
        var parameters = form.Parameters.Select(InPath).Concat(form.Query.Select(query => InQuery(query, schemas))).ToArray<JsonNode>();
        if (parameters.Length > 0)
            operation["parameters"] = new JsonArray(parameters);
        if (form.Bound.Body is not null)
            operation["requestBody"] = Body(form, schemas);
        operation["responses"] = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = method.IsServerStreaming ? Sentence(method.OutputType) + " One JSON object a line." : Sentence(method.OutputType),
                ["content"] = Json(schemas.Reference(method.OutputType)),
            },
            ["default"] = new JsonObject { ["$ref"] = "#/components/responses/Refused" },
        };
        return operation;
    }

    private static JsonObject InPath((string Name, string Meaning) parameter) => new()
    {
        ["name"] = parameter.Name,
        ["in"] = "path",
        ["required"] = true,
        ["description"] = parameter.Meaning,
        ["schema"] = new JsonObject { ["type"] = "string" },
    };

    private static JsonObject InQuery(QueryField query, Schemas schemas) => new()
    {
        ["name"] = query.Name,
        ["in"] = "query",
        ["required"] = query.Required,
        ["description"] = query.Field.Comment(),
        ["schema"] = schemas.Plain(query.Field),
    };

    private static JsonObject Body(HttpForm form, Schemas schemas) => new()
    {
        ["required"] = true,
        ["content"] = Json(form.Bound.BodyField is null ? schemas.Object(form.Body) : schemas.Reference(form.Bound.Body!)),
    };

    private static string Sentence(MessageDescriptor message) => message.Summary() + ".";

    private static JsonObject Json(JsonNode schema) => new() { ["application/json"] = new JsonObject { ["schema"] = schema } };
}
