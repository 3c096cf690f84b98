using System.Text.Json.Nodes;

namespace Sakpore.Core.Applications;

/// <summary>
/// Turns a payload of an earlier version into the next one's shape, a step a version: every version ever released is read
/// for ever, and each has a golden file in the tests.
/// </summary>
internal static class EventUpcasters
{
    /// <summary>The payload one version on; null if no step is known.</summary>
    public static JsonObject? Step(string type, int from, JsonObject payload) => (type, from) switch
    {
        // Version 2 added the reason for going on against an agency's advice; before, none was recorded.
        ("forwarded", 1) or ("signing-requested", 1) => payload,
        _ => null,
    };
}
