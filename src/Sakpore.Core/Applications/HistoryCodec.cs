using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sakpore.Core.Applications;

/// <summary>Between events and their stored form. Encoding is canonical: the same event gives the same bytes.</summary>
public static class HistoryCodec
{
    /// <summary>The stored form of an event.</summary>
    public static StoredEvent Encode(ApplicationEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        EventType type = EventTypes.Of(happened);
        JsonElement json = JsonSerializer.SerializeToElement(happened, type.Json);
        return new(type.Name, type.Version, CanonicalJson.Of(json));
    }

    /// <summary>The event of a stored form of any version ever released.</summary>
    /// <exception cref="UnreadableEventException">
    /// An unknown type, a version later than this program's, or a payload that is not of its type's shape.
    /// </exception>
    public static ApplicationEvent Decode(StoredEvent stored)
    {
        ArgumentNullException.ThrowIfNull(stored);
        if (EventTypes.Find(stored.Type) is not { } type)
            throw new UnreadableEventException($"'{stored.Type}' is not an event type that this version knows.");
        if (stored.SchemaVersion < 1 || stored.SchemaVersion > type.Version)
            throw new UnreadableEventException($"'{stored.Type}' version {stored.SchemaVersion} is not known; this version reads 1 to {type.Version}.");

        try
        {
            object? happened = stored.SchemaVersion == type.Version
                ? JsonSerializer.Deserialize(stored.Payload.Span, type.Json)
                : Upcast(stored, type).Deserialize(type.Json);
            return happened as ApplicationEvent ?? throw new UnreadableEventException($"The payload of '{stored.Type}' is empty.");
        }
        catch (JsonException fault)
        {
            throw new UnreadableEventException($"The payload of '{stored.Type}' version {stored.SchemaVersion} is not of its shape: {fault.Message}", fault);
        }
    }

    private static JsonObject Upcast(StoredEvent stored, EventType type)
    {
        JsonObject payload = JsonNode.Parse(stored.Payload.Span) as JsonObject
            ?? throw new UnreadableEventException($"The payload of '{stored.Type}' is no JSON object.");
        for (int version = stored.SchemaVersion; version < type.Version; version++)
        {
            payload = EventUpcasters.Step(stored.Type, version, payload)
                ?? throw new UnreadableEventException($"There is no step from '{stored.Type}' version {version} to the next.");
        }

        return payload;
    }
}
