namespace Sakpore.Core.Applications;

/// <summary>An event as it is stored and hashed.</summary>
/// <param name="Type">The event's type, for example <c>submitted</c>. A released type is never renamed.</param>
/// <param name="SchemaVersion">The version of the payload's shape, from 1.</param>
/// <param name="Payload">UTF-8 JSON: keys sorted by code point, no whitespace, absent values left out. Never re-encoded.</param>
public sealed record StoredEvent(string Type, int SchemaVersion, ReadOnlyMemory<byte> Payload);

/// <summary>A stored event that this version cannot read. The load stops: an event is never skipped.</summary>
public sealed class UnreadableEventException : Exception
{
    /// <summary>An event that cannot be read.</summary>
    /// <param name="message">Which, and why.</param>
    /// <param name="innerException">The cause, or null.</param>
    public UnreadableEventException(string message, Exception? innerException = null)
        : base(message, innerException)
    {
    }
}
