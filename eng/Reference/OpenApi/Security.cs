using System.Text.Json.Nodes;
using Google.Protobuf.Reflection;
using Sakpore.Grpc.Access;

namespace Sakpore.Reference.OpenApi;

/// <summary>Who may call a method, as the hub's own table says.</summary>
internal static class Security
{
    /// <summary>The key of a calling system.</summary>
    public const string System = "system";

    /// <summary>The officer it acts for.</summary>
    public const string Officer = "officer";

    /// <summary>The kinds of callers that a method is for.</summary>
    public static Audience Of(MethodDescriptor method) => MethodAccess.Of($"/{method.Service.FullName}/{method.Name}").Audience;

    /// <summary>The ways to be admitted, any of which is enough.</summary>
    public static JsonArray Requirements(Audience audience)
    {
        var ways = new JsonArray();
        if (audience.HasFlag(Audience.Public))
            ways.Add(new JsonObject());
        if (audience.HasFlag(Audience.Portal))
            ways.Add(new JsonObject { [System] = new JsonArray() });
        if (audience.HasFlag(Audience.Officer))
            ways.Add(new JsonObject { [System] = new JsonArray(), [Officer] = new JsonArray() });
        return ways;
    }
}
