using System.Diagnostics;
using OpenTelemetry;

namespace Sakpore.Grpc.Telemetry;

/// <summary>The hub's own spans.</summary>
internal static class HubTracing
{
    /// <summary>The name of the source.</summary>
    public const string Name = "Sakpore.Hub";

    /// <summary>The source.</summary>
    public static readonly ActivitySource Source = new(Name);
}

/// <summary>
/// Takes out of spans what tells who someone is: an address of a page holds a tracking token or the code of a letter, and
/// the caller's address and program are personal data. The route says enough.
/// </summary>
internal sealed class PersonalDataScrubber : BaseProcessor<Activity>
{
    private const string Path = "url.path";

    private static readonly string[] Removed =
        ["url.full", "url.query", "http.url", "http.target", "client.address", "client.port", "network.peer.address", "network.peer.port", "user_agent.original"];

    /// <inheritdoc/>
    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem(Path) is not null)
        {
            data.SetTag(Path, data.GetTagItem("http.route") ?? "-");
        }

        foreach (var tag in Removed)
        {
            data.SetTag(tag, null);
        }
    }
}
