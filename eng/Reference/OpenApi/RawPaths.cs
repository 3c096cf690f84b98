using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Sakpore.Reference.Contract;

namespace Sakpore.Reference.OpenApi;

/// <summary>Files as raw bytes: the two addresses that no proto can describe.</summary>
internal static class RawPaths
{
    /// <summary>Adds both.</summary>
    public static void AddTo(JsonObject paths, ContractImage contract, Schemas schemas)
    {
        var service = contract.Services.Single(service => service.Name == "DocumentService");
        var (upload, download) = (service.FindMethodByName("UploadDocument"), service.FindMethodByName("DownloadDocument"));
        var body = new JsonObject();
        foreach (var type in new[] { "application/pdf", "image/jpeg", "image/png" })
            body[type] = Bytes();
        paths["/v1/uploads/{upload}"] = new JsonObject
        {
            ["put"] = Operation(
                upload, "Uploads a file as raw bytes", "upload", "An id of the caller's, 1 to 64 characters: the same file sent again under it is the same document. With `Upload-Offset` and `Upload-Complete` (draft-ietf-httpbis-resumable-upload) it comes in parts; `HEAD` tells from where to go on.",
                new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schemas.Reference(upload.OutputType) } },
                new JsonObject { ["required"] = true, ["content"] = body }),
        };
        paths["/v1/documents/{document}:download"] = new JsonObject
        {
            ["get"] = Operation(
                download, "Downloads a file as raw bytes", "document", "What stands there in `documents/{document}`.",
                new JsonObject { ["application/octet-stream"] = Bytes() }, null),
        };
    }

    private static JsonObject Operation(
        MethodDescriptor method, string summary, string parameter, string meaning, JsonObject answer, JsonObject? body)
    {
        var operation = new JsonObject
        {
            ["operationId"] = $"{method.Service.Name}_{method.Name}Raw",
            ["tags"] = new JsonArray(method.Service.Name),
            ["summary"] = summary,
            ["description"] = summary + ": what streams over gRPC cannot be transcoded. Callers, limits and checks are those of gRPC.",
            ["security"] = Security.Requirements(Security.Of(method)),
            ["parameters"] = new JsonArray(new JsonObject
            {
                ["name"] = parameter,
                ["in"] = "path",
                ["required"] = true,
                ["description"] = meaning,
                ["schema"] = new JsonObject { ["type"] = "string" },
            }),
        };
        if (body is not null)
            operation["requestBody"] = body;
        operation["responses"] = new JsonObject
        {
            ["200"] = new JsonObject { ["description"] = method.OutputType.Summary() + ".", ["content"] = answer },
            ["default"] = new JsonObject { ["$ref"] = "#/components/responses/Refused" },
        };
        return operation;
    }

    private static JsonObject Bytes() => new() { ["schema"] = new JsonObject() };
}
