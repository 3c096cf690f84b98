namespace Sakpore.Grpc.Transcoding;

/// <summary>The hub's own description of its HTTP form, generated from the protos by <c>eng/Reference</c>.</summary>
internal static class OpenApiDocument
{
    /// <summary>Serves it at <c>/openapi.json</c>, to anyone.</summary>
    public static void MapOpenApiDocument(this WebApplication app)
    {
        var document = Read();
        app.MapGet("/openapi.json", () => Results.Bytes(document, "application/json; charset=utf-8"));
    }

    private static byte[] Read()
    {
        using var resource = typeof(OpenApiDocument).Assembly.GetManifestResourceStream("openapi.json")!;
        var document = new byte[resource.Length];
        resource.ReadExactly(document);
        return document;
    }
}
