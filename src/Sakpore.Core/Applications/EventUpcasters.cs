using System.Text.Json.Nodes;

namespace Sakpore.Core.Applications;

/// <summary>
/// Turns a payload of an earlier version into the next one's shape, a step a version: every version ever released is read
/// for ever. There is no earlier version yet; the first changed event adds its line to <see cref="Step"/>.
/// </summary>
internal static class EventUpcasters
{
    /// <summary>The payload one version on; null if no step is known.</summary>
    public static JsonObject? Step(string type, int from, JsonObject payload) => (type, from) switch
    {
        // ("example", 1) => payload.Renamed("old", "new"),
        _ => null,
    };
}
