using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace Sakpore.Grpc.Telemetry;

/// <summary>
/// What the hub measures of itself. Names follow OpenTelemetry's semantic conventions where these have one. No attribute names a
/// person, an application or a document: methods, offices, states and reasons only, all of them few.
/// </summary>
internal sealed class HubMeter
{
    /// <summary>The name of the meter.</summary>
    public const string Name = "Sakpore.Hub";

    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    };

    private readonly Histogram<double> _calls;
    private readonly Histogram<double> _signing;

    /// <summary>Makes the instruments.</summary>
    public HubMeter(IMeterFactory meters, WorkCounts counts)
    {
        var meter = meters.Create(Name);
        _calls = meter.CreateHistogram("rpc.server.call.duration", "s", "Calls, over gRPC, gRPC-Web or JSON.", null, Seconds);
        _signing = meter.CreateHistogram("sakpore.signing.duration", "s", "How long a key took for a signature.", null, Seconds);
        meter.CreateObservableGauge("sakpore.applications", () => Of(counts.Applications, "status"), "{application}", "Applications by status.");
        meter.CreateObservableGauge(
            "sakpore.applications.overdue", () => Of(counts.Overdue, "office"), "{application}", "Applications past their due date, by the office that holds them.");
        meter.CreateObservableGauge("sakpore.queue.length", () => Of(counts.Queues, "queue"), "{item}", "What waits: letters for a signature, signings under way, news.");
        meter.CreateObservableGauge("sakpore.numbering.held", () => NumberingIsHeld ? 1 : 0, "{hub}", "1: no letter is numbered, for the register could be behind the last checkpoint.");
    }

    /// <summary>Whether numbering waits for an administrator.</summary>
    public bool NumberingIsHeld { get; set; }

    /// <summary>Takes note of a call.</summary>
    /// <param name="method">The full method name, without the slash in front.</param>
    /// <param name="status">The gRPC status' name.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Called(string method, string status, TimeSpan elapsed) =>
        _calls.Record(elapsed.TotalSeconds, new TagList { { "rpc.method", method }, { "rpc.response.status_code", status } });

    /// <summary>Takes note of a key's use.</summary>
    /// <param name="outcome"><c>signed</c>, <c>failed</c> or <c>unknown</c>.</param>
    /// <param name="elapsed">How long it took.</param>
    public void Signed(string outcome, TimeSpan elapsed) => _signing.Record(elapsed.TotalSeconds, new TagList { { "outcome", outcome } });

    private static IEnumerable<Measurement<long>> Of(IReadOnlyDictionary<string, long> counts, string attribute) =>
        counts.Select(count => new Measurement<long>(count.Value, KeyValuePair.Create(attribute, (object?)count.Key)));
}
