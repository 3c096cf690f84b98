using System.Text.Json.Nodes;
using Google.Protobuf;
using Grpc.Core;
using Sakpore.Grpc.Tests.Hosting;

namespace Sakpore.Grpc.Tests.Transcoding;

/// <summary>What a portal sends as JSON. Files are uploaded before: a stream cannot be transcoded.</summary>
internal static class JsonPapers
{
    /// <summary>A whole submission.</summary>
    public static async Task<JsonObject> SubmissionAsync(CallInvoker uploader) => new()
    {
        ["permitType"] = "permitTypes/skp-penelitian",
        ["kind"] = "KIND_BARU",
        ["form"] = JsonNode.Parse(JsonFormatter.Default.Format(Papers.Form())),
        ["files"] = new JsonArray(
            File("surat-pengantar", await uploader.UploadAsync(Papers.Pdf("Pengantar"), "application/pdf")),
            File("proposal", await uploader.UploadAsync(Papers.Pdf("Proposal"), "application/pdf")),
            File("ktp", await uploader.UploadAsync(Papers.Png("KTP"), "image/png"))),
        ["requestId"] = Actors.NextRequest,
    };

    /// <summary>A file for a requirement.</summary>
    public static JsonObject File(string requirement, string document) => new() { ["requirement"] = requirement, ["document"] = document };

    /// <summary>An action with its request id.</summary>
    public static JsonObject Action(params (string Name, JsonNode? Value)[] fields)
    {
        var action = new JsonObject { ["requestId"] = Actors.NextRequest };
        foreach (var (name, value) in fields)
        {
            action[name] = value;
        }

        return action;
    }
}
