namespace Sakpore.Signing.Verification;

/// <summary>
/// A kind of reason with its consequence. The consequences of all findings together make the indication, so that no reason
/// can be told without counting, and none can count without being told.
/// </summary>
internal sealed record Finding(
    string Code, ReasonSeverity Severity, Indication? Indication, SubIndication? SubIndication, string Indonesian, string English)
{
    private string? _detail;

    /// <summary>What narrows it down; null if nothing does.</summary>
    public string? Detail => _detail;

    /// <summary>The same finding, narrowed down by a few characters that need no translation, such as "objek 12".</summary>
    public Finding About(string detail) => this with { _detail = detail };

    public Reason ToReason() => _detail is null
        ? new Reason(Code, Severity, Indonesian, English)
        : new Reason(Code, Severity, $"{Indonesian[..^1]} ({_detail}).", $"{English[..^1]} ({_detail}).");
}
