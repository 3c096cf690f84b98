using System.Diagnostics.CodeAnalysis;

namespace Sakpore.Signing.Online;

/// <summary>Why a service gave no answer.</summary>
internal enum OnlineFault
{
    /// <summary>The address is none of HTTP.</summary>
    AddressUnusable,

    /// <summary>The host has an address of this machine or of a private network, which the options do not permit.</summary>
    LocalAddress,

    /// <summary>No connection, or it broke.</summary>
    Unreachable,

    /// <summary>Nothing came in time.</summary>
    TimedOut,

    /// <summary>HTTP says that it failed.</summary>
    StatusCode,

    /// <summary>The answer is longer than anything lawful.</summary>
    TooLong,
}

/// <summary>The body of an answer, or why there is none.</summary>
internal sealed record OnlineAnswer(ReadOnlyMemory<byte>? Body, OnlineFault? Fault, string? Detail)
{
    public bool TryGetBody(out ReadOnlyMemory<byte> body, [NotNullWhen(false)] out string? fault)
    {
        body = Body ?? default;
        fault = Body is null ? Sentence : null;
        return Body is not null;
    }

    public static OnlineAnswer Of(ReadOnlyMemory<byte> body) => new(body, null, null);

    public static OnlineAnswer Of(OnlineFault fault, string detail) => new(null, fault, detail);

    /// <summary>A few words that need no translation.</summary>
    private string Sentence => Fault switch
    {
        OnlineFault.TooLong => $"> {Detail} bytes",
        _ => Detail!,
    };
}
