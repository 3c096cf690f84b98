namespace Sakpore.Signing.Verification;

/// <summary>How much a reason weighs.</summary>
public enum ReasonSeverity
{
    /// <summary>Worth knowing; changes nothing.</summary>
    Info,

    /// <summary>Should be looked at; changes nothing.</summary>
    Warning,

    /// <summary>Stands against the signature or the file.</summary>
    Error,
}

/// <summary>One thing that verification found, for machines and for people.</summary>
/// <param name="Code">UPPER_SNAKE, stable.</param>
/// <param name="Severity">How much it weighs.</param>
/// <param name="Indonesian">One sentence in Indonesian.</param>
/// <param name="English">The same sentence in English.</param>
public sealed record Reason(string Code, ReasonSeverity Severity, string Indonesian, string English);
